"""The secrets of an app client: two at most, so that one can be exchanged while the other is in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from console.cognito.answers import moment, part_of
from console.cognito.errors import CognitoError, UnknownOutcome
from console.cognito.gateway import Target
from console.cognito.lists import follow
from console.cognito.looked import done_anyway
from pools.app_clients.creation.gateway import KIND
from pools.app_clients.gateway import AppClient, AppClientsGateway

MOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What Cognito tells of a secret; its value is told when it is made, and never again."""

    id: str
    created_at: datetime | None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Secret":
        """Drops the value, should it be told."""
        return cls(id=raw["ClientSecretId"], created_at=moment(raw.get("ClientSecretCreateDate")))

    def age(self, now: datetime) -> int | None:
        """In whole days; None where nobody knows when it was made."""
        return (now - self.created_at).days if self.created_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSecret:
    """A new secret. `value` is for one answer, never to be kept; empty where nobody was told it.

    Without a clear `answer` it was found by reading again.
    """

    secret: Secret
    value: str = field(default="", repr=False)
    answered: bool = True


class AppClientSecretsGateway(AppClientsGateway):
    """Lists, adds and deletes the secrets of app clients."""

    def secrets(self, client_id: str) -> tuple[Secret, ...]:
        """ListUserPoolClientSecrets, the oldest first. Raises CognitoError."""
        pages = self._pages(
            "ListUserPoolClientSecrets",
            "ClientSecrets",
            Secret.from_response,
            UserPoolId=self.pool_id,
            ClientId=client_id,
        )
        return in_order(follow(pages, most_pages=MOST).items)

    def add(
        self, app_client: AppClient, earlier: Sequence[Secret], *, reason: str, own: str = ""
    ) -> AddedSecret:
        """AddUserPoolClientSecret; Cognito makes the value unless there is an `own` one. Raises CognitoError.

        Where no clear answer came, the list is read again, and what is not among the `earlier` ones is the new one.
        """
        value: dict[str, Any] = {"ClientSecret": own} if own else {}
        try:
            answer = self._write(
                "AddUserPoolClientSecret",
                action="add_secret",
                target=self._target(app_client),
                details={"reason": reason, "value": "chosen by the operator" if own else "made by Cognito"},
                UserPoolId=self.pool_id,
                ClientId=app_client.id,
                **value,
            )
        except UnknownOutcome:
            listed = self._secrets_now(app_client.id) or ()
            if new := [each for each in listed if each not in earlier]:
                return AddedSecret(secret=new[-1], answered=False)
            raise
        raw = part_of(answer, "ClientSecretDescriptor", operation="AddUserPoolClientSecret")
        return AddedSecret(
            secret=Secret.from_response(raw), value="" if own else raw.get("ClientSecretValue", "")
        )

    def delete_secret(self, app_client: AppClient, secret: Secret, *, reason: str) -> bool:
        """DeleteUserPoolClientSecret; False where no clear answer came, but it is gone. Raises CognitoError."""
        write = partial(
            self._write,
            "DeleteUserPoolClientSecret",
            action="delete_secret",
            target=self._target(app_client),
            details={"reason": reason, "before": _in_audit(secret)},
            UserPoolId=self.pool_id,
            ClientId=app_client.id,
            ClientSecretId=secret.id,
        )
        return done_anyway(write, lambda: secret not in self.secrets(app_client.id)) is None

    def _secrets_now(self, client_id: str) -> tuple[Secret, ...] | None:
        """None where they cannot be read."""
        try:
            return self.secrets(client_id)
        except CognitoError:
            return None

    def _target(self, app_client: AppClient) -> Target:
        return Target(pool_id=self.pool_id, kind=KIND, id=app_client.id, label=app_client.name)


def in_order(secrets: Any) -> tuple[Secret, ...]:
    """The oldest first; one without a date counts as older than any other."""
    return tuple(sorted(secrets, key=lambda each: each.created_at.timestamp() if each.created_at else 0))


def _in_audit(secret: Secret) -> dict[str, str]:
    created = {"ClientSecretCreateDate": secret.created_at.isoformat()} if secret.created_at else {}
    return {"ClientSecretId": secret.id, **created}
