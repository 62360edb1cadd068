"""Making a group anew with its members. Every step may be repeated: a server that dies at any moment loses nothing."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from console.access.reach import PoolAccess
from console.audit.canonical import storable_text
from console.cognito.errors import NotFound, Refused, UnknownOutcome, UserNotFound
from console.cognito.lists import Stretch
from console.ui.pages import in_words
from pools.groups import Group
from users.gateway import Person, User
from users.groups.gateway import differing
from users.groups.members import MemberGateway
from users.groups.recreating.models import GroupRecreation, RecreatedMember, Step
from users.jobs.slices import Slice

State = RecreatedMember.State
# A list that is older may lack somebody: it is read again before the group is deleted.
LIST_STAYS_GOOD = timedelta(seconds=30)
# New members may take a moment to show in lists.
MOST_ROUNDS = 3
# Of the 30 a second that an account may list users, its own applications included.
PAGES_PER_SECOND = 10
ACTION = "recreate_group"
NOT_LISTED = "Cognito accepted them several times, but does not list them as a member."


def running(pool: PoolAccess, group: str) -> GroupRecreation | None:
    """The re-creation of a group that has not come to its end."""
    jobs = GroupRecreation.objects.of_pool(pool.connection.slug, pool.id).unfinished()
    return jobs.filter(group=group).first()


def begin(pool: PoolAccess, before: Group, wanted: Group) -> GroupRecreation:
    """Keep what is to be done; nothing is sent yet. Raises IntegrityError when the group is at it already."""
    with transaction.atomic():
        return GroupRecreation.objects.create(
            connection=pool.connection.slug,
            pool_id=pool.id,
            group=before.name,
            new_name=wanted.name,
            before=before.settings,
            after=wanted.settings,
            started_by=str(pool.operator),
        )


def try_again(job: GroupRecreation) -> None:
    """Let those be added once more who were refused, unless the group is being made anew once more."""
    same = GroupRecreation.objects.of_pool(job.connection, job.pool_id).filter(group=job.group)
    if not job.rests or same.unfinished().exclude(pk=job.pk).exists():
        return
    job.members.filter(state=State.REFUSED).update(state=State.WAITING, reason="")
    job.decide(step=Step.ADD, rounds=0, decided=False)


def remove_old(job: GroupRecreation) -> None:
    """Let the old group go, whoever is not in the new one."""
    if job.step == Step.DECIDE:
        job.decide(step=Step.REMOVE, decided=True)


def keep_old(job: GroupRecreation) -> None:
    """Leave it at two groups."""
    if job.step == Step.DECIDE:
        job.decide(step=Step.DONE, kept_old=True)


def forget(job: GroupRecreation) -> None:
    """Drop the job and its list of members; the groups stay as they are. Raises UnderWay."""
    job.lease()
    job.delete()


class RecreationSlice(Slice[GroupRecreation]):
    """One turn of making a group anew."""

    progress = ("step", "token", "rounds", "progressed_at")

    def __init__(self, job: GroupRecreation, gateway: MemberGateway) -> None:
        super().__init__(job, per_second=settings.MEMBERSHIPS_PER_SECOND, pages_per_second=PAGES_PER_SECOND)
        self.gateway = gateway

    @property
    def batches(self) -> Mapping[str, Callable[[], None]]:
        return {
            Step.SAVE: self._save_list,
            Step.DELETE: self._delete,
            Step.CREATE: self._create,
            Step.ADD: self._add_next,
            Step.VERIFY: self._verify,
            Step.CATCH_UP: self._catch_up,
            Step.REMOVE: self._remove,
        }

    def _save_list(self) -> None:
        try:
            self._read_old(then=Step.CREATE if self.job.renames else Step.DELETE)
        except NotFound:
            if not self.job.delete_sent:
                raise
            # It was deleted by an earlier turn of which nobody heard the end.
            self._go(Step.CREATE)
        if self.job.step == Step.SAVE:
            return
        if not self.job.delete_sent:
            self.job.members.filter(left=True).delete()
        self.job.members.update(left=False)

    def _delete(self) -> None:
        if timezone.now() - self.job.progressed_at > LIST_STAYS_GOOD:
            self._go(Step.SAVE)
            return
        self.job.delete_sent = True
        self.job.save(update_fields=["delete_sent"])
        self._delete_group(self.job.old)
        self._go(Step.CREATE)

    def _create(self) -> None:
        try:
            self.gateway.create(self.job.new, action=ACTION)
        except Refused as error:
            # By an earlier turn of which nobody heard the end.
            if error.code != "GroupExistsException" or differing(self._present(), self.job.new):
                raise
        self._go(Step.ADD)

    def _add_next(self) -> None:
        member = self.job.members.filter(state=State.WAITING).first()
        if member is None:
            self._go(Step.VERIFY)
            return
        self.pace.wait()
        try:
            self.gateway.add(Person.of(member), self.job.new_name, action=ACTION)
        except UserNotFound:
            member.ended(State.GONE)
        except UnknownOutcome:
            # The list of the new group will tell.
            member.ended(State.UNKNOWN)
        except Refused as error:
            member.ended(State.REFUSED, in_words(error))
        else:
            member.ended(State.ADDED)

    def _verify(self) -> None:
        added = self.job.members.filter(state__in=[State.ADDED, State.UNKNOWN])
        page = self._page_of(self.job.new_name)
        added.filter(sub__in=[user.sub for user in page.items]).update(state=State.ADDED, listed=True)
        if page.next_token:
            self.job.token = page.next_token
            return
        missing = added.filter(listed=False)
        if missing.exists() and self.job.rounds < MOST_ROUNDS:
            missing.update(state=State.WAITING)
            self.job.rounds += 1
            self._go(Step.ADD)
            return
        missing.update(state=State.REFUSED, reason=NOT_LISTED)
        self._go(Step.CATCH_UP if self.job.renames and not self.job.kept_old else Step.DONE)

    def _catch_up(self) -> None:
        try:
            self._read_old(then=Step.REMOVE)
        except NotFound:
            # Somebody else has deleted the old group: nobody can be said to have left it.
            self.job.members.update(left=False)
            self._go(Step.DONE)
            return
        if self.job.step == Step.REMOVE and self.job.members.filter(state=State.WAITING).exists():
            self._go(Step.ADD)

    def _remove(self) -> None:
        if not self.job.decided and self.job.trouble.exists():
            self._go(Step.DECIDE)
            return
        self._delete_group(self.job.old)
        self._go(Step.DONE)

    def _delete_group(self, group: Group) -> None:
        try:
            self.gateway.delete(group, action=ACTION)
        except NotFound:
            # By an earlier turn of which nobody heard the end.
            return

    def _present(self) -> Group:
        return self.gateway.find(self.job.new_name)

    def _read_old(self, *, then: Step) -> None:
        """Read one page of the old group; who is not found on any page is marked as having left it."""
        if not self.job.token:
            self.job.members.update(left=True)
        page = self._page_of(self.job.group)
        found = {user.sub: Person.of(user) for user in page.items}
        self.job.members.filter(sub__in=found).update(left=False)
        RecreatedMember.objects.bulk_create(
            (_member(self.job, person) for person in found.values()), ignore_conflicts=True
        )
        if page.next_token:
            self.job.token = page.next_token
        else:
            self._go(then)

    def _page_of(self, group: str) -> Stretch[User]:
        self.reading_pace.wait()
        return self.gateway.members(group, token=self.job.token)

    def _go(self, step: Step) -> None:
        self.job.step, self.job.token = step, ""


def _member(job: GroupRecreation, person: Person) -> RecreatedMember:
    return RecreatedMember(
        recreation=job, sub=person.sub, username=person.username, label=storable_text(person.label)
    )
