"""A re-creation of a group in words: how far it is, where everybody is, who is not where they should be."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Case, Count, QuerySet, When
from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.ui.components.html import visible
from users.groups.recreating.models import GroupRecreation, RecreatedMember, Step

State = RecreatedMember.State
# When the page asks for the next slice by itself, in htmx's words; later where Cognito is busy.
SOON, LATER = "600ms", "10s"
# In which order people are told about.
ORDER = (State.REFUSED, State.UNKNOWN, State.GONE, State.WAITING, State.ADDED)

BOTH = "Everybody is still in {old}; {added} of {total} are in {new} too."
WHEREABOUTS = {
    (
        False,
        Step.DELETE,
    ): "The group may be deleted already. Its {total} members are on the list that is kept here.",
    (
        False,
        Step.CREATE,
    ): "At the moment there is no group {old}. Its {total} members are on the list that is kept here.",
    (False, Step.ADD): "{added} of {total} members are in {new} again.",
    (False, Step.VERIFY): "{added} of {total} members are in {new} again.",
    (False, Step.DONE): "{added} of {total} members are in {new} again.",
    (True, Step.ADD): BOTH,
    (True, Step.VERIFY): BOTH,
    (True, Step.CATCH_UP): BOTH,
    (True, Step.DECIDE): BOTH,
    (True, Step.REMOVE): "{added} of {total} members are in {new}; {old} may be deleted already.",
    (True, Step.DONE): "{added} of {total} members are in {new}; {old} is deleted.",
}
UNTOUCHED = "Nothing has been changed yet: {old} is as it was."
KEPT = "Both groups exist. {added} of {total} members of {old} are in {new}."


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A step of the work: behind, under way, or ahead."""

    label: str
    state: str


@dataclass(frozen=True)
class Report:
    """What the page of a re-creation shows."""

    work: GroupRecreation

    @cached_property
    def counts(self) -> Mapping[str, int]:
        rows = self.work.members.order_by().values_list("state").annotate(Count("pk"))
        return dict(rows)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def added(self) -> int:
        return self.counts.get(State.ADDED, 0) + self.counts.get(State.UNKNOWN, 0)

    @property
    def handled(self) -> int:
        """How many have had their turn."""
        return self.total - self.counts.get(State.WAITING, 0)

    @property
    def minutes_left(self) -> int:
        """How long adding the rest takes, rounded up."""
        return -(-self.counts.get(State.WAITING, 0) // int(60 * settings.MEMBERSHIPS_PER_SECOND))

    @property
    def people(self) -> QuerySet[RecreatedMember]:
        """Those first who are not where they should be; while it goes on nobody else."""
        places = [When(state=state, then=place) for place, state in enumerate(ORDER)]
        everybody = self.work.members.order_by("-left", Case(*places), "pk")
        return everybody.exclude(state__in=[State.WAITING, State.ADDED]) if self.goes_on else everybody

    @property
    def about_people(self) -> str:
        if self.goes_on:
            return "Those who could not be added so far. Everybody is listed when it stops."
        return "The list that was saved; those who are not where they should be come first."

    @cached_property
    def in_trouble(self) -> int:
        return self.work.trouble.count()

    @property
    def refused(self) -> int:
        return self.counts.get(State.REFUSED, 0)

    @property
    def stages(self) -> list[Stage]:
        present = Step.REMOVE if self.work.step == Step.DECIDE else Step(self.work.step)
        at = self.work.steps.index(present)
        return [
            Stage(label=step.label, state="behind" if place < at else "now" if place == at else "ahead")
            for place, step in enumerate(self.work.steps[:-1])
        ]

    @property
    def goes_on(self) -> bool:
        """Whether the page asks for the next slice by itself."""
        stopped = self.work.paused or (self.work.problem and not self.work.problem_passes)
        return not (stopped or self.ended)

    @property
    def ended(self) -> bool:
        return self.work.step in {Step.DECIDE, Step.DONE}

    @property
    def delay(self) -> str:
        return LATER if self.work.problem else SOON

    @property
    def whereabouts(self) -> SafeString:
        """Where the members are just now."""
        work = self.work
        words = WHEREABOUTS.get((work.renames, Step(work.step)), UNTOUCHED)
        if work.step == Step.DELETE and not work.delete_sent:
            words = UNTOUCHED
        if work.kept_old and work.is_done:
            words = KEPT
        return format_html(
            words,
            old=visible(work.group),
            new=visible(work.new_name),
            added=self.added,
            total=self.total,
        )
