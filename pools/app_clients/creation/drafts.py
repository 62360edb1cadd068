"""A new app client between its form and the call that makes it: signed, for one operator, and sent once."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.core.cache import caches

from console.access.reach import PoolAccess
from pools.saving.calls import Step

# Seconds in which a draft can be made into an app client.
LIFE = 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class AppClientDraft:
    """The members of a CreateUserPoolClient, without the pool's id. They hold no secret."""

    parameters: Mapping[str, Any]
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    @property
    def name(self) -> str:
        return str(self.parameters["ClientName"])

    def step(self, pool: PoolAccess) -> Step:
        """The call that makes it."""
        return Step(
            operation="CreateUserPoolClient",
            parameters={"UserPoolId": pool.id, **self.parameters},
            store="the app client",
            brings=(),
        )

    def token(self, pool: PoolAccess) -> str:
        """Signed text that brings it through the review."""
        content = {"parameters": dict(self.parameters), "nonce": self.nonce}
        return signing.dumps(content, salt=_about(pool), compress=True)

    @classmethod
    def from_token(cls, token: str, pool: PoolAccess) -> "AppClientDraft | None":
        """None for what was not made here lately, for this pool and operator."""
        try:
            return cls(**signing.loads(token, salt=_about(pool), max_age=LIFE))
        except signing.BadSignature:
            return None

    def is_sent_first(self) -> bool:
        """Whether nobody has sent it yet; from now on somebody has."""
        return caches["default"].add(f"app-client-draft:{self.nonce}", "1", LIFE)


def _about(pool: PoolAccess) -> str:
    return f"app-client:{pool.connection.slug}:{pool.id}:{pool.operator.pk}"
