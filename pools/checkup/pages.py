"""Check-ups as their pages show them: a pool's own, and that of its app clients."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from console.access.reach import PoolAccess
from console.cognito.side_by_side import value_or
from console.ui.problems import Problem
from pools.checkup import acceptances
from pools.checkup.checks import Check, Severity
from pools.checkup.decisions import FindingPlace
from pools.checkup.examination import CheckUp, Finding, examine, pool_subject
from pools.checkup.fixes import Fix, fixes
from pools.checkup.models import Acceptance
from pools.checkup.reading import ClientsRead
from pools.checkup.rules import APP_CLIENT_THEMES, EVERY_CHECK, THEMES
from pools.settings.overview import Overview


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with the places where it is put right, and where it is decided about."""

    finding: Finding
    fixes: list[Fix]
    place: FindingPlace

    @property
    def name(self) -> str:
        return self.finding.check.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one severity."""

    severity: Severity
    entries: list[FindingRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleAcceptance:
    """An acceptance of what is not found any more; its rule may have gone, too."""

    acceptance: Acceptance
    place: FindingPlace

    @property
    def name(self) -> str:
        return self.acceptance.check_name

    @property
    def title(self) -> str:
        return title_of(self.acceptance)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule in the list of all: what holds where it passes, and whether it does: `findings` of it are left."""

    theme: str
    check: Check
    findings: list[Finding]
    unread: bool

    @property
    def finding(self) -> Finding | None:
        """The gravest that nobody accepted, if there is one."""
        return min(self.findings, key=lambda each: (each.is_accepted, each.severity.rank), default=None)

    @property
    def verdict(self) -> str:
        if self.finding is None:
            return "Not checked" if self.unread else "Passed"
        word = "Accepted" if self.finding.is_accepted else self.finding.severity.label
        return f"{len(self.findings)} × {word}" if len(self.findings) > 1 else word

    @property
    def tone(self) -> str:
        if self.finding is None:
            return "neutral" if self.unread else "success"
        return "neutral" if self.finding.is_accepted else self.finding.severity.value

    @property
    def anchor(self) -> str:
        return FindingPlace.of(self.finding).anchor if self.finding else ""


@dataclass(frozen=True, kw_only=True)
class FindingsPage(ABC):
    """What rules say of things that were just read."""

    pool: PoolAccess
    themes = THEMES

    @property
    def is_complete(self) -> bool:
        """Whether everything was read that rules look at: a rule that had nothing to look at has passed then."""
        return True

    @cached_property
    @abstractmethod
    def checkup(self) -> CheckUp:
        """What the rules came to."""

    @abstractmethod
    def is_about(self, acceptance: Acceptance) -> bool:
        """Whether an acceptance is of a thing that this page looks at."""

    @cached_property
    def decided(self) -> list[Acceptance]:
        """Everything that was accepted of these things, whether it is still found or not."""
        return [each for each in acceptances.of_pool(self.pool) if self.is_about(each)]

    @property
    def checked(self) -> int:
        """How many rules could be checked."""
        return sum(not line.unread for line in self.lines)

    @property
    def groups(self) -> list[FindingGroup]:
        """What is not accepted, the gravest first."""
        every = [
            FindingGroup(
                severity=severity,
                entries=[
                    self.entry(finding) for finding in self.checkup.open if finding.severity is severity
                ],
            )
            for severity in Severity
        ]
        return [group for group in every if group.entries]

    @property
    def accepted(self) -> list[FindingRow]:
        return [self.entry(finding) for finding in self.checkup.accepted]

    @property
    def idle(self) -> list[IdleAcceptance]:
        """Acceptances that nothing is found for any more: they would hide it if it came back."""
        waiting = {
            (result.check.name, result.subject.target) for result in self.checkup.results if result.unread
        }
        used = {(finding.check.name, finding.subject.target) for finding in self.checkup.findings}
        return [
            IdleAcceptance(acceptance=each, place=FindingPlace.of_acceptance(each))
            for each in self.decided
            if (each.check_name, each.target) not in used | waiting
        ]

    @cached_property
    def lines(self) -> list[RuleRow]:
        """Every rule, theme by theme."""
        return list(self._lines())

    def entry(self, finding: Finding) -> FindingRow:
        return FindingRow(finding=finding, fixes=fixes(self.pool, finding), place=FindingPlace.of(finding))

    def _lines(self) -> Iterator[RuleRow]:
        for theme, checks in self.themes.items():
            for check in checks:
                results = [each for each in self.checkup.results if each.check is check]
                yield RuleRow(
                    theme=theme,
                    check=check,
                    findings=[each.finding for each in results if each.finding],
                    unread=any(each.unread for each in results) or not (results or self.is_complete),
                )


@dataclass(frozen=True, kw_only=True)
class CheckUpPage(FindingsPage):
    """What the rules say of a pool's own settings."""

    overview: Overview

    @cached_property
    def checkup(self) -> CheckUp:
        second = value_or(self.overview.mfa, None)
        return examine([pool_subject(self.overview.pool.raw, second)], self.decided)

    def is_about(self, acceptance: Acceptance) -> bool:
        return bool(acceptance.kind == "pool")

    @property
    def problem(self) -> Problem | None:
        """Why some rules could not be checked, if they could not."""
        return self.overview.mfa_problem

    @property
    def worst(self) -> list[Finding]:
        """The open findings that the pool's own page names: the serious ones."""
        return [finding for finding in self.checkup.open if finding.severity is Severity.DANGER]


@dataclass(frozen=True, kw_only=True)
class AppClientsPage(FindingsPage):
    """What the rules say of some of a pool's app clients, and of what none of them makes use of."""

    read: ClientsRead
    themes = APP_CLIENT_THEMES

    @cached_property
    def checkup(self) -> CheckUp:
        return examine(self.read.subjects, self.decided)

    def is_about(self, acceptance: Acceptance) -> bool:
        """Those of app clients on other pages are not asked about; where all were read, nothing else is left."""
        if acceptance.kind == "pool" or self.read.batch.complete:
            return bool(acceptance.kind != "pool")
        return acceptance.target in {each.target for each in self.read.subjects}

    @property
    def is_complete(self) -> bool:
        return self.read.batch.complete and not self.read.problems

    @property
    def problems(self) -> list[tuple[str, Problem]]:
        return [(what, Problem.of(problem)) for what, problem in self.read.problems]


def title_of(acceptance: Acceptance) -> str:
    """Of the rule; its name where a newer version has no such rule any more."""
    name = str(acceptance.check_name)
    return EVERY_CHECK[name].title if name in EVERY_CHECK else name
