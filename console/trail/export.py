"""The trail as a file: CSV that a spreadsheet cannot be tricked with, or one JSON object a line."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from console.access.models import Operator
from console.audit.models import Entry, EntryQuerySet
from console.trail.lines import Line, line
from console.ui.cells import defused

# As they stand in the entry; what may be hidden from a reader comes from the line instead.
COLUMNS = (
    *("number", "at", "operator", "operator_id", "role", "action", "outcome", "connection", "pool_id"),
    *("target_kind", "target_id", "target_label", "reason", "message", "operation", "address"),
    *("request_id", "aws_request_id", "attempt", "details", "previous_hash", "hash"),
)


def facts_of(line: Line) -> dict[str, Any]:
    """An entry as plain values, with what its reader may not see masked."""
    seen = {
        "at": line.entry.at.isoformat(timespec="microseconds"),
        "attempt": str(line.entry.attempt),
        "target_id": line.target_id,
        "target_label": line.target if line.entry.target_label else "",
        "reason": line.reason,
        "message": line.message,
        "details": line.details,
    }
    return {name: seen[name] if name in seen else getattr(line.entry, name) for name in COLUMNS}


def as_read_by(operator: Operator, entries: EntryQuerySet) -> Iterator[Line]:
    """Entries as an operator may read them, oldest first, in constant memory."""
    for entry in entries.order_by("number").iterator(chunk_size=500):
        yield line(entry, operator)


def unmasked(entries: EntryQuerySet) -> Iterator[Line]:
    """Entries for those who can read the database itself, oldest first, in constant memory."""
    for entry in entries.order_by("number").iterator(chunk_size=500):
        yield Line(entry=entry, masked=False, reachable=False)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow(COLUMNS)
    for each in lines:
        yield writer.writerow([_cell(value) for value in facts_of(each).values()])


def as_jsonl(lines: Iterable[Line]) -> Iterator[str]:
    for each in lines:
        yield json.dumps(facts_of(each), ensure_ascii=False) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else defused(str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file: its MIME type, and what writes it."""

    content_type: str
    write: Callable[[Iterable[Line]], Iterator[str]]


FORMATS = {
    "csv": Format(content_type="text/csv; charset=utf-8", write=as_csv),
    "jsonl": Format(content_type="application/x-ndjson; charset=utf-8", write=as_jsonl),
}


def up_to_now(entries: EntryQuerySet) -> EntryQuerySet:
    """Without what is appended while a file is being written, such as the entry of the export itself."""
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    return entries.filter(number__lte=newest or 0)
