"""Differences between states in the words of the settings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pools.saving.proposals import Clash
from pools.saving.states import Difference
from pools.sections import SECTIONS
from pools.settings import Row, Section, Setting


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


def in_words(differences: Iterable[Difference], sections: Sequence[Section] = SECTIONS) -> list[Worded]:
    """What differs, setting by setting."""
    return [_worded(each.path, each.before, each.after, sections) for each in differences]


def from_json(
    differences: Iterable[Mapping[str, Any]], sections: Sequence[Section] = SECTIONS
) -> list[Worded]:
    """The same of what was kept as JSON."""
    return [_worded(each["path"], each["before"], each["after"], sections) for each in differences]


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
    for section in sections:
        for setting in section.settings:
            if setting.covers(path):
                return setting, section
    return Setting(path=path, label=path), None


def _worded(path: str, before: Any, after: Any, sections: Sequence[Section]) -> Worded:
    setting, section = setting_at(path, sections)
    return Worded(
        setting=setting,
        section=section,
        before=Row(setting=setting, raw=before),
        after=Row(setting=setting, raw=after),
    )
