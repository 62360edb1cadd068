"""The groups of a pool as a part of what it is configured with: read all, and make one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.cognito.gateway import Gateway, Target
from console.cognito.lists import follow

PAGE_SIZE = 60
# A pool may have 10,000 groups. So many pages are read before the list counts as too long to be read as a whole.
MOST_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; the lowest precedence number wins when several of a user's groups name a role."""

    name: str
    description: str = ""
    precedence: int | None = None
    role_arn: str = ""

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Group":
        return cls(
            name=raw["GroupName"],
            description=raw.get("Description") or "",
            precedence=raw.get("Precedence"),
            role_arn=raw.get("RoleArn") or "",
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """Its members as ListGroups tells them and CreateGroup takes them; without those that are not set."""
        given = {
            "GroupName": self.name,
            "Description": self.description or None,
            "Precedence": self.precedence,
            "RoleArn": self.role_arn or None,
        }
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupList:
    """Groups by name; not `complete` where there are more than are read."""

    groups: tuple[Group, ...] = ()
    complete: bool = True


class GroupGateway(Gateway):
    """Reads and makes groups."""

    def list_all(self, *, fresh: bool = False) -> GroupList:
        """ListGroups, 60 groups a call and at most 20 calls, but for those that Cognito makes by itself.

        Those are called after the pool and an identity provider. Raises CognitoError.
        """
        pages = self._pages(
            "ListGroups",
            "Groups",
            Group.from_response,
            read=partial(self._read_lately, fresh=fresh),
            UserPoolId=self.pool_id,
            Limit=PAGE_SIZE,
        )
        found = follow(pages, most_pages=MOST_PAGES)
        return GroupList(groups=self._own(found.items), complete=found.complete)

    def create(self, group: Group) -> None:
        """CreateGroup. Raises CognitoError; UnknownOutcome when it is not known whether it was made."""
        self._write(
            "CreateGroup",
            action="create_group",
            target=Target(pool_id=self.pool_id, kind="group", id=group.name, label=group.name),
            details={"after": group.parameters},
            UserPoolId=self.pool_id,
            **group.parameters,
        )

    def _own(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        own = (group for group in groups if not group.name.startswith(f"{self.pool_id}_"))
        return tuple(sorted(own, key=lambda group: group.name))
