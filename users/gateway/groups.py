"""Groups of a pool, and who is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.cognito.gateway import Gateway
from pools.gateway.pools import moment

# A user is in at most 100 groups, which come 60 at a time.
PAGE_SIZE = 60
PAGES_OF_ONE_USER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; the lowest precedence number wins when several of a user's groups name a role."""

    name: str
    description: str = ""
    precedence: int | None = None
    role_arn: str = ""
    created_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Group":
        return cls(
            name=raw["GroupName"],
            description=raw.get("Description") or "",
            precedence=raw.get("Precedence"),
            role_arn=raw.get("RoleArn") or "",
            created_at=moment(raw.get("CreationDate")),
        )

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Sorts groups as Cognito chooses between them: no precedence counts as the last."""
        return self.precedence is None, self.precedence or 0, self.name


class GroupGateway(Gateway):
    """Reads groups."""

    def of_user(self, sub: str) -> tuple[Group, ...]:
        """AdminListGroupsForUser, by precedence: one call, or two for over 60 groups. Raises UserNotFound."""
        found: list[Group] = []
        token: dict[str, str] = {}
        for _ in range(PAGES_OF_ONE_USER):
            answer = self._read(
                "AdminListGroupsForUser", UserPoolId=self.pool_id, Username=sub, Limit=PAGE_SIZE, **token
            )
            found += map(Group.from_response, answer["Groups"])
            if not answer.get("NextToken"):
                break
            token = {"NextToken": answer["NextToken"]}
        return tuple(sorted(found, key=lambda group: group.rank))
