"""Findings that somebody decided to live with."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone


class Acceptance(models.Model):
    """A finding that was accepted: what it said then, who accepted it, why, and until which day.

    Withdrawing it removes the row; the audit trail remembers both.
    """

    connection = models.CharField(max_length=50)
    pool_id = models.CharField(max_length=55)
    # What kind of thing it is about, and which one of the pool's; the pool itself has no further name.
    kind = models.CharField(max_length=30, default="pool")
    target = models.CharField(max_length=131, blank=True)
    check_name = models.CharField(max_length=60)
    # Of the values that were objected to, and how serious that was: what changes is looked at again.
    digest = models.CharField(max_length=64)
    severity = models.CharField(max_length=10)
    evidence = models.TextField()
    reason = models.TextField()
    operator = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["connection", "pool_id", "kind", "target", "check_name"],
                name="one_acceptance_of_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_name} of {self.kind} {self.target or self.pool_id}"

    @property
    def has_ended(self) -> bool:
        """Whether its last day is over, by the console's time zone."""
        last: date | None = self.until
        return last is not None and last < timezone.localdate()
