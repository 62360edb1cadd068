"""A slice of a job: about two seconds of it, whatever is done then."""

import time
from collections.abc import Callable, Mapping
from typing import ClassVar, Generic, TypeVar

from django.conf import settings
from django.utils import timezone

from console.cognito.errors import TokenExpired
from console.cognito.pace import Pace
from users.jobs.models import Job

J = TypeVar("J", bound=Job)


class Slice(Generic[J]):
    """One turn of a job: small batches, each kept before the next begins."""

    # What batches change. Nothing else is saved, so that what was asked for meanwhile, such as a pause, stays.
    progress: ClassVar[tuple[str, ...]]

    def __init__(self, job: J, *, per_second: float, pages_per_second: float) -> None:
        """So many people have their turn in a second at most, and so many pages of lists are read."""
        self.job = job
        self.pace = Pace(per_second)
        self.reading_pace = Pace(pages_per_second)

    @property
    def batches(self) -> Mapping[str, Callable[[], None]]:
        """What to do by step. A step that is not among them waits for somebody, or is the end."""
        raise NotImplementedError

    def advance(self) -> None:
        """Go on for about two seconds, alone. What stops it is kept in the job's `problem`. Raises UnderWay."""
        if self.job.step in self.batches:
            self.job.go_on(self._run, progress=self.progress)

    def begin(self) -> None:
        """What is to be done before the first batch."""

    def is_stopped(self) -> bool:
        """Whether somebody stopped the job meanwhile, from another page."""
        return False

    def keep(self) -> None:
        """Save how far it is."""
        self.job.progressed_at = timezone.now()
        self.job.save(update_fields=self.progress)

    def _run(self) -> None:
        """At least one batch, and more while there is time. Raises CognitoError."""
        deadline = time.monotonic() + settings.SLICE_SECONDS
        self.begin()
        while self.job.step in self.batches and not self.is_stopped():
            try:
                self.batches[self.job.step]()
            except TokenExpired:
                # Whoever was read stays read: only the place in the list is lost.
                self.job.token = ""
            self.keep()
            if time.monotonic() > deadline:
                return
