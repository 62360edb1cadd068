"""What is lost with a pool."""

from dataclasses import dataclass
from functools import partial

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, side_by_side
from console.ui.problems import Problem
from pools.deletion import gateway as listings
from pools.deletion.gateway import DeletionGateway, ListCall, Names
from pools.domains.gateway import names_in
from pools.gateway import Pool, managed_by

# What a deletion takes along: in words, how it is listed, the page of it where there is one.
BELONGINGS: tuple[tuple[str, ListCall, str], ...] = (
    ("App clients", listings.APP_CLIENTS, "pools:app_clients"),
    ("Identity providers", listings.PROVIDERS, "pools:identity_providers"),
    ("Resource servers", listings.RESOURCE_SERVERS, "pools:resource_servers"),
    ("Groups", listings.GROUPS, "users:groups"),
    ("Replicas in other regions", listings.REPLICAS, "pools:replicas"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """Things that go with the pool; `problem` says why they are not known."""

    label: str
    url_name: str
    names: tuple[str, ...] = ()
    more: bool = False
    problem: Problem | None = None

    @classmethod
    def of(cls, label: str, url_name: str, answer: Names | CognitoError) -> "Belongings":
        if isinstance(answer, CognitoError):
            return cls(label=label, url_name=url_name, problem=Problem.of(answer))
        return cls(label=label, url_name=url_name, names=answer.names, more=answer.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """A pool and what is lost with it."""

    pool: Pool
    belongings: list[Belongings]

    @property
    def domains(self) -> dict[bool, str]:
        """Custom or not, to name."""
        return names_in(self.pool.raw)

    @property
    def managed_by(self) -> str:
        """The tool that manages the pool, if its tags tell of one: its next run may miss it."""
        return managed_by(self.pool.tags)


def consequences(pool: PoolAccess) -> Consequences:
    """The pool and what hangs on it, read side by side. Raises CognitoError when the pool cannot be read."""
    gateway = pool.gateway(DeletionGateway)
    lists = (partial(gateway.names, listing) for _, listing, _ in BELONGINGS)
    described, *answers = side_by_side(partial(gateway.describe, fresh=True), *lists)
    answered = zip(BELONGINGS, answers, strict=True)
    return Consequences(
        pool=need(described),
        belongings=[Belongings.of(label, url_name, answer) for (label, _, url_name), answer in answered],
    )
