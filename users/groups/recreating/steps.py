"""Making a group anew with its members, in slices of about two seconds; whoever asks for the next goes on."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from console.access.reach import PoolAccess
from console.audit.canonical import storable_text
from console.cognito.errors import NotFound, Refused, TokenExpired, UnknownOutcome, UserNotFound
from console.cognito.pace import Pace
from console.ui.pages import in_words
from users.gateway import Person, UserPage
from users.groups.gateway import Group, differing
from users.groups.members import MemberGateway
from users.groups.recreating.models import GroupRecreation, RecreatedMember, Step
from users.works import UnderWay as UnderWay

State = RecreatedMember.State
# A list that is older may lack somebody: it is read again before the group is deleted.
LIST_STAYS_GOOD = timedelta(seconds=30)
# New members may take a moment to show in lists.
MOST_ROUNDS = 3
# Of the 30 a second that an account may list users, its own applications included.
PAGES_PER_SECOND = 10
ACTION = "recreate_group"
# What a slice changes, so that it does not undo what was asked for meanwhile, such as a pause.
ENDS = (Step.DECIDE, Step.DONE)
PROGRESS = ("step", "token", "rounds", "progressed_at")
NOT_LISTED = "Cognito accepted them several times, but does not list them as a member."


def advance(work: GroupRecreation, gateway: MemberGateway) -> None:
    """Go on with a re-creation for about two seconds. What stops it is kept in its `problem`.

    Every step may be repeated: a server that dies at any moment loses nothing. Raises UnderWay.
    """
    if work.step in ENDS:
        return
    work.go_on(lambda: Slice(work, gateway).run(settings.SLICE_SECONDS), progress=PROGRESS)


def running(pool: PoolAccess, group: str) -> GroupRecreation | None:
    """The re-creation of a group that has not come to its end."""
    works = GroupRecreation.objects.of_pool(pool.connection.slug, pool.id).unfinished()
    return works.filter(group=group).first()


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


def pause(work: GroupRecreation) -> None:
    """Let nobody's page go on by itself; the button still does."""
    work.decide(paused=True)


def resume(work: GroupRecreation) -> None:
    """Go on after a pause."""
    work.decide(paused=False)


def try_again(work: GroupRecreation) -> None:
    """Let those be added once more who were refused, unless the group is being made anew once more."""
    same = GroupRecreation.objects.of_pool(work.connection, work.pool_id).filter(group=work.group)
    if work.step not in ENDS or same.unfinished().exclude(pk=work.pk).exists():
        return
    work.members.filter(state=State.REFUSED).update(state=State.WAITING, reason="")
    work.decide(step=Step.ADD, rounds=0, decided=False)


def remove_old(work: GroupRecreation) -> None:
    """Let the old group go, whoever is not in the new one."""
    if work.step == Step.DECIDE:
        work.decide(step=Step.REMOVE, decided=True)


def keep_old(work: GroupRecreation) -> None:
    """Leave it at two groups."""
    if work.step == Step.DECIDE:
        work.decide(step=Step.DONE, kept_old=True)


def forget(work: GroupRecreation) -> None:
    """Drop the work and its list of members; the groups stay as they are. Raises UnderWay."""
    work.lease()
    work.delete()


class Slice:
    """One turn of the work: small portions, each kept before the next begins."""

    def __init__(self, work: GroupRecreation, gateway: MemberGateway) -> None:
        self.work = work
        self.gateway = gateway
        self.pace = Pace(settings.MEMBERSHIPS_PER_SECOND)
        self.reading_pace = Pace(PAGES_PER_SECOND)
        self.portions: dict[str, Callable[[], None]] = {
            Step.SAVE: self._save_list,
            Step.DELETE: self._delete,
            Step.CREATE: self._create,
            Step.ADD: self._add_next,
            Step.VERIFY: self._verify,
            Step.CATCH_UP: self._catch_up,
            Step.REMOVE: self._remove,
        }

    def run(self, seconds: float) -> None:
        """At least one portion, and more while there is time. Raises CognitoError."""
        deadline = time.monotonic() + seconds
        while self.work.step in self.portions:
            try:
                self.portions[self.work.step]()
            except TokenExpired:
                # Whoever was read stays read: only the place in the list is lost.
                self.work.token = ""
            self.work.progressed_at = timezone.now()
            self.work.save(update_fields=PROGRESS)
            if time.monotonic() > deadline:
                return

    def _save_list(self) -> None:
        try:
            self._read_old(then=Step.CREATE if self.work.renames else Step.DELETE)
        except NotFound:
            if not self.work.delete_sent:
                raise
            # It was deleted by an earlier turn of which nobody heard the end.
            self._go(Step.CREATE)
        if self.work.step == Step.SAVE:
            return
        if not self.work.delete_sent:
            self.work.members.filter(left=True).delete()
        self.work.members.update(left=False)

    def _delete(self) -> None:
        if timezone.now() - self.work.progressed_at > LIST_STAYS_GOOD:
            self._go(Step.SAVE)
            return
        self.work.delete_sent = True
        self.work.save(update_fields=["delete_sent"])
        self._delete_group(self.work.old)
        self._go(Step.CREATE)

    def _create(self) -> None:
        try:
            self.gateway.create(self.work.new, action=ACTION)
        except Refused as error:
            # By an earlier turn of which nobody heard the end.
            if error.code != "GroupExistsException" or differing(self._present(), self.work.new):
                raise
        self._go(Step.ADD)

    def _add_next(self) -> None:
        member = self.work.members.filter(state=State.WAITING).first()
        if member is None:
            self._go(Step.VERIFY)
            return
        self.pace.wait()
        try:
            self.gateway.add(Person.of(member), self.work.new_name, action=ACTION)
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
        added = self.work.members.filter(state__in=[State.ADDED, State.UNKNOWN])
        page = self._page_of(self.work.new_name)
        added.filter(sub__in=[user.sub for user in page.users]).update(state=State.ADDED, listed=True)
        if page.next_token:
            self.work.token = page.next_token
            return
        missing = added.filter(listed=False)
        if missing.exists() and self.work.rounds < MOST_ROUNDS:
            missing.update(state=State.WAITING)
            self.work.rounds += 1
            self._go(Step.ADD)
            return
        missing.update(state=State.REFUSED, reason=NOT_LISTED)
        self._go(Step.CATCH_UP if self.work.renames and not self.work.kept_old else Step.DONE)

    def _catch_up(self) -> None:
        try:
            self._read_old(then=Step.REMOVE)
        except NotFound:
            # Somebody else has deleted the old group: nobody can be said to have left it.
            self.work.members.update(left=False)
            self._go(Step.DONE)
            return
        if self.work.step == Step.REMOVE and self.work.members.filter(state=State.WAITING).exists():
            self._go(Step.ADD)

    def _remove(self) -> None:
        if not self.work.decided and self.work.trouble.exists():
            self._go(Step.DECIDE)
            return
        self._delete_group(self.work.old)
        self._go(Step.DONE)

    def _delete_group(self, group: Group) -> None:
        try:
            self.gateway.delete(group, action=ACTION)
        except NotFound:
            # By an earlier turn of which nobody heard the end.
            return

    def _present(self) -> Group:
        return self.gateway.find(self.work.new_name)

    def _read_old(self, *, then: Step) -> None:
        """Read one page of the old group; who is not found on any page is marked as having left it."""
        if not self.work.token:
            self.work.members.update(left=True)
        page = self._page_of(self.work.group)
        found = {user.sub: Person.of(user) for user in page.users}
        self.work.members.filter(sub__in=found).update(left=False)
        RecreatedMember.objects.bulk_create(
            (_member(self.work, person) for person in found.values()), ignore_conflicts=True
        )
        if page.next_token:
            self.work.token = page.next_token
        else:
            self._go(then)

    def _page_of(self, group: str) -> UserPage:
        self.reading_pace.wait()
        return self.gateway.members(group, token=self.work.token)

    def _go(self, step: Step) -> None:
        self.work.step, self.work.token = step, ""


def _member(work: GroupRecreation, person: Person) -> RecreatedMember:
    return RecreatedMember(
        recreation=work, sub=person.sub, username=person.username, label=storable_text(person.label)
    )
