"""Some app clients of a pool at a time, each described: what is said of many is said of those alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from console.cognito.errors import CognitoError
from console.cognito.gateway import side_by_side
from pools.app_clients.gateway import AppClient, AppClientList, AppClientsGateway, ListedAppClient

# App clients are described side by side; the account and region may describe 15 a second.
PORTION = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """App clients by name. `problems` are those that could not be read, `next` leads on; `continued`: not the first."""

    app_clients: Sequence[AppClient]
    problems: Sequence[tuple[ListedAppClient, CognitoError]] = ()
    next: str = ""
    continued: bool = False

    @property
    def complete(self) -> bool:
        """Whether these are all that the pool has."""
        return not (self.problems or self.next or self.continued)


def described(
    gateway: AppClientsGateway, listed: AppClientList, *, continued: bool = False, lately: bool = False
) -> Portion:
    """DescribeUserPoolClient for each of those listed, side by side; none if it was read `lately`, where allowed."""
    read = gateway.describe_lately if lately else gateway.describe_app_client
    answers = side_by_side(*(partial(read, each.id) for each in listed.app_clients))
    told = list(zip(listed.app_clients, answers, strict=True))
    return Portion(
        app_clients=[each for each in answers if isinstance(each, AppClient)],
        problems=[(each, answer) for each, answer in told if isinstance(answer, CognitoError)],
        next=listed.next,
        continued=continued,
    )
