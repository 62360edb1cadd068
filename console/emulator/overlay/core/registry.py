"""The one table of corrected operations. Modules add to it with `@operation("AdminCreateUser")`."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from moto.cognitoidp.models import cognitoidp_backends

from console.emulator.overlay.core.errors import invalid_parameter, resource_not_found, user_not_found
from console.emulator.overlay.core.records import Pool

ACCOUNT_ID = "123456789012"

# moto is not safe for concurrent calls: whatever reads or changes the world holds this.
LOCK = threading.RLock()


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation: where it was sent, and with what. The parameters have been validated."""

    region: str
    parameters: Mapping[str, Any]

    @property
    def backend(self) -> Any:
        """moto's backend for the region of the call."""
        return backend_of(self.region)

    @property
    def pool(self) -> Pool:
        """The pool that the call names. Raises ResourceNotFoundException, for another region's pool too."""
        pool_id = self.parameters["UserPoolId"]
        pool = self.backend.user_pools.get(pool_id)
        if pool is None:
            raise resource_not_found(f"User pool {pool_id} does not exist.")
        found: Pool = pool
        return found

    def require_pool(self) -> None:
        """Raises ResourceNotFoundException when the call names a pool that is not there."""
        if "UserPoolId" in self.parameters:
            _ = self.pool

    @property
    def user(self) -> Any:
        """The user that the call names by username, `sub` or alias. Raises UserNotFoundException."""
        user = self.pool._get_user(self.parameters["Username"])
        if user is None:
            raise user_not_found()
        return user

    def get(self, name: str, default: Any = None) -> Any:
        return self.parameters.get(name, default)


Handler = Callable[[Call], dict[str, Any]]

# Looks at a call before it is carried out: its operation's name first. Raises ServiceError.
Gate = Callable[[str, Call], None]

OPERATIONS: dict[str, Handler] = {}
GATES: list[Gate] = []


def operation(name: str) -> Callable[[Handler], Handler]:
    """Answer the operation `name` with the decorated function instead of moto's method."""

    def register(handler: Handler) -> Handler:
        OPERATIONS[name] = handler
        return handler

    return register


def gate(check: Gate) -> Gate:
    """Let every call pass the decorated function before it is carried out."""
    GATES.append(check)
    return check


def backend_of(region: str) -> Any:
    """moto's backend for one region of the only account there is. Raises InvalidParameterException."""
    try:
        return cognitoidp_backends[ACCOUNT_ID][region]
    except KeyError as error:
        raise invalid_parameter(f"There is no region {region}.") from error


def all_backends() -> Iterable[Any]:
    """moto's backends of every region that has been asked for."""
    return list(cognitoidp_backends[ACCOUNT_ID].values())
