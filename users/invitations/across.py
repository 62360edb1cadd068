"""The invitations of all pools that an operator reaches: how many stand where in each, ten pools at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from django.http import HttpRequest
from django.urls import reverse

from console.access.reach import PoolAccess, reach_pool
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import side_by_side
from console.ui.problems import Problem
from pools.gateway import Pool, PoolGateway
from pools.listing import Listing, PoolRow, list_pools
from users.addresses import address
from users.gateway import INVITED
from users.invitations import past, reading
from users.invitations.charts import StateChart, chart_of
from users.invitations.forms.board import BoardForm
from users.invitations.reading import Reading
from users.invitations.states import Judge, State

# Cognito lets an account and region read pools 15 times a second and list users 30 times, its own traffic included.
PORTION, PAGES = 10, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossRow:
    """One pool: how many stand where, of the first 120 who are invited, or why that is not known."""

    row: PoolRow
    name: str
    url: str
    chart: StateChart | None = None
    is_complete: bool = True
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossPage:
    """Some pools, which have been read, and where the next ones are."""

    listing: Listing
    lines: Sequence[AcrossRow]
    form: BoardForm
    start: int
    next: str | None

    @property
    def states(self) -> list[State]:
        return list(reversed(State))

    @property
    def not_read(self) -> int:
        """How many pools are still to come."""
        return max(0, len(self.listing.rows) - self.start - len(self.lines))

    @property
    def summary(self) -> str:
        return f"Pools {self.start + 1} to {self.start + len(self.lines)} of {len(self.listing.rows)}"


def read_pools(request: HttpRequest) -> AcrossPage:
    """ListUserPools of each connection; then ten pools side by side: DescribeUserPool and up to two ListUsers."""
    listing, form = list_pools(request), BoardForm(request.GET)
    start = _start(request.GET.get("from", ""))
    rows = listing.rows[start : start + PORTION]
    pools = [reach_pool(request, row.connection.slug, row.id) for row in rows]
    answers = side_by_side(*(partial(_read, pool) for pool in pools))
    lines = [_line(row, pool, answer, form) for row, pool, answer in zip(rows, pools, answers, strict=True)]
    more = start + PORTION < len(listing.rows)
    here = reverse("users:all_invitations")
    following = f"{here}?from={start + PORTION}&within={form.value('within')}" if more else None
    return AcrossPage(listing=listing, lines=lines, form=form, start=start, next=following)


def _read(pool: PoolAccess) -> tuple[Pool, Reading]:
    """Raises CognitoError."""
    described = pool.gateway(PoolGateway).describe()
    fresh = Reading(name="", read_at=datetime.now(UTC))
    return described, reading.read_on(pool, INVITED, fresh, pages=PAGES)


def _line(
    row: PoolRow, pool: PoolAccess, answer: tuple[Pool, Reading] | CognitoError, form: BoardForm
) -> AcrossRow:
    board = address(pool, "invitations")
    if isinstance(answer, CognitoError):
        return AcrossRow(row=row, name=row.name, url=board, problem=Problem.of(answer))
    described, found = answer
    history = past.past_of(pool, [user.sub for user in found.users])
    judge = Judge(pool=described, past=history, within=form.soon, now=datetime.now(UTC))
    counts = Counter(judge.invitee(user).state.value for user in found.users)
    labels = {
        state.value: (state.label, state.tone, f"{board}?state={state}&within={form.value('within')}")
        for state in reversed(State)
    }
    return AcrossRow(
        row=row,
        name=described.name,
        url=board,
        chart=chart_of(counts, labels),
        is_complete=found.is_complete,
        problem=found.problem,
    )


def _start(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    return number - number % PORTION
