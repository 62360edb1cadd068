"""Jobs take longer than a request: they go on in slices, whoever asks for the next one, and survive restarts."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from console.cognito.errors import CognitoError, Throttled
from console.ui.pages import in_words

# Longer than any slice: reads that time out are tried three times.
LEASE = timedelta(seconds=60)
# In these steps a job of any kind waits for somebody to decide, or is at its end.
DECIDE, DONE = "decide", "done"
# The state in which everybody begins.
WAITING = "waiting"

J = TypeVar("J", bound="Job")


class UnderWay(Exception):
    """Another request is working on this just now."""


class JobQuerySet(models.QuerySet[J]):
    """Jobs of one kind."""

    def of_pool(self, connection: str, pool_id: str) -> Self:
        return self.filter(connection=connection, pool_id=pool_id)


class Job(models.Model):
    """What every kind of job keeps about itself; its kind says which steps there are."""

    connection = models.CharField(max_length=50)
    pool_id = models.CharField(max_length=55)
    # Where the list that a step reads goes on.
    token = models.TextField(blank=True)
    paused = models.BooleanField(default=False)
    # Why the last slice stopped, in words; empty while all goes well.
    problem = models.TextField(blank=True)
    problem_passes = models.BooleanField(default=False)
    started_by = models.CharField(max_length=150)
    started_at = models.DateTimeField(default=timezone.now)
    progressed_at = models.DateTimeField(default=timezone.now)
    # Until when one request alone works on this; a server that dies with it lets go by itself.
    leased_until = models.DateTimeField(null=True)
    step: "models.CharField[str, str]"

    class Meta:
        abstract = True

    @property
    def is_done(self) -> bool:
        return self.step == DONE

    @property
    def rests(self) -> bool:
        return self.step in (DECIDE, DONE)

    @property
    def rows(self) -> "models.QuerySet[Any]":
        """Everybody whom it is about."""
        raise NotImplementedError

    def pause(self) -> None:
        """Let nobody's page go on by itself; the button still does."""
        self.decide(paused=True)

    def resume(self) -> None:
        """Go on after a pause."""
        self.decide(paused=False)

    def decide(self, **facts: Any) -> None:
        """Keep what somebody decided."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))

    def lease(self) -> None:
        """Work on this alone for a while. Raises UnderWay."""
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        mine = type(self)._default_manager.filter(free, pk=self.pk)
        if not mine.update(leased_until=now + LEASE):
            raise UnderWay
        # Somebody else may have gone on since it was read.
        self.refresh_from_db()

    def go_on(self, run: Callable[[], None], progress: Sequence[str]) -> None:
        """Do a slice alone; what stops it is kept as its `problem`. Raises UnderWay.

        Only the fields named in `progress` are saved, so that what was asked for meanwhile, such as a pause, stays.
        """
        self.lease()
        try:
            run()
            self.problem, self.problem_passes = "", False
        except CognitoError as error:
            self.problem = f"{error.operation}: {in_words(error)}"
            self.problem_passes = isinstance(error, Throttled)
        finally:
            self.leased_until = None
            self.save(update_fields=[*progress, "problem", "problem_passes", "leased_until"])


class JobRow(models.Model):
    """Somebody whom a job is about, and what became of them; its kind says which states there are."""

    sub = models.CharField(max_length=64)
    username = models.CharField(max_length=128)
    label = models.TextField()
    reason = models.TextField(blank=True)
    state: "models.CharField[str, str]"
    # What is kept with the state.
    kept: ClassVar[tuple[str, ...]] = ("state", "reason")

    class Meta:
        abstract = True
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.label} {self.state}"

    def ended(self, state: str, reason: str = "") -> None:
        """Keep what became of them."""
        self.state, self.reason = state, reason
        self.save(update_fields=self.kept)
