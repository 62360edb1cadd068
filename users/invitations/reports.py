"""Sending many invitations again, in words: how far it is, and what became of whom."""

import csv
import io
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet

from console.ui.cells import defused
from users.invitations.models import Resending, ResendingStep, ResentInvitation
from users.invitations.records import Medium
from users.invitations.states import State
from users.jobs.pages import JobReport, by_state

Status = ResentInvitation.State
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


class ResendingReport(JobReport[Resending]):
    """What the page of a resending shows."""

    @property
    def sent(self) -> int:
        return self.counts.get(Status.SENT, 0)

    @property
    def per_second(self) -> float:
        return settings.INVITATIONS_PER_SECOND

    @property
    def failed(self) -> int:
        return sum(self.counts.get(state, 0) for state in FAILED)

    @property
    def skipped(self) -> int:
        return self.counts.get(Status.SKIPPED, 0)

    @cached_property
    def by_text(self) -> int:
        """How many of those waiting can only be reached by text message."""
        return self.job.people.filter(state=Status.WAITING, medium=Medium.SMS).count()

    @property
    def by_email(self) -> int:
        return self.waiting - self.by_text

    @property
    def people(self) -> "QuerySet[ResentInvitation]":
        """Those first who got nothing; while it goes on nobody else but them."""
        everybody = self.job.people.order_by(by_state(ORDER), "pk")
        return everybody.filter(state__in=[*FAILED, Status.SKIPPED]) if self.is_sending else everybody

    @property
    def wanted(self) -> str:
        """Who was asked for, in words."""
        if not self.job.everybody:
            return "chosen by hand"
        return State(self.job.wanted_state).label.lower() if self.job.wanted_state else "all who can get one"

    @property
    def is_deciding(self) -> bool:
        return self.job.step == ResendingStep.DECIDE

    @property
    def is_collecting(self) -> bool:
        return self.job.step == ResendingStep.COLLECT

    @property
    def is_sending(self) -> bool:
        return self.job.step == ResendingStep.SEND


def failures(job: Resending) -> str:
    """Those who got nothing, or of whom that is not known, as CSV that no spreadsheet takes for formulas."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in job.people.filter(state__in=FAILED):
        cells = (row.sub, row.username, row.label, row.medium, row.get_state_display(), row.reason)
        writer.writerow([defused(cell) for cell in cells])
    return file.getvalue()
