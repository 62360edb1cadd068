"""The page of an app client's secrets: how many there are, how old, and which step of exchanging one comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.problems import Problem
from console.ui.words import days
from pools.app_clients.gateway import AppClient
from pools.app_clients.secrets.gateway import MOST, AppClientSecretsGateway, Secret
from pools.gateway import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretRow:
    """A secret among the others: whether it is `older` or `newer`, where there are two."""

    secret: Secret
    place: str
    now: datetime

    @property
    def age(self) -> str:
        """ "412 days"; empty where nobody knows."""
        age = self.secret.age(self.now)
        return "" if age is None else "Made today" if age == 0 else f"{days(age)} old"

    @property
    def is_newer(self) -> bool:
        return self.place == "newer"


@dataclass(frozen=True, kw_only=True)
class SecretsPage:
    """An app client with its secrets, as far as the service tells them. `pool_name` is empty where it is not known."""

    app_client: AppClient
    pool_name: str
    answer: Sequence[Secret] | CognitoError

    @property
    def secrets(self) -> Sequence[Secret]:
        """Empty where they cannot be read."""
        return value_or(self.answer, ())

    @property
    def problem(self) -> Problem | None:
        """Why they cannot be read, if they cannot."""
        return Problem.in_answer(self.answer)

    @cached_property
    def rows(self) -> list[SecretRow]:
        """The oldest first."""
        now, several = timezone.now(), len(self.secrets) > 1
        places = {0: "older", len(self.secrets) - 1: "newer"} if several else {}
        return [
            SecretRow(secret=each, place=places.get(number, ""), now=now)
            for number, each in enumerate(self.secrets)
        ]

    @property
    def can_add(self) -> bool:
        return self._is_ours and self.problem is None and len(self.secrets) < MOST

    @property
    def is_exchanging(self) -> bool:
        """Whether there are two, so that one of them is to go."""
        return self._is_ours and len(self.secrets) >= MOST

    @property
    def _is_ours(self) -> bool:
        """Whether somebody exchanges it by hand: what AWS Secrets Manager keeps, Cognito exchanges."""
        return self.app_client.has_secret and not self.app_client.secret_arn

    def row(self, secret_id: str) -> SecretRow | None:
        return next((each for each in self.rows if each.secret.id == secret_id), None)


def read_secrets(pool: PoolAccess, client_id: str) -> SecretsPage:
    """DescribeUserPoolClient and ListUserPoolClientSecrets, and DescribeUserPool unless read lately.

    Raises CognitoError where the app client itself cannot be read.
    """
    gateway = pool.gateway(AppClientSecretsGateway)
    app_client, secrets, described = side_by_side(
        lambda: gateway.describe_app_client(client_id), lambda: gateway.secrets(client_id), gateway.describe
    )
    name = described.name if isinstance(described, Pool) else ""
    return SecretsPage(app_client=need(app_client), pool_name=name, answer=secrets)
