"""What an entry's details hold, leaf by leaf, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Details = Mapping[str, Any]
STATES = ("before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One leaf, such as `Policies.PasswordPolicy.MinimumLength`, before and after. Empty: it was not set."""

    name: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


def changes(details: Details) -> list[Change]:
    """Every leaf of "before" and "after". With one of them alone there is nothing to compare: empty."""
    before, after = (dict(leaves(details.get(state) or {})) for state in STATES)
    if not (before and after):
        return []
    names = dict.fromkeys([*before, *after])
    return [Change(name=name, before=before.get(name, ""), after=after.get(name, "")) for name in names]


def facts(details: Details) -> list[tuple[str, str]]:
    """Every leaf of the rest, and of a "before" or "after" that stands alone."""
    compared = STATES if changes(details) else ()
    return list(leaves({name: value for name, value in details.items() if name not in compared}))


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """(dotted name, text) of everything in nested JSON; a list of plain values is one leaf."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            yield from leaves(item, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        for place, item in enumerate(value, start=1):
            yield from leaves(item, f"{name}.{place}")
    elif name:
        yield name, in_words(value)


def in_words(value: Any) -> str:
    """A plain value, or a list of plain values, as text."""
    match value:
        case None | {}:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(in_words(item) for item in value) or "none"
    return str(value)
