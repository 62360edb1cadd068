"""Two states side by side, section by section."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from pools.history.lines import NOT_KEPT
from pools.saving.settings import Section, leaves
from pools.saving.states import NOTHING, Comparison, Difference, State, value_at
from pools.saving.words import Worded
from pools.settings.overview import OTHERS
from pools.settings.sections import SECTIONS, covered
from pools.settings.state import ATTRIBUTES
from pools.settings.words import pool_in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownState:
    """One of two states: what it is called, and where it can be read."""

    name: str
    url: str
    value: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOfBoth:
    """A setting on both sides."""

    worded: Worded
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOfBoth:
    """A section on both sides."""

    section: Section
    rows: list[RowOfBoth]


def rows_of_both(
    left: State, right: State, comparison: Comparison, *, everything: bool
) -> list[SectionOfBoth]:
    """What differs between two states, or all that either of them holds, in the order of the sections."""
    differences = _everything(left, right) if everything else comparison.differences(left, right)
    worded = pool_in_order(differences, everything=everything)
    rows = [RowOfBoth(worded=each, differs=_differs(each, comparison)) for each in worded]
    sections = {section.id: section for section in (*SECTIONS, OTHERS)}
    return [
        SectionOfBoth(section=sections[id], rows=list(group))
        for id, group in groupby(rows, key=lambda row: (row.worded.section or OTHERS).id)
    ]


def _everything(left: State, right: State) -> Iterator[Difference]:
    """Every setting on both sides; the quiet ones, and what is not always kept, where one side has them."""
    settings = {setting.path: setting for section in SECTIONS for setting in section.settings}
    others = [path for path, _ in (*leaves(left), *leaves(right)) if not covered(path)]
    for path in dict.fromkeys([*settings, *others, ATTRIBUTES]):
        values = value_at(left, path), value_at(right, path)
        optional = path in NOT_KEPT or path not in settings or settings[path].quiet
        if not optional or any(value not in NOTHING for value in values):
            yield Difference(path=path, before=values[0], after=values[1])


def _differs(worded: Worded, comparison: Comparison) -> bool:
    if worded.setting.kind == "present":
        return worded.before.is_set != worded.after.is_set
    return not comparison.means_same(worded.path, worded.before.raw, worded.after.raw)
