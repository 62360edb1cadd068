"""Differences between states in the words of the settings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pools.saving.proposals import Clash
from pools.saving.settings import Row, Section, Setting
from pools.saving.states import Difference


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


def in_words(differences: Iterable[Difference], sections: Sequence[Section]) -> list[Worded]:
    """What differs, setting by setting."""
    return [worded(each, *setting_at(each.path, sections)) for each in differences]


def in_order(worded: Iterable[Worded], sections: Sequence[Section]) -> list[Worded]:
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


def clashes_in_words(clashes: Iterable[Clash], sections: Sequence[Section]) -> list[WordedClash]:
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


def setting_at(path: str, sections: Sequence[Section]) -> tuple[Setting, Section | None]:
    """The setting that stands for a path, and its section; one without words where nobody knows the path."""
    for section in sections:
        for setting in section.settings:
            if setting.covers(path):
                return setting, section
    return Setting(path=path, label=path), None


def worded(each: Difference, setting: Setting, section: Section | None) -> Worded:
    """A difference in the words of a setting."""
    return Worded(
        setting=setting,
        section=section,
        before=Row(setting=setting, raw=each.before),
        after=Row(setting=setting, raw=each.after),
    )
