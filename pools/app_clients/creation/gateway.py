"""Making and deleting app clients."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from console.cognito.answers import part_of
from console.cognito.gateway import Answer, Target
from console.cognito.looked import done_anyway, is_gone
from pools.app_clients.gateway import AppClient, AppClientChoicesGateway

KIND = "app_client"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeAppClient:
    """A new app client with its secret, which is shown once and kept nowhere; empty where none is told."""

    app_client: AppClient
    secret: str = field(default="", repr=False)


class AppClientLifecycleGateway(AppClientChoicesGateway):
    """Makes and deletes app clients."""

    def create(self, parameters: Mapping[str, Any]) -> MadeAppClient:
        """CreateUserPoolClient. `parameters` hold no secret: Cognito makes it. Raises CognitoError."""
        answer = self._write(
            "CreateUserPoolClient",
            action="create_app_client",
            target=Target(pool_id=self.pool_id, kind=KIND, label=parameters["ClientName"]),
            details={"after": dict(parameters)},
            made=self._made,
            **parameters,
        )
        raw = part_of(answer, "UserPoolClient", operation="CreateUserPoolClient")
        return MadeAppClient(app_client=AppClient.from_response(answer), secret=raw.get("ClientSecret", ""))

    def delete(self, app_client: AppClient, *, reason: str) -> bool:
        """DeleteUserPoolClient; False where no clear answer came, but the app client is gone. Raises CognitoError."""
        write = partial(
            self._write,
            "DeleteUserPoolClient",
            action="delete_app_client",
            target=Target(pool_id=self.pool_id, kind=KIND, id=app_client.id, label=app_client.name),
            details={"reason": reason, "before": dict(app_client.state)},
            UserPoolId=self.pool_id,
            ClientId=app_client.id,
        )
        return done_anyway(write, partial(is_gone, self.describe_app_client, app_client.id)) is None

    def _made(self, answer: Answer) -> Target:
        raw = part_of(answer, "UserPoolClient", operation="CreateUserPoolClient")
        return Target(pool_id=self.pool_id, kind=KIND, id=raw["ClientId"], label=raw.get("ClientName", ""))
