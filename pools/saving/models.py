"""What pools, and what hangs on them, were known to look like, state after state."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone

from console.audit.models import AppendOnly


class Source(models.TextChoices):
    """How Lifeguard came to know a state."""

    SEEN = "seen", "Seen"
    SAVED = "saved", "Saved here"


class RevisionQuerySet(models.QuerySet["Revision"]):
    def of(
        self, *, connection: str, pool_id: str, kind: str = "pool", target: str = ""
    ) -> "RevisionQuerySet":
        """The states of one thing, newest first."""
        return self.filter(connection=connection, pool_id=pool_id, kind=kind, target=target)

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("What was known once is not changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("What was known once is not deleted.")


class Revision(models.Model):
    """A thing as it was at one moment: after a save made here, or as it was found to be.

    `state` holds no secrets. `report` says what a save came to and `outcome` how it ended; both are empty where
    something was merely seen. `since` is when it was last known to be as in `previous`. `changed` names what is
    different from `previous`: each path with the values before and after, or None where they are long.
    """

    connection = models.CharField(max_length=50)
    pool_id = models.CharField(max_length=55)
    # What kind of thing it is, and which one of the pool's; the pool itself has no further name.
    kind = models.CharField(max_length=30, default="pool")
    target = models.CharField(max_length=131, blank=True)
    at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    operator = models.CharField(max_length=150, blank=True)
    origin = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=10, blank=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="next")
    changed = models.JSONField(default=dict)
    state = models.JSONField()
    report = models.JSONField(default=dict)

    objects: ClassVar[models.Manager["Revision"]] = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["connection", "pool_id", "kind", "target", "-id"], name="revisions_of_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pool_id} {self.target}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly("What was known once is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("What was known once is not deleted.")


class Look(models.Model):
    """When a thing was last looked at. Whoever looks holds the row meanwhile, so that no state is kept twice."""

    connection = models.CharField(max_length=50)
    pool_id = models.CharField(max_length=55)
    kind = models.CharField(max_length=30, default="pool")
    target = models.CharField(max_length=131, blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["connection", "pool_id", "kind", "target"], name="one_look_of_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pool_id} {self.target}".strip()
