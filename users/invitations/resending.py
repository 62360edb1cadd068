"""Sending many invitations again, each at most once."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from console.access.reach import PoolAccess
from console.audit.canonical import storable_text
from console.cognito.errors import CognitoError, NotDelivered, UnknownOutcome, UserNotFound
from console.ui.pages import in_words
from pools.gateway import Pool
from users.filters import STATUS, Filter
from users.gateway import INVITED, Person, User
from users.invitations import past
from users.invitations.gateway import InvitationGateway
from users.invitations.models import Resending, ResendingStep, ResentInvitation
from users.invitations.reading import PAGES_PER_SECOND
from users.invitations.records import Invitation, Medium
from users.invitations.states import Judge, State
from users.jobs.slices import Slice
from users.outcomes import concerns_everybody

Status = ResentInvitation.State
# So many in one go.
MOST = 500
# Finished jobs are evidence for a while; then the names in them go.
KEPT = timedelta(days=30)
NO_ANSWER = "Lifeguard stopped while this was being sent. Ask them before you repeat it."
MEANWHILE = "Sent again by {} meanwhile."
NO_EMAIL = "They have no e-mail address, and text messages were not chosen."


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
        job = _new(pool, listed_at=read_at)
        _add(job, chosen)
        ResentInvitation.objects.bulk_create(
            _row(job, person, state=Status.SKIPPED, reason=reason) for person, reason in left_out
        )
    return job


def begin_all(pool: PoolAccess, state: State | None, within: timedelta) -> Resending:
    """Keep who is wanted: they are looked for first, and asked about. Nothing is sent yet."""
    return _new(
        pool,
        everybody=True,
        wanted_state=state or "",
        within_days=within.days,
        step=ResendingStep.COLLECT,
    )


def send(job: Resending, *, text_too: bool) -> None:
    """Send to those who were found, unless that was decided already."""
    if job.step != ResendingStep.DECIDE:
        return
    if not text_too:
        by_text = job.people.filter(state=Status.WAITING, medium=Medium.SMS)
        by_text.update(state=Status.SKIPPED, reason=NO_EMAIL)
    job.decide(step=ResendingStep.SEND, text_too=text_too, paused=False)


def cancel(job: Resending) -> None:
    """Send no more; a turn that is under way stops before its next message."""
    job.decide(cancelled=True, paused=False)
    if job.step == ResendingStep.DECIDE:
        job.decide(step=ResendingStep.DONE)


class ResendingSlice(Slice[Resending]):
    """One turn of sending."""

    progress = ("step", "token", "read", "cut_short", "listed_at", "progressed_at")

    def __init__(self, job: Resending, pool: PoolAccess, described: Pool) -> None:
        super().__init__(job, per_second=settings.INVITATIONS_PER_SECOND, pages_per_second=PAGES_PER_SECOND)
        self.pool, self.described = pool, described
        self.gateway = pool.gateway(InvitationGateway)

    @property
    def batches(self) -> Mapping[str, Callable[[], None]]:
        return {ResendingStep.COLLECT: self._collect, ResendingStep.SEND: self._send_next}

    def begin(self) -> None:
        # Nobody else is at it, so their turn has died: whether they were sent anything nobody can tell.
        self.job.people.filter(state=Status.ASKED).update(state=Status.UNKNOWN, reason=NO_ANSWER)

    def is_stopped(self) -> bool:
        self.job.refresh_from_db(fields=["paused", "cancelled"])
        if self.job.cancelled:
            self.job.step = ResendingStep.DONE
            self.keep()
        return self.job.paused or self.job.cancelled

    def _collect(self) -> None:
        """Read one page of those who are invited and keep those who are wanted."""
        self.reading_pace.wait()
        if not self.job.token:
            self.job.listed_at, self.job.read = timezone.now(), 0
        page = self.gateway.page(only=Filter(attribute=STATUS, value=INVITED), token=self.job.token)
        _add(self.job, self._wanted(page.items))
        self.job.read += len(page.items)
        self.job.token = page.next_token
        self._cut_short()
        if self.job.cut_short or not page.next_token:
            self.job.step = ResendingStep.DECIDE

    def _wanted(self, users: Iterable[User]) -> list[tuple[User, Medium]]:
        people = list(users)
        judge = Judge(
            pool=self.described,
            past=past.past_of(self.pool, [user.sub for user in people]),
            within=timedelta(days=self.job.within_days),
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
        wanted = self.job.wanted_state
        return state == wanted if wanted else state != State.UNDELIVERABLE

    def _cut_short(self) -> None:
        extra = list(self.job.people.values_list("pk", flat=True)[MOST:])
        self.job.people.filter(pk__in=extra).delete()
        self.job.cut_short = bool(extra)

    def _send_next(self) -> None:
        row = self.job.people.filter(state=Status.WAITING).first()
        if row is None:
            self.job.step = ResendingStep.DONE
        elif by := past.sent_since(self.pool, row.sub, self.job.listed_at):
            row.ended(Status.SKIPPED, MEANWHILE.format(by))
        else:
            self.pace.wait()
            self._send(row)

    def _send(self, row: ResentInvitation) -> None:
        """Send once. What would happen to the next ones too stops the job: raises CognitoError."""
        # Kept before the call: whatever happens now, nothing sends it a second time. A turn that stood still
        # until another one took over finds its row taken.
        if not self.job.people.filter(pk=row.pk, state=Status.WAITING).update(state=Status.ASKED):
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
    jobs = Resending.objects.of_pool(pool.connection.slug, pool.id)
    jobs.filter(step=ResendingStep.DONE, started_at__lt=timezone.now() - KEPT).delete()
    job: Resending = Resending.objects.create(
        connection=pool.connection.slug, pool_id=pool.id, started_by=str(pool.operator), **facts
    )
    return job


def _add(job: Resending, people: Iterable[tuple[User, Medium]]) -> None:
    rows = (_row(job, Person.of(user), medium=medium.value) for user, medium in people)
    ResentInvitation.objects.bulk_create(rows, ignore_conflicts=True)


def _row(job: Resending, person: Person, **facts: str) -> ResentInvitation:
    return ResentInvitation(
        resending=job,
        sub=person.sub,
        username=person.username,
        label=storable_text(person.label),
        **facts,
    )
