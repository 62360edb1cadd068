"""The request rates of the account in a region."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.cognito.answers import part_of
from console.cognito.gateway import Target
from console.cognito.looked import read_back
from pools.gateway import PoolGateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Requests per second of a category: what is provisioned, and what of it costs nothing."""

    provisioned: int
    free: int


class QuotasGateway(PoolGateway):
    """Reads and writes provisioned limits. Cognito takes one such call a second."""

    def read(self, category: str) -> Limit:
        """GetProvisionedLimit. Raises CognitoError, Refused for a category that has none."""
        answer = self._read("GetProvisionedLimit", LimitDefinition=_definition(category))
        limit = part_of(answer, "Limit", operation="GetProvisionedLimit")
        return Limit(provisioned=limit["ProvisionedLimitValue"], free=limit["FreeLimitValue"])

    def change(self, category: str, before: Limit, wanted: int, *, reason: str) -> Limit | None:
        """UpdateProvisionedLimit, then a look; None where that could not be read.

        Raises CognitoError; UnknownOutcome when no clear answer came and it does not read as wanted either.
        """
        write = partial(
            self._write,
            "UpdateProvisionedLimit",
            action="change_quota",
            target=Target(pool_id=self.pool_id, kind="quota", id=category, label=category),
            details={"reason": reason, "before": before.provisioned, "after": wanted},
            LimitDefinition=_definition(category),
            RequestedLimitValue=wanted,
        )
        return read_back(
            write, partial(self.read, category), as_asked=lambda now: now.provisioned == wanted
        ).now


def _definition(category: str) -> Mapping[str, Any]:
    return {"LimitClass": "API_CATEGORY", "Attributes": {"Category": category}}
