"""Differences between states in the words of the settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
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


def in_words(differences: Iterable[Difference]) -> list[Worded]:
    """What differs, setting by setting."""
    return [_worded(each.path, each.before, each.after) for each in differences]


def from_json(differences: Iterable[dict[str, Any]]) -> list[Worded]:
    """The same of what was kept as JSON."""
    return [_worded(each["path"], each["before"], each["after"]) for each in differences]


def clashes_in_words(clashes: Iterable[Clash]) -> list[WordedClash]:
    return [
        WordedClash(
            setting=setting_at(each.path)[0],
            shown=_row(each.path, each.shown),
            now=_row(each.path, each.now),
            mine=_row(each.path, each.mine),
        )
        for each in clashes
    ]


@cache
def setting_at(path: str) -> tuple[Setting, Section | None]:
    """The setting that stands for a path, and its section; one without words where nobody knows the path."""
    for section in SECTIONS:
        for setting in section.settings:
            if setting.covers(path):
                return setting, section
    return Setting(path=path, label=path), None


def _worded(path: str, before: Any, after: Any) -> Worded:
    setting, section = setting_at(path)
    return Worded(setting=setting, section=section, before=_row(path, before), after=_row(path, after))


def _row(path: str, value: Any) -> Row:
    return Row(setting=setting_at(path)[0], raw=value)
