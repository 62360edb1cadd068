"""Sending many invitations again: what is to be done, how far it is, and what became of whom."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from users.invitations.records import Medium
from users.jobs.models import Job, JobQuerySet, JobRow


class ResendingStep(models.TextChoices):
    """What comes next. Whoever is chosen by hand is known already; others are looked for and asked about."""

    COLLECT = "collect", "Look who is concerned"
    DECIDE = "decide", "Decide whether to send"
    SEND = "send", "Send the invitations"
    DONE = "done", "Done"


class ResendingQuerySet(JobQuerySet["Resending"]):
    """Resendings, newest first."""


class Resending(Job):
    """Invitations of one pool that are sent again, one after the other, each at most once."""

    # Which of those who are invited, where nobody was chosen by hand: a state of the board, and its days.
    everybody = models.BooleanField(default=False)
    wanted_state = models.CharField(max_length=20, blank=True)
    within_days = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=10, choices=ResendingStep.choices, default=ResendingStep.SEND)
    # How many of the list have been looked at, and whether there were more than one job may send to.
    read = models.PositiveIntegerField(default=0)
    cut_short = models.BooleanField(default=False)
    # Whether those who can only be reached by text message, which costs money, are sent one.
    text_too = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)
    # When those concerned were read: whoever got an invitation since does not get another one.
    listed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Resending"]] = ResendingQuerySet.as_manager()

    class Meta:
        ordering = ("-started_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["connection", "pool_id"], name="resending_by_pool")
        ]

    def __str__(self) -> str:
        return f"invitations of {self.pool_id}, {self.step}"

    @property
    def rows(self) -> "models.QuerySet[ResentInvitation]":
        return self.people.all()


class ResentInvitation(JobRow):
    """Somebody whose invitation is sent again. "Asked" is kept before the call, so that nothing repeats it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Not yet sent"
        ASKED = "asked", "Being sent"
        SENT = "sent", "Sent"
        UNDELIVERED = "undelivered", "Not delivered"
        UNKNOWN = "unknown", "Not known"
        REFUSED = "refused", "Refused"
        SKIPPED = "skipped", "Skipped"
        GONE = "gone", "No longer exists"

    kept = ("state", "reason", "expires_at")

    resending = models.ForeignKey(Resending, on_delete=models.CASCADE, related_name="people")
    medium = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    expires_at = models.DateTimeField(null=True)

    class Meta(JobRow.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["resending", "state"], name="resent_by_state")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["resending", "sub"], name="an_invitation_once")
        ]

    @property
    def tone(self) -> str:
        return TONES[ResentInvitation.State(self.state)]

    @property
    def by(self) -> Medium:
        return Medium(self.medium)


TONES = {
    ResentInvitation.State.WAITING: "neutral",
    ResentInvitation.State.ASKED: "info",
    ResentInvitation.State.SENT: "success",
    ResentInvitation.State.UNDELIVERED: "danger",
    ResentInvitation.State.UNKNOWN: "warning",
    ResentInvitation.State.REFUSED: "danger",
    ResentInvitation.State.SKIPPED: "neutral",
    ResentInvitation.State.GONE: "neutral",
}
