"""The board of a pool's invitations: those who were read, where each stands, and what is shown of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.problems import Problem
from pools.gateway import Pool, PoolGateway
from pools.settings.pool_facts import is_sent_by_cognito, temporary_days
from users.addresses import address
from users.gateway import INVITED, UNCONFIRMED, User
from users.invitations import past, reading
from users.invitations.charts import StateChart, chart_of
from users.invitations.forms.board import BoardForm, SignUpsForm
from users.invitations.reading import Reading
from users.invitations.states import Invitee, Judge, State

PAGE = 60
# What Cognito's own sender delivers in a day, for the whole account.
DAILY = 50
FAR = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class PeoplePage:
    """Some people who were read, sorted and in pages. `described` has Cognito's defaults where `problem` says why."""

    pool: PoolAccess
    described: Pool
    problem: Problem | None
    reading: Reading
    query: QueryDict
    home: str

    @property
    def everybody(self) -> Sequence[Any]:
        """Those who are asked for, in the order asked for."""
        raise NotImplementedError

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.everybody) // PAGE))

    @property
    def number(self) -> int:
        text = self.query.get("page", "1")
        return min(max(int(text[:4]) if text.isascii() and text.isdecimal() else 1, 1), self.pages)

    @property
    def rows(self) -> Sequence[Any]:
        return self.everybody[(self.number - 1) * PAGE : self.number * PAGE]

    @property
    def previous(self) -> str | None:
        return self.address(page=self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        return self.address(page=self.number + 1) if self.number < self.pages else None

    @property
    def summary(self) -> str:
        return f"Page {self.number} of {self.pages}: {len(self.rows)} of {len(self.everybody)} people"

    @property
    def read_on(self) -> str:
        """Where reading goes on."""
        return self.address(read=self.reading.next_pages, page=None)

    @property
    def anew(self) -> str:
        """The same list, read again from the beginning."""
        return self.address(reading=None, read=None, page=None)

    @property
    def clear(self) -> str:
        """Everybody who was read."""
        return self.address(state=None, page=None) if self.query.get("state") else ""

    def address(self, **changes: object) -> str:
        """This list with something else asked for, of the same reading."""
        query = self.query.copy()
        for name, value in {"reading": self.reading.name, "read": self.reading.pages, **changes}.items():
            query.pop(name, None)
            if value not in (None, ""):
                query[name] = str(value)
        return f"{self.home}?{query.urlencode()}"


@dataclass(frozen=True, kw_only=True)
class BoardPage(PeoplePage):
    """What the page of the invitations shows."""

    form: BoardForm
    invitees: Sequence[Invitee]

    @cached_property
    def everybody(self) -> Sequence[Invitee]:
        state, name = self.form.state_wanted, self.form.value("sort")
        found = [each for each in self.invitees if state in (None, each.state)]
        return sorted(found, key=SORTS[name.removeprefix("-")], reverse=name.startswith("-"))

    @cached_property
    def chart(self) -> StateChart:
        """How many stand where, of all who were read."""
        counts = Counter(each.state.value for each in self.invitees)
        labels = {
            state.value: (state.label, state.tone, self.address(state=state.value, page=None))
            for state in reversed(State)
        }
        return chart_of(counts, labels, current=self.form.value("state"))

    @property
    def resend_all(self) -> str:
        """Where those who match are sent to, whether or not they were read."""
        asked = {"state": self.form.value("state"), "within": self.form.value("within")}
        return f"{address(self.pool, 'resend_all')}?{urlencode(asked)}"

    @property
    def can_be_resent(self) -> list[Invitee]:
        """Of this page."""
        return [each for each in self.rows if each.can_be_resent]

    @cached_property
    def sent_today(self) -> int | None:
        """What Lifeguard sent today, where the pool uses Cognito's own sender; None elsewhere."""
        built_in = self.problem is None and is_sent_by_cognito(self.described.raw)
        return past.emails_today(self.pool) if built_in else None

    @property
    def days(self) -> int:
        """How long temporary passwords work."""
        return temporary_days(self.described.raw)

    @property
    def daily(self) -> int:
        return DAILY


@dataclass(frozen=True, kw_only=True)
class SignUpsPage(PeoplePage):
    """Those who signed up and have not confirmed."""

    form: SignUpsForm
    now: datetime

    @cached_property
    def everybody(self) -> Sequence[User]:
        name = self.form.value("sort")
        found = [user for user in self.reading.users if is_stale(user, self.now - self.form.age)]
        return sorted(found, key=USER_SORTS[name.removeprefix("-")], reverse=name.startswith("-"))

    @property
    def any_age(self) -> str:
        return self.address(older=0, page=None)


def is_stale(user: User, before: datetime) -> bool:
    """Whether somebody signed up before a moment and has not confirmed."""
    return user.status == UNCONFIRMED and user.created_at is not None and user.created_at <= before


def read_board(request: HttpRequest, pool: PoolAccess) -> BoardPage:
    """DescribeUserPool beside ListUsers, at most ten pages of it. Raises CognitoError."""
    now, form = datetime.now(UTC), BoardForm(request.GET)
    common = _read(request, pool, INVITED, "invitations")
    users = common["reading"].users
    history = past.past_of(pool, [user.sub for user in users])
    judge = Judge(pool=common["described"], past=history, within=form.soon, now=now)
    return BoardPage(**common, form=form, invitees=[judge.invitee(user) for user in users])


def read_signups(request: HttpRequest, pool: PoolAccess) -> SignUpsPage:
    """As `read_board`. Raises CognitoError."""
    common = _read(request, pool, UNCONFIRMED, "signups")
    return SignUpsPage(**common, form=SignUpsForm(request.GET), now=datetime.now(UTC))


def _read(request: HttpRequest, pool: PoolAccess, status: str, place: str) -> dict[str, Any]:
    kept = reading.begun(pool, status, request.GET)
    pages = reading.pages_wanted(kept, request.GET)
    described, found = side_by_side(
        pool.gateway(PoolGateway).describe, lambda: reading.read_on(pool, status, kept, pages=pages)
    )
    if need(found) is not kept:
        reading.keep(pool, status, need(found))
    if isinstance(described, Pool):
        call_pool(request, described.name)
    return {
        "pool": pool,
        "described": value_or(described, Pool(id=pool.id, name="", raw={})),
        "problem": Problem.in_answer(described),
        "reading": need(found),
        "query": request.GET.copy(),
        "home": address(pool, place),
    }


Sort = Callable[[Any], Any]
USER_SORTS: dict[str, Sort] = {
    "created": lambda user: user.created_at or FAR,
    "name": lambda user: (user.label.casefold(), user.sub),
}
SORTS: dict[str, Sort] = {
    "expires": lambda invitee: invitee.invitation.expires_at or FAR,
    "created": lambda invitee: USER_SORTS["created"](invitee.user),
    "name": lambda invitee: USER_SORTS["name"](invitee.user),
}
