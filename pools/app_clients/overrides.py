"""What a pool has, and an app client may have of its own: read for their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError, NotFound
from console.cognito.gateway import side_by_side
from pools.app_clients.gateway import AppClientList, AppClientsGateway
from pools.gateway import Pool, PoolGateway
from pools.saving.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """A configuration of a pool, or of the app client `client_id`, with the pool's beside it; or what failed.

    `app_clients` is None where they could not be listed.
    """

    pool: Pool
    client_id: str
    own: State | CognitoError
    of_pool: State | CognitoError
    app_clients: AppClientList | None

    @property
    def name(self) -> str:
        """What the app client is called if it is in the list, or else its id."""
        names = {each.id: each.name for each in self.app_clients.app_clients} if self.app_clients else {}
        return names.get(self.client_id, self.client_id)


def read(pool: PoolAccess, read_state: Callable[[str], State], client_id: str = "") -> Readings:
    """The pool, the configurations and the first app clients, side by side: three calls, four for an app client.

    Raises CognitoError where the pool cannot be read, NotFound without the app client.
    """
    described, of_pool, listed, *own = side_by_side(
        lambda: pool.gateway(PoolGateway).describe(fresh=True),
        lambda: read_state(""),
        pool.gateway(AppClientsGateway).list_page,
        *([lambda: read_state(client_id)] if client_id else []),
    )
    if isinstance(described, CognitoError):
        raise described
    if own and isinstance(own[0], NotFound):
        raise own[0]
    return Readings(
        pool=described,
        client_id=client_id,
        own=own[0] if own else of_pool,
        of_pool=of_pool,
        app_clients=None if isinstance(listed, CognitoError) else listed,
    )
