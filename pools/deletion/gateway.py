"""Deleting a pool: what hangs on it, its domains, and the pool itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.cognito.errors import NotFound
from console.cognito.gateway import Target
from console.cognito.lists import follow
from pools.domains.gateway import Domain
from pools.settings.gateway import SettingsGateway


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCall:
    """How something of a pool is listed: the operation, where its answer has the items, what names one."""

    operation: str
    items: str
    name: str
    paging: Mapping[str, int]


APP_CLIENTS = ListCall(
    operation="ListUserPoolClients", items="UserPoolClients", name="ClientName", paging={"MaxResults": 60}
)
PROVIDERS = ListCall(
    operation="ListIdentityProviders", items="Providers", name="ProviderName", paging={"MaxResults": 60}
)
RESOURCE_SERVERS = ListCall(
    operation="ListResourceServers", items="ResourceServers", name="Identifier", paging={"MaxResults": 50}
)
GROUPS = ListCall(operation="ListGroups", items="Groups", name="GroupName", paging={"Limit": 60})
REPLICAS = ListCall(operation="ListUserPoolReplicas", items="UserPoolReplicas", name="RegionName", paging={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The first of the things that were listed; there are `more` than these."""

    names: tuple[str, ...]
    more: bool


class DeletionGateway(SettingsGateway):
    """Reads what a deletion takes along, and deletes."""

    def names(self, listing: ListCall) -> Names:
        """The first page of a list that has something on it. Raises CognitoError."""
        paging: dict[str, Any] = dict(listing.paging)
        # The primary of a replicated pool is the pool itself.
        pages = self._pages(
            listing.operation,
            listing.items,
            dict[str, Any],
            keep=lambda each: each.get("Role") != "PRIMARY",
            UserPoolId=self.pool_id,
            **paging,
        )
        found = follow(pages)
        return Names(
            names=tuple(str(each.get(listing.name) or "(no name)") for each in found.items),
            more=not found.complete,
        )

    def remove_domain(self, domain: Domain, *, pool_name: str, reason: str) -> None:
        """DeleteUserPoolDomain. Raises CognitoError."""
        self._write(
            "DeleteUserPoolDomain",
            action="delete_pool",
            target=self._target(pool_name),
            details={"reason": reason, "domain": domain.name},
            UserPoolId=self.pool_id,
            Domain=domain.name,
        )

    def put_domain_back(self, domain: Domain, *, pool_name: str, reason: str) -> None:
        """CreateUserPoolDomain for a prefix domain that was removed. Raises CognitoError."""
        version = {name: value for name, value in domain.state.items() if name == "ManagedLoginVersion"}
        self._write(
            "CreateUserPoolDomain",
            action="delete_pool",
            target=self._target(pool_name),
            details={"reason": reason, "domain": domain.name},
            UserPoolId=self.pool_id,
            Domain=domain.name,
            **version,
        )

    def delete(self, *, pool_name: str, reason: str, details: Mapping[str, Any]) -> None:
        """DeleteUserPool. Raises CognitoError."""
        self._write(
            "DeleteUserPool",
            action="delete_pool",
            target=self._target(pool_name),
            details={"reason": reason, **details},
            UserPoolId=self.pool_id,
        )

    def exists(self) -> bool:
        """Whether the pool can still be read (one DescribeUserPool). Raises CognitoError."""
        try:
            self.describe(fresh=True)
        except NotFound:
            return False
        return True

    def _target(self, pool_name: str) -> Target:
        return Target(pool_id=self.pool_id, kind="pool", id=self.pool_id, label=pool_name)
