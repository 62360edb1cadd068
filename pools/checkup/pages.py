"""A pool's check-up as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.problems import Problem
from pools.checkup import acceptances
from pools.checkup.checks import Check, Severity
from pools.checkup.examination import CheckUp, Finding, examine, pool_subject
from pools.checkup.fixes import Fix, fixes
from pools.checkup.models import Acceptance
from pools.checkup.rules import CHECKS, THEMES
from pools.overview import Overview


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding with the places where it is put right."""

    finding: Finding
    fixes: list[Fix]

    @property
    def name(self) -> str:
        return self.finding.check.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The findings of one severity."""

    severity: Severity
    entries: list[Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """An acceptance of what is not found any more; its rule may have gone, too."""

    acceptance: Acceptance

    @property
    def name(self) -> str:
        return self.acceptance.check_name

    @property
    def title(self) -> str:
        return CHECKS[self.name].title if self.name in CHECKS else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule in the list of all: what holds where it passes, and whether it does."""

    theme: str
    check: Check
    finding: Finding | None
    unread: bool

    @property
    def verdict(self) -> str:
        if self.unread:
            return "Not checked"
        if self.finding is None:
            return "Passed"
        return "Accepted" if self.finding.is_accepted else self.finding.severity.label

    @property
    def tone(self) -> str:
        if self.unread or (self.finding and self.finding.is_accepted):
            return "neutral"
        return self.finding.severity.value if self.finding else "success"


@dataclass(frozen=True, kw_only=True)
class CheckUpPage:
    """What the rules say of a pool that was just read."""

    overview: Overview
    pool: PoolAccess

    @cached_property
    def checkup(self) -> CheckUp:
        second = None if isinstance(self.overview.mfa, CognitoError) else self.overview.mfa
        subject = pool_subject(self.overview.pool.raw, second)
        return examine([subject], self.decided)

    @cached_property
    def decided(self) -> list[Acceptance]:
        """Everything that was accepted of the pool, whether it is still found or not."""
        return acceptances.of_pool(self.pool)

    @property
    def problem(self) -> Problem | None:
        """Why some rules could not be checked, if they could not."""
        return self.overview.mfa_problem

    @property
    def checked(self) -> int:
        """How many rules could be checked."""
        return len(self.checkup.results) - len(self.checkup.unread)

    @property
    def groups(self) -> list[Group]:
        """What is not accepted, the gravest first."""
        every = [
            Group(
                severity=severity,
                entries=[
                    self.entry(finding) for finding in self.checkup.open if finding.severity is severity
                ],
            )
            for severity in Severity
        ]
        return [group for group in every if group.entries]

    @property
    def accepted(self) -> list[Entry]:
        return [self.entry(finding) for finding in self.checkup.accepted]

    @property
    def idle(self) -> list[Idle]:
        """Acceptances that nothing is found for any more: they would hide it if it came back."""
        waiting = {check.name for check in self.checkup.unread}
        used = {finding.check.name for finding in self.checkup.findings}
        return [Idle(acceptance=each) for each in self.decided if each.check_name not in used | waiting]

    @property
    def worst(self) -> list[Finding]:
        """The open findings that the pool's own page names: the serious ones."""
        return [finding for finding in self.checkup.open if finding.severity is Severity.DANGER]

    @property
    def lines(self) -> list[Line]:
        """Every rule, theme by theme."""
        return list(self._lines())

    def entry(self, finding: Finding) -> Entry:
        return Entry(finding=finding, fixes=fixes(self.pool, finding))

    def _lines(self) -> Iterator[Line]:
        results = {result.check.name: result for result in self.checkup.results}
        for theme, checks in THEMES.items():
            for result in (results[check.name] for check in checks if check.name in results):
                yield Line(theme=theme, check=result.check, finding=result.finding, unread=result.unread)
