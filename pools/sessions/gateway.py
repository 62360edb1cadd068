"""How a pool and its app clients keep sessions."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, ClassVar

from pools.gateway import PoolGateway
from pools.saving.savers import SavingGateway
from pools.saving.states import State, value_at, with_changes
from pools.sessions.sections import CLIENT_DEFAULTS, POOL_DEFAULTS

NOT_SETTINGS = frozenset({"UserPoolId", "ClientId", "ResponseMetadata"})


class SessionsGateway(PoolGateway):
    """Reads session configurations."""

    def read(self, client_id: str = "") -> State:
        """GetUserPoolSessionConfiguration, or that of an app client. Raises CognitoError, NotFound."""
        if client_id:
            answer = self._read(
                "GetUserPoolClientSessionConfiguration", UserPoolId=self.pool_id, ClientId=client_id
            )
        else:
            answer = self._read("GetUserPoolSessionConfiguration", UserPoolId=self.pool_id)
        return {name: deepcopy(value) for name, value in answer.items() if name not in NOT_SETTINGS}


class PoolSessionsSaver(SavingGateway, SessionsGateway):
    """The session configuration of a pool."""

    operation = "SetUserPoolSessionConfiguration"
    action = "edit_sessions"
    kind = "session_configuration"
    store = "the session configuration"
    defaults: ClassVar[Mapping[str, Any]] = POOL_DEFAULTS

    def read_state(self) -> State:
        return self.read()

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """Every member is required: what is not there is sent as what holds without it."""
        missing = {path: value for path, value in self.defaults.items() if value_at(wanted, path) is None}
        return with_changes(wanted, missing)


class ClientSessionsSaver(PoolSessionsSaver):
    """The session configuration of an app client."""

    operation = "SetUserPoolClientSessionConfiguration"
    defaults = CLIENT_DEFAULTS

    @property
    def ids(self) -> dict[str, str]:
        return {"UserPoolId": self.pool_id, "ClientId": self.id}

    def read_state(self) -> State:
        return self.read(self.id)
