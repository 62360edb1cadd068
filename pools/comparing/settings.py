"""The settings of two sides, setting by setting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pools.comparing.compared_pools import ComparedPool
from pools.comparing.expected_differences import foreign, why_expected
from pools.history.restoring import Left, changes_towards
from pools.saving.settings import MFA, Row, Section, Setting
from pools.saving.states import NOTHING, of_aws, value_at, with_changes
from pools.settings.overview import OTHERS
from pools.settings.sections import SECTIONS, covered
from pools.settings.state import COMPARISON, COUNTED, TAGS
from pools.settings.words import setting_of_pool

# What the second store repeats of the first one: told only where it differs.
REPEATED = (f"{MFA}.SmsMfaConfiguration", "MfaConfiguration")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingPair:
    """A setting of both. `expected` says why it cannot but differ; `kept_here` why this side cannot become like
    the other one, `kept_there` the other way round."""

    setting: Setting
    here: Row
    there: Row
    differs: bool
    labels: tuple[str, str]
    expected: str = ""
    kept_here: str = ""
    kept_there: str = ""

    @property
    def path(self) -> str:
        return self.setting.path

    @property
    def is_difference(self) -> bool:
        """Whether somebody made it different."""
        return self.differs and not self.expected

    @property
    def can_be_taken_over(self) -> bool:
        return self.is_difference and not (self.kept_here and self.kept_there)

    @property
    def choice(self) -> str:
        """What its box is called."""
        return f"Take over “{self.setting.label}”"

    @property
    def notes(self) -> list[str]:
        """Why it cannot be taken over, or only in one direction."""
        if not self.is_difference:
            return []
        if self.kept_here == self.kept_there:
            return [self.kept_here] if self.kept_here else []
        reasons = (self.kept_here, self.kept_there)
        labelled = zip(self.labels, reasons, strict=True)
        return [f"{label} cannot change. {reason}" for label, reason in labelled if reason]

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to say where nothing differs."""
        if self.path in COUNTED:
            return False
        repeated = self.path.startswith(REPEATED)
        silent = not self.here.is_set and not self.there.is_set and self.setting.quiet
        return self.differs or not (repeated or silent)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPairs:
    """A section of both."""

    section: Section
    pairs: list[SettingPair]

    @property
    def differences(self) -> list[SettingPair]:
        return [pair for pair in self.pairs if pair.is_difference]


@dataclass(frozen=True, kw_only=True)
class SettingsComparison:
    """Both sides' settings by section."""

    here: ComparedPool
    there: ComparedPool

    @cached_property
    def sections(self) -> list[SectionPairs]:
        """Every section; what no section knows comes last."""
        sections = [
            SectionPairs(
                section=section, pairs=[pair for pair in map(self._pair, section.settings) if pair.is_shown]
            )
            for section in SECTIONS
        ]
        unknown = [
            self._pair(Setting(path=path, label=path)) for path in self._differing if not covered(path)
        ]
        return [each for each in (*sections, SectionPairs(section=OTHERS, pairs=unknown)) if each.pairs]

    @property
    def differing_sections(self) -> list[SectionPairs]:
        return [
            SectionPairs(section=each.section, pairs=each.differences)
            for each in self.sections
            if each.differences
        ]

    @property
    def sections_by_hand(self) -> list[SectionPairs]:
        """Every section without what differs by nature."""
        sections = [
            SectionPairs(section=each.section, pairs=[pair for pair in each.pairs if not pair.expected])
            for each in self.sections
        ]
        return [each for each in sections if each.pairs]

    @property
    def count(self) -> int:
        """How many settings somebody made different."""
        return sum(len(each.differences) for each in self.sections)

    @cached_property
    def expected(self) -> list[SettingPair]:
        return [pair for each in self.sections for pair in each.pairs if pair.expected]

    @cached_property
    def _differing(self) -> list[str]:
        """The paths at which the sides differ, but for what differs in name alone, as a default that is spelled out."""
        differences = COMPARISON.differences(self.here.comparable, self.there.comparable)
        settings = {each.path: setting_of_pool(each.path)[0] for each in differences}
        return [
            each.path for each in differences if not _read_alike(settings[each.path], each.before, each.after)
        ]

    @cached_property
    def _kept_here(self) -> Mapping[str, str]:
        return kept(self.here, self.there, self._differing)

    @cached_property
    def _kept_there(self) -> Mapping[str, str]:
        return kept(self.there, self.here, self._differing)

    def _pair(self, setting: Setting) -> SettingPair:
        path = setting.path
        here = Row(setting=setting, raw=value_at(self.here.comparable, path))
        there = Row(setting=setting, raw=value_at(self.there.comparable, path))
        differs = path in self._differing or (setting.kind == "present" and here.is_set != there.is_set)
        return SettingPair(
            setting=setting,
            here=here,
            there=there,
            differs=differs,
            labels=(self.here.label, self.there.label),
            expected=why_expected(path, self.here, self.there) if differs else "",
            kept_here=self._kept_here.get(path, ""),
            kept_there=self._kept_there.get(path, ""),
        )


def _read_alike(setting: Setting, one: Any, other: Any) -> bool:
    return setting.kind != "present" and _reading(setting, one) == _reading(setting, other)


def _reading(setting: Setting, value: Any) -> Any:
    """What a value says to people."""
    row = Row(setting=setting, raw=setting.default if value in NOTHING else value)
    return [each.words for each in row.said] or (row.raw if row.is_set else [setting.absent])


def kept(target: ComparedPool, source: ComparedPool, paths: Iterable[str]) -> dict[str, str]:
    """Why some differences cannot be taken over to the target, by path."""
    _, left = taken_over(target, source, paths)
    return {each.path: each.reason for each in left}


def taken_over(
    target: ComparedPool, source: ComparedPool, paths: Iterable[str]
) -> tuple[dict[str, Any], list[Left]]:
    """The changes that make these settings of the target as they are in the source, and what cannot be done."""
    wanted = {path: _wanted(target, source, path) for path in paths}
    strange = list(_strange(target, wanted))
    refused = {each.path for each in strange}
    possible = {path: value for path, value in wanted.items() if path not in refused}
    changes, left = changes_towards(target.state, with_changes(target.state, possible))
    return changes, [*strange, *left]


def _wanted(target: ComparedPool, source: ComparedPool, path: str) -> Any:
    value = value_at(source.comparable, path)
    if path != TAGS:
        return value
    # AWS keeps its own tags on; nobody else can put them on or take them off.
    own = {key: text for key, text in (target.state.get(TAGS) or {}).items() if of_aws(key)}
    return {**own, **(value or {})} or None


def _strange(target: ComparedPool, wanted: Mapping[str, Any]) -> Iterator[Left]:
    for path, value in wanted.items():
        if reason := foreign(value, target):
            yield Left(path=path, before=value_at(target.state, path), after=value, reason=reason)
