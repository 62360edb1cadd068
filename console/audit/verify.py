"""Proving that the trail is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from console.audit.models import START, Chain, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found: the number of the first broken row and why, or the last hash of a whole trail."""

    entries: int
    last_hash: str = START
    broken_at: int | None = None
    why: str = ""


def verify(*, expected_hash: str = "") -> Verdict:
    """Walk the whole trail in constant memory and stop at the first row that does not fit.

    `expected_hash` is a hash noted earlier: some row has to carry it. Entries may be appended meanwhile.
    """
    # In this order, so that an entry appended between the two questions is not taken for a foreign one.
    newest = Entry.objects.aggregate(newest=Max("number"))["newest"] or 0
    end = Chain.objects.filter(pk=1).first() or Chain()
    last, last_hash, expected_seen = 0, START, expected_hash in ("", START)
    for entry in _up_to(end.length):
        if why := _fault(entry, last + 1, last_hash):
            return Verdict(entries=last, last_hash=last_hash, broken_at=last + 1, why=why)
        last, last_hash = entry.number, entry.hash
        expected_seen = expected_seen or last_hash == expected_hash
    why = _fault_at_end(last, last_hash, newest, end) or ("" if expected_seen else NOT_FOUND)
    return Verdict(entries=last, last_hash=last_hash, broken_at=_place_of(why, last), why=why)


def fits(entry: Entry) -> bool:
    """Whether one entry is as it was written and follows from the one before it. Not what comes after it."""
    before = Entry.objects.filter(number=entry.number - 1).values_list("hash", flat=True).first()
    expected = START if entry.number == 1 else before or ""
    return not _fault(entry, entry.number, expected)


NOT_FOUND = (
    "no entry has the expected hash: if it was noted from this trail, the trail was rewritten or cut since"
)
END_CHANGED = "it does not have the hash that the trail ended with when it was last written"


def _up_to(number: int) -> Iterator[Entry]:
    return Entry.objects.filter(number__lte=number).order_by("number").iterator(chunk_size=500)


def _fault(entry: Entry, number: int, hash_before: str) -> str:
    if entry.number > number:
        return "it is missing"
    if entry.number < number:
        return f"an entry numbered {entry.number} is in its place"
    if entry.previous_hash != hash_before:
        return "it does not follow from the entry before it: one of the two was replaced or moved"
    return "" if entry.hash == entry.computed_hash() else "it was changed"


def _fault_at_end(last: int, last_hash: str, newest: int, end: Chain) -> str:
    if last < end.length:
        return f"it is missing, and so are all up to entry {end.length}, the last that was written"
    if newest > end.length:
        return "it was added past the end of the trail"
    return "" if last_hash == end.hash else END_CHANGED


def _place_of(why: str, last: int) -> int | None:
    """The number of the row that a fault found at the end is about."""
    if not why:
        return None
    return last if why in {NOT_FOUND, END_CHANGED} else last + 1
