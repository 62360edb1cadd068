"""A re-creation of a group in words: how far it is, where everybody is, who is not where they should be."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from console.ui.components.html import visible
from users.groups.recreating.models import GroupRecreation, RecreatedMember, Step
from users.jobs.pages import JobReport, by_state

State = RecreatedMember.State
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
    """A step of the job: behind, under way, or ahead."""

    label: str
    state: str


class RecreationReport(JobReport[GroupRecreation]):
    """What the page of a re-creation shows."""

    @property
    def added(self) -> int:
        return self.counts.get(State.ADDED, 0) + self.counts.get(State.UNKNOWN, 0)

    @property
    def per_second(self) -> float:
        return settings.MEMBERSHIPS_PER_SECOND

    @property
    def people(self) -> QuerySet[RecreatedMember]:
        """Those first who are not where they should be; while it goes on nobody else."""
        everybody = self.job.members.order_by("-left", by_state(ORDER), "pk")
        return everybody.exclude(state__in=[State.WAITING, State.ADDED]) if self.goes_on else everybody

    @property
    def about_people(self) -> str:
        if self.goes_on:
            return "Those who could not be added so far. Everybody is listed when it stops."
        return "The list that was saved; those who are not where they should be come first."

    @cached_property
    def in_trouble(self) -> int:
        return self.job.trouble.count()

    @property
    def refused(self) -> int:
        return self.counts.get(State.REFUSED, 0)

    @property
    def stages(self) -> list[Stage]:
        present = Step.REMOVE if self.job.step == Step.DECIDE else Step(self.job.step)
        at = self.job.steps.index(present)
        return [
            Stage(label=step.label, state="behind" if place < at else "now" if place == at else "ahead")
            for place, step in enumerate(self.job.steps[:-1])
        ]

    @property
    def whereabouts(self) -> SafeString:
        """Where the members are just now."""
        job = self.job
        words = WHEREABOUTS.get((job.renames, Step(job.step)), UNTOUCHED)
        if job.step == Step.DELETE and not job.delete_sent:
            words = UNTOUCHED
        if job.kept_old and job.is_done:
            words = KEPT
        return format_html(
            words,
            old=visible(job.group),
            new=visible(job.new_name),
            added=self.added,
            total=self.total,
        )
