"""The append-only trail. Each row holds the hash of the one before it, so that a change or a gap shows."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, ClassVar, NoReturn

from django.db import models, transaction
from django.utils import timezone

from console.audit.canonical import hash_of, storable, storable_text

# What the first entry has for the hash of the one before it.
START = "0" * 64


class Outcome(models.TextChoices):
    """How far something got. Writes have two rows: asked, and how it ended."""

    ASKED = "asked", "Asked"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    UNKNOWN = "unknown", "Unknown"


class AppendOnly(TypeError):
    """Somebody tried to change or delete what is written once."""


class EntryQuerySet(models.QuerySet["Entry"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnly("The audit trail is not changed.")

    def delete(self) -> NoReturn:
        raise AppendOnly("The audit trail is not deleted.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Entries are appended one by one.")

    def settled(self) -> "EntryQuerySet":
        """One row for each event: an "asked" row is left out once its outcome is known."""
        outcome = Entry.objects.filter(attempt=models.OuterRef("attempt")).exclude(outcome=Outcome.ASKED)
        return self.exclude(models.Q(outcome=Outcome.ASKED) & models.Exists(outcome))


class Entry(models.Model):
    """One thing that was asked, done, refused, or whose outcome is unknown. Readable on its own."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    attempt = models.UUIDField(default=uuid.uuid4, db_index=True)
    action = models.CharField(max_length=50)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    operator_id = models.BigIntegerField(null=True)
    operator = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    connection = models.CharField(max_length=50, blank=True)
    pool_id = models.CharField(max_length=55, blank=True)
    target_kind = models.CharField(max_length=30, blank=True)
    target_id = models.CharField(max_length=131, blank=True)
    target_label = models.CharField(max_length=255, blank=True)
    operation = models.CharField(max_length=60, blank=True)
    aws_request_id = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)
    message = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["Entry"]] = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "entries"
        # Every search ends in "the newest of these": each index holds its entries in that order.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["action", "-number"], name="entry_by_action"),
            models.Index(fields=["operator", "-number"], name="entry_by_operator"),
            models.Index(fields=["pool_id", "-number"], name="entry_by_pool"),
            models.Index(fields=["target_id", "-number"], name="entry_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.outcome}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None or not self.hash:
            raise AppendOnly("Entries are written once, by `append`.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("The audit trail is not deleted.")

    def computed_hash(self) -> str:
        """SHA-256, as hex, of everything in the row and the hash of the row before it."""
        return hash_of(self._facts())

    def _facts(self) -> Iterator[tuple[str, Any]]:
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            match field:
                case _ if field.attname in {"id", "hash"}:
                    continue
                case models.DateTimeField():
                    yield field.attname, value.astimezone(UTC).isoformat(timespec="microseconds")
                case models.JSONField():
                    yield field.attname, storable(value)
                case _:
                    yield field.attname, str(value) if isinstance(value, uuid.UUID) else value


class Chain(models.Model):
    """The one row that says where the trail ends; locked while a row is appended."""

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    def __str__(self) -> str:
        return f"{self.length} entries"


def append(*, durable: bool = False, **facts: Any) -> Entry:
    """Append one entry to the trail. Raises DatabaseError when it cannot be written.

    A `durable` entry is on disk when this returns: inside a transaction, which could still undo it, it raises
    RuntimeError. Appends wait for one another, whichever thread, process or machine they come from.
    """
    with transaction.atomic(durable=durable):
        chain, _ = Chain.objects.select_for_update().get_or_create(pk=1)
        entry = Entry(**_storable_facts(facts), number=chain.length + 1, previous_hash=chain.hash)
        entry.hash = entry.computed_hash()
        entry.save(force_insert=True)
        chain.length, chain.hash = entry.number, entry.hash
        chain.save(update_fields=["length", "hash"])
    return entry


def _storable_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is hashed has to be what every database hands back: strangers have a say in some of this text."""
    return {name: _storable_fact(Entry._meta.get_field(name), value) for name, value in facts.items()}


def _storable_fact(field: Any, value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return storable(value)
    if isinstance(field, models.CharField | models.TextField):
        return storable_text(value, field.max_length)
    return value
