"""Some app clients of a pool at a time, each read side by side: what is said of many is said of those alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import side_by_side
from pools.app_clients.gateway import AppClient, AppClientList, AppClientsGateway, ListedAppClient

T = TypeVar("T")
V = TypeVar("V")

# App clients are described side by side; the account and region may describe 15 a second.
AT_ONCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Generic[V]):
    """What a judge found in a batch, and how many app clients it could and could not look at; `next` leads on."""

    verdicts: Sequence[V]
    looked_at: int
    unread: int
    next: str

    @property
    def complete(self) -> bool:
        return not self.next and not self.unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch(Generic[T]):
    """App clients as they are listed, each with what was read of it or why that failed.

    `next` leads on; `continued`: these are not the first.
    """

    answers: Sequence[tuple[ListedAppClient, T | CognitoError]] = ()
    next: str = ""
    continued: bool = False

    @property
    def found(self) -> list[T]:
        """What could be read, in order."""
        return [answer for _, answer in self.answers if not isinstance(answer, CognitoError)]

    @property
    def problems(self) -> list[tuple[ListedAppClient, CognitoError]]:
        return [(each, answer) for each, answer in self.answers if isinstance(answer, CognitoError)]

    @property
    def complete(self) -> bool:
        """Whether these are all that the pool has."""
        return not (self.problems or self.next or self.continued)

    def judged(self, judge: Callable[[T], V | None]) -> Judged[V]:
        """What a judge says of those that could be read, without those that it has nothing to say of."""
        verdicts = [verdict for each in self.found if (verdict := judge(each)) is not None]
        return Judged(verdicts=verdicts, looked_at=len(self.found), unread=len(self.problems), next=self.next)


def of_each(listed: AppClientList, read: Callable[[str], T], *, continued: bool = False) -> Batch[T]:
    """One call, made with its id, for each of those listed."""
    answers = side_by_side(*(partial(read, each.id) for each in listed.app_clients))
    return Batch(
        answers=list(zip(listed.app_clients, answers, strict=True)), next=listed.next, continued=continued
    )


def described(
    gateway: AppClientsGateway, listed: AppClientList, *, continued: bool = False, lately: bool = False
) -> Batch[AppClient]:
    """DescribeUserPoolClient for each of those listed; none if it was read `lately`, where that will do."""
    read = gateway.describe_lately if lately else gateway.describe_app_client
    return of_each(listed, read, continued=continued)


def next_described(gateway: AppClientsGateway, *, token: str = "") -> Batch[AppClient]:
    """ListUserPoolClients for ten of them, each described. Raises CognitoError where they cannot be listed."""
    return described(gateway, gateway.list_page(token=token, size=AT_ONCE), continued=bool(token))


def read_names(pool: PoolAccess) -> Mapping[str, str]:
    """What the first 60 app clients are called, by id: one call, and not worth an error."""
    try:
        listed = pool.gateway(AppClientsGateway).list_page()
    except CognitoError:
        return {}
    return {each.id: each.name for each in listed.app_clients}
