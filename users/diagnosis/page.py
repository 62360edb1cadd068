"""The diagnosis as an operator sees it: the verdict, the findings with what would help, what was not read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.http import urlencode

from console.access.reach import PoolAccess
from pools.gateway import Pool
from users.addresses import address
from users.diagnosis import recent
from users.diagnosis.case_facts import last_success
from users.diagnosis.cases import Case, Gap, Source
from users.diagnosis.checks import Certainty
from users.diagnosis.examination import Diagnosis, Finding, Verdict
from users.diagnosis.reading import begun, continued, looked_closer
from users.diagnosis.recent import Read
from users.diagnosis.remedies import Help, help_for
from users.diagnosis.rules import THEMES
from users.diagnosis.tickets import ticket
from users.gateway import SignInFactors, User
from users.masking import masked_user


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherUserRow:
    """Another user whom a finding is about, as this operator may see them."""

    label: str
    url: str
    status: str
    enabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding, whom else it is about, and what would help."""

    finding: Finding
    others: list[OtherUserRow]
    help: Help | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedRow:
    """A rule that found nothing, under its theme."""

    theme: str
    words: str


@dataclass(frozen=True, kw_only=True)
class DiagnosisPage:
    """What one look came to. `is_first`: more is read next; `is_closest`: there is nothing more to read."""

    access: PoolAccess
    case: Case
    reading: str = ""
    is_first: bool = False
    is_closest: bool = False

    @cached_property
    def diagnosis(self) -> Diagnosis:
        return Diagnosis(self.case)

    @property
    def verdict(self) -> Verdict:
        return self.diagnosis.verdict

    @property
    def is_clear(self) -> bool:
        return not self.diagnosis.deciding

    @property
    def last_success(self) -> datetime | None:
        """When they signed in last; None where Cognito noted no such thing."""
        return last_success(self.case)

    @property
    def unread(self) -> str:
        """What could not be read, or was not, in a sentence."""
        return "; ".join(gap.source.value.lower() for gap in self.gaps)

    @property
    def deciding(self) -> list[FindingRow]:
        return self._entries(self.diagnosis.deciding)

    @property
    def recovery(self) -> list[FindingRow]:
        return self._entries(self.diagnosis.recovery)

    @property
    def possible(self) -> list[FindingRow]:
        return self._entries(self.diagnosis.possible)

    @property
    def passed(self) -> list[PassedRow]:
        names = {rule.name for rule in self.diagnosis.passed}
        return [
            PassedRow(theme=theme, words=rule.passes)
            for theme, rules in THEMES.items()
            for rule in rules
            if rule.name in names
        ]

    @property
    def gaps(self) -> list[Gap]:
        """What rules would have looked at and could not, or not yet."""
        missing = {gap.source: gap for gap in self.case.gaps if gap.source in self.diagnosis.missing}
        return [missing[source] for source in Source if source in missing]

    @property
    def is_worth_a_closer_look(self) -> bool:
        return not self.is_closest and any(gap.closer for gap in self.gaps)

    @property
    def certainties(self) -> Iterable[Certainty]:
        return Certainty

    @property
    def ticket(self) -> str:
        """The summary to copy: no personal data in it."""
        return ticket(self.access, self.diagnosis)

    @property
    def next_url(self) -> str:
        """Where the rest is read."""
        return self._address(read=self.reading)

    @property
    def closer_url(self) -> str:
        return self._address(closer="1", read=self.reading)

    @property
    def user_url(self) -> str:
        return address(self.access, "user", sub=self.case.user.sub)

    def _address(self, **query: str) -> str:
        asked = urlencode({name: value for name, value in query.items() if value})
        home = address(self.access, "diagnosis", sub=self.case.user.sub)
        return f"{home}?{asked}" if asked else home

    def _entries(self, findings: Iterable[Finding]) -> list[FindingRow]:
        return [self._entry(finding) for finding in findings]

    def _entry(self, finding: Finding) -> FindingRow:
        pool = self.case.pool if self.case.knows(Source.POOL) else None
        return FindingRow(
            finding=finding,
            others=[self._other(user) for user in finding.evidence.others],
            help=help_for(finding.rule.helps, self.access, self.case.user, pool),
        )

    def _other(self, user: User) -> OtherUserRow:
        shown = masked_user(user) if self.access.masked else user
        return OtherUserRow(
            label=shown.label,
            url=address(self.access, "user", sub=user.sub),
            status=user.status,
            enabled=user.enabled,
        )


def first_look(
    access: PoolAccess, user: User, pool: Pool | None, factors: SignInFactors | None
) -> DiagnosisPage:
    """What can be said at once: no call."""
    reading = recent.keep(access, Read(user=user, pool=pool, factors=factors))
    case = begun(access, user, pool, factors=factors)
    return DiagnosisPage(access=access, case=case, reading=reading, is_first=True)


def full_look(access: PoolAccess, read: Read, *, reading: str = "", closer: bool = False) -> DiagnosisPage:
    """The second look, and with `closer` the third one, too."""
    case = continued(access, begun(access, read.user, read.pool, factors=read.factors))
    if closer:
        case = looked_closer(access, case)
    return DiagnosisPage(access=access, case=case, reading=reading, is_closest=closer)
