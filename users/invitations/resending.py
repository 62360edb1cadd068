"""Sending many invitations again, in slices of about two seconds; whoever asks for the next goes on."""

import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from console.access.reach import PoolAccess
from console.audit.canonical import storable_text
from console.cognito.errors import CognitoError, NotDelivered, TokenExpired, UnknownOutcome, UserNotFound
from console.cognito.pace import Pace
from console.ui.pages import in_words
from pools.gateway import Pool
from users.filters import STATUS, Filter
from users.gateway import Person, User
from users.invitations import past
from users.invitations.gateway import Invitation, InvitationGateway, Medium
from users.invitations.models import Resending, ResendingStep, ResentInvitation
from users.invitations.reading import INVITED, PAGES_PER_SECOND
from users.invitations.states import Judge, State
from users.outcomes import concerns_everybody

Status = ResentInvitation.State
# So many in one go.
MOST = 500
# Finished works are evidence for a while; then the names in them go.
KEPT = timedelta(days=30)
PROGRESS = ("step", "token", "read", "cut_short", "listed_at", "progressed_at")
NO_ANSWER = "Lifeguard stopped while this was being sent. Ask them before you repeat it."
MEANWHILE = "Sent again by {} meanwhile."
NO_EMAIL = "They have no e-mail address, and text messages were not chosen."


def advance(work: Resending, pool: PoolAccess, described: Pool) -> None:
    """Go on for about two seconds. What stops it is kept in its `problem`. Raises UnderWay."""
    if work.step in (ResendingStep.DECIDE, ResendingStep.DONE):
        return
    work.go_on(lambda: Slice(work, pool, described).run(settings.SLICE_SECONDS), progress=PROGRESS)


def begin(
    pool: PoolAccess,
    chosen: Iterable[tuple[User, Medium]],
    left_out: Iterable[tuple[Person, str]],
    read_at: datetime,
) -> Resending:
    """Keep to whom invitations are to be sent again, as they were read at `read_at`, and to whom not, and why.

    Nothing is sent yet.
    """
    with transaction.atomic():
        work = _new(pool, listed_at=read_at)
        _add(work, chosen)
        ResentInvitation.objects.bulk_create(
            _row(work, person, state=Status.SKIPPED, reason=reason) for person, reason in left_out
        )
    return work


def begin_all(pool: PoolAccess, state: State | None, within: timedelta) -> Resending:
    """Keep who is wanted: they are looked for first, and asked about. Nothing is sent yet."""
    return _new(
        pool,
        everybody=True,
        wanted_state=state or "",
        within_days=within.days,
        step=ResendingStep.COLLECT,
    )


def send(work: Resending, *, text_too: bool) -> None:
    """Send to those who were found, unless that was decided already."""
    if work.step != ResendingStep.DECIDE:
        return
    if not text_too:
        by_text = work.people.filter(state=Status.WAITING, medium=Medium.SMS)
        by_text.update(state=Status.SKIPPED, reason=NO_EMAIL)
    work.decide(step=ResendingStep.SEND, text_too=text_too, paused=False)


def pause(work: Resending) -> None:
    """Let nobody's page go on by itself; the button still does."""
    work.decide(paused=True)


def resume(work: Resending) -> None:
    """Go on after a pause."""
    work.decide(paused=False)


def cancel(work: Resending) -> None:
    """Send no more; a turn that is under way stops before its next message."""
    work.decide(cancelled=True, paused=False)
    if work.step == ResendingStep.DECIDE:
        work.decide(step=ResendingStep.DONE)


class Slice:
    """One turn of the work: small portions, each kept before the next begins."""

    def __init__(self, work: Resending, pool: PoolAccess, described: Pool) -> None:
        self.work, self.pool, self.described = work, pool, described
        self.gateway = pool.gateway(InvitationGateway)
        self.pace = Pace(settings.INVITATIONS_PER_SECOND)
        self.reading_pace = Pace(PAGES_PER_SECOND)
        self.portions: dict[str, Callable[[], None]] = {
            ResendingStep.COLLECT: self._collect,
            ResendingStep.SEND: self._send_next,
        }

    def run(self, seconds: float) -> None:
        """At least one portion, and more while there is time. Raises CognitoError."""
        deadline = time.monotonic() + seconds
        # Nobody else is at it, so their turn has died: whether they were sent anything nobody can tell.
        self.work.people.filter(state=Status.ASKED).update(state=Status.UNKNOWN, reason=NO_ANSWER)
        while self.work.step in self.portions and not self._is_stopped():
            self.portions[self.work.step]()
            self._keep()
            if time.monotonic() > deadline:
                return

    def _is_stopped(self) -> bool:
        """Whether somebody paused or cancelled it meanwhile, from another page."""
        self.work.refresh_from_db(fields=["paused", "cancelled"])
        if self.work.cancelled:
            self.work.step = ResendingStep.DONE
            self._keep()
        return self.work.paused or self.work.cancelled

    def _keep(self) -> None:
        self.work.progressed_at = timezone.now()
        self.work.save(update_fields=PROGRESS)

    def _collect(self) -> None:
        """Read one page of those who are invited and keep those who are wanted."""
        self.reading_pace.wait()
        if not self.work.token:
            self.work.listed_at, self.work.read = timezone.now(), 0
        try:
            page = self.gateway.page(only=Filter(attribute=STATUS, value=INVITED), token=self.work.token)
        except TokenExpired:
            # Whoever was found stays found: only the place in the list is lost.
            self.work.token = ""
            return
        _add(self.work, self._wanted(page.users))
        self.work.read += len(page.users)
        self.work.token = page.next_token
        self._cut_short()
        if self.work.cut_short or not page.next_token:
            self.work.step = ResendingStep.DECIDE

    def _wanted(self, users: Iterable[User]) -> list[tuple[User, Medium]]:
        people = list(users)
        judge = Judge(
            pool=self.described,
            past=past.past_of(self.pool, [user.sub for user in people]),
            within=timedelta(days=self.work.within_days),
            now=datetime.now(UTC),
        )
        found = [judge.invitee(user) for user in people]
        return [
            (each.user, each.invitation.default_medium)
            for each in found
            if each.can_be_resent and each.invitation.default_medium and self._is_wanted(each.state)
        ]

    def _is_wanted(self, state: State) -> bool:
        """Whoever no message reaches is sent one only where those are asked for."""
        wanted = self.work.wanted_state
        return state == wanted if wanted else state != State.UNDELIVERABLE

    def _cut_short(self) -> None:
        extra = list(self.work.people.values_list("pk", flat=True)[MOST:])
        self.work.people.filter(pk__in=extra).delete()
        self.work.cut_short = bool(extra)

    def _send_next(self) -> None:
        row = self.work.people.filter(state=Status.WAITING).first()
        if row is None:
            self.work.step = ResendingStep.DONE
        elif by := past.sent_since(self.pool, row.sub, self.work.listed_at):
            row.ended(Status.SKIPPED, MEANWHILE.format(by))
        else:
            self.pace.wait()
            self._send(row)

    def _send(self, row: ResentInvitation) -> None:
        """Send once. What would happen to the next ones too stops the work: raises CognitoError."""
        # Kept before the call: whatever happens now, nothing sends it a second time. A turn that stood still
        # until another one took over finds its row taken.
        if not self.work.people.filter(pk=row.pk, state=Status.WAITING).update(state=Status.ASKED):
            return
        try:
            user = self.gateway.send_again(Person.of(row), row.by)
        except UserNotFound:
            row.ended(Status.GONE)
        except NotDelivered as error:
            row.ended(Status.UNDELIVERED, in_words(error))
        except UnknownOutcome as error:
            row.ended(Status.UNKNOWN, in_words(error))
            raise
        except CognitoError as error:
            if concerns_everybody(error):
                # It was refused, so nothing was sent.
                row.ended(Status.WAITING)
                raise
            row.ended(Status.REFUSED, in_words(error))
        else:
            row.expires_at = Invitation.of(user, self.described).expires_at
            row.ended(Status.SENT)


def _new(pool: PoolAccess, **facts: object) -> Resending:
    works = Resending.objects.of_pool(pool.connection.slug, pool.id)
    works.filter(step=ResendingStep.DONE, started_at__lt=timezone.now() - KEPT).delete()
    work: Resending = Resending.objects.create(
        connection=pool.connection.slug, pool_id=pool.id, started_by=str(pool.operator), **facts
    )
    return work


def _add(work: Resending, people: Iterable[tuple[User, Medium]]) -> None:
    rows = (_row(work, Person.of(user), medium=medium.value) for user, medium in people)
    ResentInvitation.objects.bulk_create(rows, ignore_conflicts=True)


def _row(work: Resending, person: Person, **facts: str) -> ResentInvitation:
    return ResentInvitation(
        resending=work,
        sub=person.sub,
        username=person.username,
        label=storable_text(person.label),
        **facts,
    )
