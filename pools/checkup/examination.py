"""Running the rules over what was read, and what they came to."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.checks import Examined as Examined
from pools.checkup.circumstances import NEEDS_MFA
from pools.checkup.models import Acceptance
from pools.checkup.rules import EVERY_CHECK
from pools.saving.states import NOTHING, State, value_at
from pools.settings.pool_facts import pool_state


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule objects to in one thing, and the acceptance that there is of it."""

    check: Check
    subject: Examined
    evidence: Evidence
    acceptance: Acceptance | None = None

    @property
    def circumstance(self) -> Circumstance | None:
        return self.check.circumstance(self.subject.state)

    @cached_property
    def severity(self) -> Severity:
        return self.check.severity.milder if self.circumstance else self.check.severity

    @property
    def paths(self) -> tuple[str, ...]:
        """The settings that it is about, the one to change first in front."""
        return self.evidence.paths or self.check.paths

    @cached_property
    def digest(self) -> str:
        """Of the values that it is about: another value is another finding."""
        values = {path: _settled(value_at(self.subject.state, path)) for path in self.paths}
        return sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()

    @property
    def lapsed(self) -> str:
        """Why an acceptance does not hold any more; empty where it does, or where there is none."""
        if self.acceptance is None:
            return ""
        if self.acceptance.has_ended:
            return "The acceptance has ended."
        if self.acceptance.digest != self.digest:
            return "It was accepted for another value."
        if self.severity.rank < Severity(self.acceptance.severity).rank:
            return "It has become more serious since it was accepted."
        return ""

    @property
    def is_accepted(self) -> bool:
        return self.acceptance is not None and not self.lapsed


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of one rule for one thing. Without a finding it passed, unless it is `unread`."""

    check: Check
    subject: Examined
    finding: Finding | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many findings there are of each severity, in few words."""

    counts: Mapping[Severity, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def worst(self) -> Severity | None:
        return min((severity for severity, count in self.counts.items() if count), key=_rank, default=None)

    @property
    def first(self) -> str:
        """Of the worst severity: "2 serious"."""
        return f"{self.counts[self.worst]} {self.worst.label.lower()}" if self.worst else ""

    @property
    def more(self) -> int:
        """How many others there are."""
        return self.total - self.counts[self.worst] if self.worst else 0

    @property
    def by_severity(self) -> str:
        """ "2 serious, 3 worth fixing"."""
        return ", ".join(
            f"{self.counts[each]} {each.label.lower()}" for each in Severity if self.counts[each]
        )

    @property
    def words(self) -> str:
        """ "2 serious, 3 more"; empty where there is nothing."""
        return f"{self.first}, {self.more} more" if self.more else self.first


@dataclass(frozen=True, kw_only=True)
class CheckUp:
    """What the rules came to, in their order."""

    results: tuple[Result, ...]

    @cached_property
    def findings(self) -> list[Finding]:
        """All of them, the gravest first."""
        every = [result.finding for result in self.results if result.finding]
        return sorted(every, key=lambda finding: finding.severity.rank)

    @cached_property
    def open(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_accepted]

    @cached_property
    def accepted(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_accepted]

    @property
    def unread(self) -> list[Check]:
        """The rules that need what was not read."""
        return [result.check for result in self.results if result.unread]

    @cached_property
    def tally(self) -> Tally:
        """Of what is not accepted."""
        return Tally(counts=Counter(finding.severity for finding in self.open))

    def finding(self, name: str, target: str = "") -> Finding | None:
        """What a rule objects to in a thing, accepted or not; without a target, in the pool itself."""
        named = (finding for finding in self.findings if finding.check.name == name)
        return next((finding for finding in named if finding.subject.target == target), None)


def pool_subject(pool: State, mfa: State | None = None) -> Examined:
    """A pool as DescribeUserPool tells it, with the second store where that was read."""
    reads = NEEDS_MFA if mfa is not None else frozenset()
    return Examined(state=pool_state(pool, mfa), reads=reads)


def examine(subjects: Iterable[Examined], acceptances: Iterable[Acceptance] = ()) -> CheckUp:
    """Run every rule over the things that it is for."""
    accepted = {(each.kind, each.target, each.check_name): each for each in acceptances}
    return CheckUp(
        results=tuple(
            _result(check, subject, accepted.get((subject.kind, subject.target, check.name)))
            for subject in subjects
            for check in EVERY_CHECK.values()
            if check.kind == subject.kind
        )
    )


def _result(check: Check, subject: Examined, acceptance: Acceptance | None) -> Result:
    if not check.needs <= subject.reads:
        return Result(check=check, subject=subject, unread=True)
    evidence = check.finds(subject.state)
    if evidence is None:
        return Result(check=check, subject=subject)
    return Result(
        check=check,
        subject=subject,
        finding=Finding(check=check, subject=subject, evidence=evidence, acceptance=acceptance),
    )


def _rank(severity: Severity) -> int:
    return severity.rank


def _settled(value: Any) -> Any:
    """However Cognito writes nothing, and in whatever order a list."""
    if value in NOTHING:
        return None
    return sorted(value, key=repr) if isinstance(value, list) else value
