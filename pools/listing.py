"""The list of pools over all connections: what to show of each, and in which portions it is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from console.access.reach import reach_connection, reach_pool, signed_in
from console.cognito.connections import Connection, connection_named
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import side_by_side
from console.ui.problems import Problem
from pools.checkup import acceptances
from pools.checkup.examination import Tally, examine, pool_subject
from pools.checkup.models import Acceptance
from pools.gateway import ListedPool, Pool, PoolGateway
from pools.plans import PLANS
from pools.settings.sections import MFA_MODES

# Cognito lets an account and region read pools 15 times a second, its own traffic included.
PORTION = 10
PAGE = 3 * PORTION


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRow:
    """A line of the list. `pool` or `problem` come later; without a `name`, only they are known."""

    connection: Connection
    id: str
    name: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    pool: Pool | None = None
    tally: Tally | None = None
    problem: Problem | None = None

    @classmethod
    def listed(cls, connection: Connection, pool: ListedPool) -> "PoolRow":
        return cls(
            connection=connection,
            id=pool.id,
            name=pool.name,
            created_at=pool.created_at,
            modified_at=pool.modified_at,
        )

    def described(self, answer: Pool | CognitoError, accepted: Iterable[Acceptance] = ()) -> "PoolRow":
        """The line with what a description tells, or with why there is none; rules that need more are left out."""
        if isinstance(answer, CognitoError):
            return replace(self, problem=Problem.of(answer))
        return replace(
            self,
            pool=answer,
            tally=examine([pool_subject(answer.raw)], accepted).tally,
            name=answer.name,
            created_at=answer.created_at,
            modified_at=answer.modified_at,
        )

    @property
    def url(self) -> str:
        return reverse("pools:pool", args=[self.connection.slug, self.id])

    @property
    def checkup_url(self) -> str:
        return reverse("pools:checkup", args=[self.connection.slug, self.id])

    @property
    def key(self) -> str:
        """What sets this line apart from all others of the page."""
        return f"{self.connection.slug}-{self.id}"

    @property
    def mfa(self) -> str:
        mode = self.pool.mfa if self.pool else ""
        return MFA_MODES.get(mode, mode).partition(":")[0]

    @property
    def plan(self) -> str:
        plan = self.pool.plan if self.pool else ""
        return PLANS.get(plan, plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Some lines that are described together. `number` is also the seconds that this waits for its turn."""

    rows: Sequence[PoolRow]
    number: int = 0
    detailed: bool = False

    @property
    def url(self) -> str:
        names = [("pool", f"{row.connection.slug}/{row.id}") for row in self.rows]
        return f"{reverse('pools:details')}?{urlencode([*names, ('portion', self.number)])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The pools an operator reaches, and what could not be read of them."""

    rows: list[PoolRow] = field(default_factory=list)
    problems: list[tuple[Connection, Problem]] = field(default_factory=list)
    cut_short: list[Connection] = field(default_factory=list)
    asked: list[Connection] = field(default_factory=list)
    reaches_all: bool = False

    def matching(self, text: str) -> list[PoolRow]:
        """The lines whose name or id contains the text, in whatever case."""
        sought = text.casefold()
        return [row for row in self.rows if sought in row.name.casefold() or sought in row.id.casefold()]

    @property
    def places(self) -> str:
        """The connections that answered, in words."""
        failed = [connection for connection, _ in self.problems]
        return " and ".join(connection.name for connection in self.asked if connection not in failed)

    @property
    def failed(self) -> bool:
        """Whether no connection answered at all."""
        return bool(self.problems) and len(self.problems) == len(self.asked)

    @property
    def status(self) -> int:
        """The HTTP status that fits: where nothing at all could be read, that of the first problem."""
        return self.problems[0][1].status if self.failed else 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolsPage:
    """Some of the lines. With details it is one portion long, so that it stays within the quota too."""

    query: QueryDict
    found: Sequence[PoolRow]
    number: int
    detailed: bool

    @classmethod
    def asked_for(cls, query: QueryDict, found: Sequence[PoolRow]) -> "PoolsPage":
        """The page of the lines that an address names. Raises Http404 when there is none of that number."""
        text = query.get("page", "1")
        page = cls(
            query=query,
            found=found,
            number=int(text) if text.isdecimal() else 0,
            detailed="details" in query,
        )
        if not 0 < page.number <= max(1, -(-len(found) // page.size)):
            raise Http404("There is no such page.")
        return page

    @property
    def size(self) -> int:
        return PORTION if self.detailed else PAGE

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def rows(self) -> Sequence[PoolRow]:
        return self.found[self.start : self.start + self.size]

    @property
    def previous(self) -> str | None:
        return self._address(self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        return self._address(self.number + 1) if self.start + self.size < len(self.found) else None

    @property
    def with_details(self) -> str:
        """The same lines described in the page itself, for browsers without scripts."""
        return self._address(self.start // PORTION + 1, detailed=True)

    @property
    def without_details(self) -> str:
        return self._address(self.start // PAGE + 1, detailed=False)

    @property
    def summary(self) -> str:
        noun = "pool" if len(self.found) == 1 else "pools"
        if len(self.rows) == len(self.found):
            return f"{len(self.found)} {noun}"
        return f"{noun.capitalize()} {self.start + 1} to {self.start + len(self.rows)} of {len(self.found)}"

    def _address(self, number: int, *, detailed: bool | None = None) -> str:
        query = self.query.copy()
        query.pop("fresh", None)
        query["page"] = str(number)
        if detailed is True:
            query["details"] = "1"
        elif detailed is False:
            query.pop("details", None)
        return f"{reverse('pools:index')}?{query.urlencode()}"


def list_pools(request: HttpRequest, *, fresh: bool = False) -> Listing:
    """ListUserPools of every connection the operator reaches, side by side; only pools they have a role for."""
    operator = signed_in(request)
    connections = settings.COGNITO_CONNECTIONS.values()
    reached = [access for each in connections if (access := reach_connection(request, each))]
    listing = Listing(
        asked=[access.connection for access in reached],
        reaches_all=any(not grant.pool_id for grant in operator.all_grants),
    )
    calls = (partial(access.gateway(PoolGateway).list_all, fresh=fresh) for access in reached)
    for access, answer in zip(reached, side_by_side(*calls), strict=True):
        if isinstance(answer, CognitoError):
            listing.problems.append((access.connection, Problem.of(answer)))
            continue
        slug = access.connection.slug
        mine = (pool for pool in answer.pools if operator.role_for(slug, pool.id) is not None)
        listing.rows.extend(PoolRow.listed(access.connection, pool) for pool in mine)
        if not answer.complete:
            listing.cut_short.append(access.connection)
    listing.rows.sort(key=lambda row: (row.name.casefold(), row.key))
    return listing


def describe(request: HttpRequest, rows: Sequence[PoolRow]) -> list[PoolRow]:
    """DescribeUserPool of each line, side by side; one that fails says why in its own line. Raises Http404."""
    reached = [reach_pool(request, row.connection.slug, row.id) for row in rows]
    answers = side_by_side(*(pool.gateway(PoolGateway).describe for pool in reached))
    accepted = acceptances.of_pools(row.id for row in rows)
    return [
        row.described(answer, accepted.get((row.connection.slug, row.id), ()))
        for row, answer in zip(rows, answers, strict=True)
    ]


def portions(request: HttpRequest, page: PoolsPage) -> list[Portion]:
    """A page's lines in the portions in which they are described: at once with details, else one after another."""
    if page.detailed:
        return [Portion(rows=describe(request, page.rows), detailed=True)]
    starts = range(0, len(page.rows), PORTION)
    return [
        Portion(rows=page.rows[start : start + PORTION], number=number) for number, start in enumerate(starts)
    ]


def portion_asked_for(request: HttpRequest) -> Portion:
    """The portion that a page of the list comes back for, described. Raises Http404."""
    names = [name.partition("/") for name in request.GET.getlist("pool")[:PORTION]]
    connections = [connection_named(slug) for slug, _, _ in names]
    number = request.GET.get("portion", "")
    rows = [
        PoolRow(connection=connection, id=pool_id)
        for connection, (_, _, pool_id) in zip(connections, names, strict=True)
        if connection is not None
    ]
    if len(rows) < len(names):
        raise Http404("No such connection.")
    return Portion(
        rows=describe(request, rows),
        number=int(number) if number in {"0", "1", "2"} else 0,
        detailed=True,
    )
