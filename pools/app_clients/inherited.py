"""What a pool has, and an app client may have of its own: read for their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError, NotFound
from console.cognito.side_by_side import need, side_by_side, value_or
from pools.app_clients.gateway import AppClientList, AppClientsGateway
from pools.gateway import Pool, PoolGateway
from pools.saving.states import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
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


def read(pool: PoolAccess, read_state: Callable[[str], State], client_id: str = "") -> Inherited:
    """The pool, the configurations and the first app clients, side by side: three calls, four for an app client.

    Raises CognitoError where the pool cannot be read, NotFound without the app client.
    """
    described, listed, of_pool, own = side_by_side(
        lambda: pool.gateway(PoolGateway).describe(fresh=True),
        pool.gateway(AppClientsGateway).list_page,
        lambda: read_state(""),
        (lambda: read_state(client_id)) if client_id else lambda: None,
    )
    settings = need(described)
    if isinstance(own, NotFound):
        raise own
    return Inherited(
        pool=settings,
        client_id=client_id,
        own=of_pool if own is None else own,
        of_pool=of_pool,
        app_clients=value_or(listed, None),
    )
