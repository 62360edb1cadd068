"""The groups of a pool: what one is, reading all of them, and making one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from console.cognito.answers import moment
from console.cognito.gateway import Answer, Gateway, Target
from console.cognito.lists import Pages, Stretch, follow

PAGE_SIZE = 60
# A pool may have 10,000 groups. So many pages are read before the list counts as too long to be read as a whole.
MOST_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; the lowest precedence number wins when several of a user's groups name a role.

    `provider` is whose people Cognito keeps in it by itself: such a group is called after the pool and the
    provider. It is empty for all other groups.
    """

    name: str
    description: str = ""
    precedence: int | None = None
    role_arn: str = ""
    provider: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Group":
        name = raw["GroupName"]
        return cls(
            name=name,
            description=raw.get("Description") or "",
            precedence=raw.get("Precedence"),
            role_arn=raw.get("RoleArn") or "",
            provider=_provider(name, raw.get("UserPoolId", "")),
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    @property
    def level(self) -> tuple[bool, int]:
        """Less is stronger: no precedence counts as the last. Groups of one level do not outdo each other."""
        return self.precedence is None, self.precedence or 0

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Sorts groups as Cognito chooses between them."""
        return *self.level, self.name

    @property
    def settings(self) -> dict[str, Any]:
        """What can be set, by our names: for forms, comparisons and the audit trail."""
        return {
            "description": self.description,
            "precedence": self.precedence,
            "role_arn": self.role_arn,
        }

    @property
    def parameters(self) -> dict[str, Any]:
        """Its members as ListGroups tells them and CreateGroup takes them; without those that are not set."""
        settings = {
            "GroupName": self.name,
            "Description": self.description or None,
            "Precedence": self.precedence,
            "RoleArn": self.role_arn or None,
        }
        return {name: value for name, value in settings.items() if value is not None}

    @property
    def written(self) -> dict[str, Any]:
        """What is sent: an empty description too. An empty role and an empty precedence cannot be."""
        return {**self.parameters, "Description": self.description}

    def target(self, pool_id: str) -> Target:
        """The group as the audit trail names it."""
        return Target(pool_id=pool_id, kind="group", id=self.name, label=self.name)


class GroupGateway(Gateway):
    """Reads and makes groups."""

    def list_all(self, *, fresh: bool = False) -> Stretch[Group]:
        """ListGroups, by name: 60 groups a call and at most 20 calls, but for those that Cognito makes by itself.

        Raises CognitoError.
        """
        found = follow(self._listed(partial(self._read_lately, fresh=fresh)), most_pages=MOST_PAGES)
        own = (group for group in found.items if not group.provider)
        return replace(found, items=tuple(sorted(own, key=lambda group: group.name)))

    def first_page(self) -> Stretch[Group]:
        """ListGroups: the first 60 in Cognito's order, from the last seconds' cache. Raises CognitoError."""
        return follow(self._listed(self._read_lately))

    def make(
        self, group: Group, *, action: str = "create_group", after: Mapping[str, Any] | None = None
    ) -> None:
        """CreateGroup; `after` is how the audit trail tells it, in Cognito's words unless given.

        Raises CognitoError; UnknownOutcome when it is not known whether it was made.
        """
        self._write(
            "CreateGroup",
            action=action,
            target=group.target(self.pool_id),
            details={"after": group.parameters if after is None else after},
            UserPoolId=self.pool_id,
            **group.written,
        )

    def _listed(self, read: Callable[..., Answer]) -> Pages[Group]:
        return self._pages(
            "ListGroups", "Groups", Group.from_response, read=read, UserPoolId=self.pool_id, Limit=PAGE_SIZE
        )


def _provider(name: str, pool_id: str) -> str:
    automatic = f"{pool_id}_"
    return name.removeprefix(automatic) if pool_id and name.startswith(automatic) else ""
