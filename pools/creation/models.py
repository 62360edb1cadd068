"""Drafts of pools that were sent, and how far each came."""

from typing import Any

from django.db import models
from django.utils import timezone


class Stage(models.TextChoices):
    """How far the making of a pool has come."""

    UNDER_WAY = "under_way", "Under way"
    REFUSED = "refused", "Refused"
    UNKNOWN = "unknown", "Not known"
    PARTLY = "partly", "Partly done"
    CREATED = "created", "Created"


class Creation(models.Model):
    """One draft that became a pool, or was to become one: a draft is sent once, whoever presses twice.

    `wanted` is the draft as it was sent. `problem` says what went wrong last, `checked` what reads back differently.
    """

    nonce = models.CharField(max_length=32, unique=True)
    connection = models.CharField(max_length=50)
    name = models.CharField(max_length=128)
    pool_id = models.CharField(max_length=55, blank=True)
    operator = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.UNDER_WAY)
    wanted = models.JSONField()
    problem = models.JSONField(default=dict)
    checked = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name}: {self.stage}"

    def moved(self, stage: Stage, **facts: Any) -> None:
        """Keep how far it has come."""
        self.stage = stage
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=["stage", *facts])
