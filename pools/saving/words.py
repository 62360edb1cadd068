"""Differences between states in the words of the settings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pools.gateway import SchemaAttribute
from pools.saving.proposals import Clash
from pools.saving.settings import Row, Section, Setting
from pools.saving.states import Difference
from pools.settings.overview import AttributeRow
from pools.settings.sections import SCHEMA, SECTIONS

ATTRIBUTES = "SchemaAttributes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A setting before and after, ready to be shown."""

    setting: Setting
    section: Section | None
    before: Row
    after: Row

    @property
    def path(self) -> str:
        return self.setting.path


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedClash:
    """A setting that two people want to be different."""

    setting: Setting
    shown: Row
    now: Row
    mine: Row


def in_words(
    differences: Iterable[Difference], sections: Sequence[Section] = SECTIONS, *, everything: bool = False
) -> list[Worded]:
    """What differs, setting by setting; of a schema all attributes if everything is wanted."""
    told = apart(differences, everything=everything)
    return [_worded(each.path, each.before, each.after, sections) for each in told]


def from_json(
    differences: Iterable[Mapping[str, Any]], sections: Sequence[Section] = SECTIONS
) -> list[Worded]:
    """The same of what was kept as JSON."""
    return in_words((Difference(**each) for each in differences), sections)


def apart(differences: Iterable[Difference], *, everything: bool = False) -> Iterator[Difference]:
    """The same, with the attributes of a schema one by one: those that differ, or all of them."""
    for each in differences:
        if each.path == ATTRIBUTES:
            yield from _attributes(each, everything)
        else:
            yield each


def in_order(worded: Iterable[Worded], sections: Sequence[Section] = SECTIONS) -> list[Worded]:
    """The same in the order in which the sections are read; what stands in none of them comes last."""

    def position(each: Worded) -> tuple[int, int]:
        if each.section is None:
            return len(sections), 0
        settings = each.section.settings
        return sections.index(each.section), settings.index(each.setting) if each.setting in settings else 0

    return sorted(worded, key=position)


def in_short(row: Row) -> str:
    """A value on one line."""
    if row.said:
        return ", ".join(each.words for each in row.said)
    if not row.is_set:
        return row.setting.absent or "Not set"
    match row.value:
        case bool():
            return "On" if row.value else "Off"
        case list():
            return ", ".join(" ".join(each) if isinstance(each, tuple) else str(each) for each in row.value)
    return str(row.value)


def clashes_in_words(clashes: Iterable[Clash], sections: Sequence[Section] = SECTIONS) -> list[WordedClash]:
    return [
        WordedClash(
            setting=setting,
            shown=Row(setting=setting, raw=each.shown),
            now=Row(setting=setting, raw=each.now),
            mine=Row(setting=setting, raw=each.mine),
        )
        for each in clashes
        for setting in [setting_at(each.path, sections)[0]]
    ]


def setting_at(path: str, sections: Sequence[Section] = SECTIONS) -> tuple[Setting, Section | None]:
    """The setting that stands for a path, and its section; one without words where nobody knows the path."""
    if path.startswith(f"{ATTRIBUTES}."):
        return Setting(path=path, label=f"Attribute {path.removeprefix(f'{ATTRIBUTES}.')}"), SCHEMA
    for section in sections:
        for setting in section.settings:
            if setting.covers(path):
                return setting, section
    return Setting(path=path, label=path), None


def _worded(path: str, before: Any, after: Any, sections: Sequence[Section]) -> Worded:
    setting, section = setting_at(path, sections)
    if path.startswith(f"{ATTRIBUTES}."):
        before, after = _attribute(before), _attribute(after)
    return Worded(
        setting=setting,
        section=section,
        before=Row(setting=setting, raw=before),
        after=Row(setting=setting, raw=after),
    )


def _attributes(difference: Difference, everything: bool) -> Iterator[Difference]:
    before, after = (
        {each["Name"]: each for each in side or ()} for side in (difference.before, difference.after)
    )
    for name in dict.fromkeys([*before, *after]):
        if everything or before.get(name) != after.get(name):
            yield Difference(path=f"{ATTRIBUTES}.{name}", before=before.get(name), after=after.get(name))


def _attribute(value: Mapping[str, Any] | None) -> str | None:
    """An attribute of the schema in one line: "Text, up to 256 characters, required"."""
    if value is None:
        return None
    attribute = SchemaAttribute.from_response(value)
    row = AttributeRow(attribute=attribute)
    marks = (
        (row.limits != "none", row.limits),
        (attribute.required, "required"),
        (not attribute.mutable, "never changed once set"),
        (attribute.developer_only, "developer only"),
    )
    return ", ".join([row.type, *(words for applies, words in marks if applies)])
