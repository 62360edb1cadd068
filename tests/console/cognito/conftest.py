"""A gateway as thin as can be, and a recorder that keeps what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from console.access.actions import operations_of
from console.access.roles import Role
from console.cognito.connections import Connection
from console.cognito.gateway import Access, Gateway, Target


@dataclass
class Notebook:
    """A recorder for tests: (action or "ended", outcome, message)."""

    lines: list[tuple[str, str, str]] = field(default_factory=list)

    def asked(
        self, action: str, *, operation: str, connection: str, target: Target, details: Mapping[str, Any]
    ) -> "Notebook":
        self.lines.append((action, "asked", operation))
        return self

    def ended(
        self, outcome: str, *, request_id: str = "", message: str = "", target: Target | None = None
    ) -> None:
        self.lines.append(("ended", outcome, message))

    @property
    def outcomes(self) -> list[str]:
        return [outcome for _, outcome, _ in self.lines]


class Thin(Gateway):
    """The two doors, opened for tests."""

    def read(self, operation: str, **parameters: Any) -> dict[str, Any]:
        return self._read(operation, UserPoolId=self.pool_id, **parameters)

    def read_lately(self, operation: str, *, fresh: bool = False) -> dict[str, Any]:
        return self._read_lately(operation, fresh=fresh, UserPoolId=self.pool_id)

    def write(self, operation: str, **parameters: Any) -> dict[str, Any]:
        target = Target(pool_id=self.pool_id, kind="user", id="1", label="Ana")
        return self._write(
            operation, action="disable_user", target=target, UserPoolId=self.pool_id, **parameters
        )


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def thin(connection: Connection, pool_id: str, notebook: Notebook) -> Thin:
    """A gateway with an owner's rights."""
    return Thin(
        Access(
            connection=connection,
            recorder=notebook,
            operations=operations_of(Role.OWNER),
            read_only=False,
            pool_id=pool_id,
        )
    )
