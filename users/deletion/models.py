"""People whom Lifeguard deleted."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from users.gateway import User

# How long Lifeguard knows somebody whom it deleted.
SNAPSHOT_DAYS = 30


class SnapshotQuerySet(models.QuerySet["UserSnapshot"]):
    def of_pool(self, connection: str, pool_id: str) -> "SnapshotQuerySet":
        return self.filter(connection=connection, pool_id=pool_id)

    def purge(self) -> int:
        """Forget those whose time is over; returns how many."""
        forgotten, _ = self.filter(deleted_at__lte=timezone.now() - timedelta(days=SNAPSHOT_DAYS)).delete()
        return forgotten


class UserSnapshot(models.Model):
    """What is known of somebody who was deleted: personal data, for Administrators, for 30 days."""

    connection = models.CharField(max_length=50)
    pool_id = models.CharField(max_length=55)
    sub = models.CharField(max_length=64)
    username = models.CharField(max_length=131)
    label = models.TextField()
    status = models.CharField(max_length=30)
    enabled = models.BooleanField()
    attributes = models.JSONField()
    # None: they could not be read.
    groups = models.JSONField(null=True)
    created_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(default=timezone.now)
    deleted_by = models.CharField(max_length=150)
    reason = models.TextField()
    # Cognito said that it was done, or the user was looked for and is gone.
    is_certain = models.BooleanField(default=False)
    # The `sub` of the user who was created from this.
    returned_as = models.CharField(max_length=64, blank=True)

    objects: ClassVar[SnapshotQuerySet] = SnapshotQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["connection", "pool_id", "-deleted_at"], name="snapshot_by_pool"),
            models.Index(fields=["deleted_at"], name="snapshot_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.sub} {self.deleted_at}"

    @property
    def forgotten_at(self) -> datetime:
        """When Lifeguard forgets them."""
        return self.deleted_at + timedelta(days=SNAPSHOT_DAYS)

    @property
    def user(self) -> User:
        """The user as they were."""
        return User(
            sub=self.sub,
            username=self.username,
            status=self.status,
            enabled=self.enabled,
            attributes=self.attributes,
            created_at=self.created_at,
            modified_at=None,
        )
