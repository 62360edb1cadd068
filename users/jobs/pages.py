"""What the page of a job shows and does, whatever its kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Case, Count, When
from django.http import Http404, HttpRequest

from console.ui.paging import page_by_number
from users.jobs.models import WAITING, Job, JobQuerySet, UnderWay

J = TypeVar("J", bound=Job)
BUSY = "Somebody is working on this just now. Wait a moment."
PEOPLE_ON_A_PAGE = 60
# When the page asks for the next slice by itself, in htmx's words; later where Cognito is busy.
SOON, LATER = "600ms", "10s"


@dataclass(frozen=True)
class JobReport(Generic[J]):
    """How far a job is, and what became of whom."""

    job: J

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many are in each state."""
        return dict(self.job.rows.order_by().values_list("state").annotate(Count("pk")))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def waiting(self) -> int:
        return self.counts.get(WAITING, 0)

    @property
    def handled(self) -> int:
        """How many have had their turn."""
        return self.total - self.waiting

    @property
    def per_second(self) -> float:
        """How many have their turn in a second, at most."""
        raise NotImplementedError

    @property
    def minutes_left(self) -> int:
        """How long the rest takes at least, rounded up."""
        return -(-self.waiting // int(60 * self.per_second))

    @property
    def goes_on(self) -> bool:
        """Whether the page asks for the next slice by itself."""
        stopped = self.job.paused or (self.job.problem and not self.job.problem_passes)
        return not (stopped or self.job.rests)

    @property
    def delay(self) -> str:
        return LATER if self.job.problem else SOON


def by_state(order: Sequence[str]) -> Case:
    """Sorts people by their states, in this order."""
    return Case(*(When(state=state, then=place) for place, state in enumerate(order)))


def find_job(jobs: JobQuerySet[J], number: int) -> J:
    """Raises Http404."""
    job = jobs.filter(pk=number).first()
    if job is None:
        raise Http404("No such job.")
    return job


def take_turn(job: Job, choose: Callable[[], None], advance: Callable[[], None]) -> bool:
    """Do what a button says, then go on unless that was a pause. Whether another request was faster."""
    try:
        choose()
        if not job.paused:
            advance()
    except UnderWay:
        job.refresh_from_db()
        return True
    return False


def people_page(request: HttpRequest, people: Any) -> dict[str, object]:
    """One page of those whom a job is about, for its template."""
    return page_by_number(request, people, size=PEOPLE_ON_A_PAGE)
