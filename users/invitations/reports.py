"""Sending many invitations again, in words: how far it is, and what became of whom."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Case, Count, QuerySet, When

from console.ui.cells import defused
from users.invitations.models import Resending, ResendingStep, ResentInvitation
from users.invitations.records import Medium
from users.invitations.states import State

Status = ResentInvitation.State
# When the page asks for the next slice by itself, in htmx's words; later where Cognito is busy.
SOON, LATER = "600ms", "10s"
# In which order people are told about.
ORDER = (
    Status.UNDELIVERED,
    Status.REFUSED,
    Status.UNKNOWN,
    Status.GONE,
    Status.SKIPPED,
    Status.ASKED,
    Status.WAITING,
    Status.SENT,
)
FAILED = (Status.UNDELIVERED, Status.REFUSED, Status.UNKNOWN, Status.GONE)
COLUMNS = ("sub", "username", "label", "medium", "outcome", "reason")


@dataclass(frozen=True)
class Report:
    """What the page of a work shows."""

    work: Resending

    @cached_property
    def counts(self) -> Mapping[str, int]:
        return dict(self.work.people.order_by().values_list("state").annotate(Count("pk")))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        return self.counts.get(Status.SENT, 0)

    @property
    def waiting(self) -> int:
        return self.counts.get(Status.WAITING, 0)

    @property
    def handled(self) -> int:
        """How many have had their turn."""
        return self.total - self.waiting

    @property
    def failed(self) -> int:
        return sum(self.counts.get(state, 0) for state in FAILED)

    @property
    def skipped(self) -> int:
        return self.counts.get(Status.SKIPPED, 0)

    @cached_property
    def by_text(self) -> int:
        """How many of those waiting can only be reached by text message."""
        return self.work.people.filter(state=Status.WAITING, medium=Medium.SMS).count()

    @property
    def by_email(self) -> int:
        return self.waiting - self.by_text

    @property
    def minutes_left(self) -> int:
        """How long the rest takes at least, rounded up."""
        return -(-self.waiting // int(60 * settings.INVITATIONS_PER_SECOND))

    @property
    def people(self) -> "QuerySet[ResentInvitation]":
        """Those first who got nothing; while it goes on nobody else but them."""
        places = [When(state=state, then=place) for place, state in enumerate(ORDER)]
        everybody = self.work.people.order_by(Case(*places), "pk")
        return everybody.filter(state__in=[*FAILED, Status.SKIPPED]) if self.is_sending else everybody

    @property
    def wanted(self) -> str:
        """Who was asked for, in words."""
        if not self.work.everybody:
            return "chosen by hand"
        return (
            State(self.work.wanted_state).label.lower() if self.work.wanted_state else "all who can get one"
        )

    @property
    def is_deciding(self) -> bool:
        return self.work.step == ResendingStep.DECIDE

    @property
    def is_collecting(self) -> bool:
        return self.work.step == ResendingStep.COLLECT

    @property
    def is_sending(self) -> bool:
        return self.work.step == ResendingStep.SEND

    @property
    def goes_on(self) -> bool:
        """Whether the page asks for the next slice by itself."""
        stopped = self.work.paused or (self.work.problem and not self.work.problem_passes)
        return (self.is_collecting or self.is_sending) and not stopped

    @property
    def delay(self) -> str:
        return LATER if self.work.problem else SOON


def failures(work: Resending) -> str:
    """Those who got nothing, or of whom that is not known, as CSV that no spreadsheet takes for formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in work.people.filter(state__in=FAILED):
        cells = (row.sub, row.username, row.label, row.medium, row.get_state_display(), row.reason)
        writer.writerow([defused(cell) for cell in cells])
    return file.getvalue()
