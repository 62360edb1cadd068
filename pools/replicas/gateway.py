"""The replicas of a pool in other regions: listed, made, activated and deactivated, removed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from console.cognito.errors import NotFound
from console.cognito.gateway import Target
from console.cognito.lists import Pages, first, follow
from console.cognito.looked import read_back
from pools.gateway import PoolGateway

# Pages are few: a pool has a handful of replicas.
MOST_PAGES = 5
ACTIVE, INACTIVE, DELETING = "ACTIVE", "INACTIVE", "DELETING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """A pool in one region: the primary, or a secondary that follows it."""

    region: str
    status: str
    primary: bool
    arn: str

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Replica":
        return cls(
            region=raw.get("RegionName", ""),
            status=raw.get("Status", ""),
            primary=raw.get("Role") == "PRIMARY",
            arn=raw.get("UserPoolArn", ""),
        )


class ReplicasGateway(PoolGateway):
    """Reads and writes replicas. A write is followed by a look at what came of it."""

    def list_replicas(self) -> tuple[Replica, ...]:
        """ListUserPoolReplicas, the primary first. Raises CognitoError."""
        found = follow(self._replicas(), most_pages=MOST_PAGES)
        return tuple(sorted(found.items, key=lambda each: (not each.primary, each.region)))

    def find(self, region: str) -> Replica:
        """The secondary in a region. Raises NotFound."""
        found = self._secondary(region)
        if found is None:
            raise NotFound(operation="ListUserPoolReplicas", connection=self.connection.name)
        return found

    def create(self, region: str, *, tags: Mapping[str, str], reason: str) -> Replica | None:
        """CreateUserPoolReplica; what is there now, None where that cannot be seen. Raises CognitoError."""
        tagging = {"UserPoolTags": dict(tags)} if tags else {}
        details = {"reason": reason, "after": {"RegionName": region, **tagging}}
        return self._change(
            "CreateUserPoolReplica", "create_replica", region, details, lambda now: now is not None, **tagging
        )

    def set_status(self, replica: Replica, status: str, *, reason: str) -> Replica | None:
        """UpdateUserPoolReplica to ACTIVE or INACTIVE; what is there now. Raises CognitoError."""
        details = {"reason": reason, "before": {"Status": replica.status}, "after": {"Status": status}}
        return self._change(
            "UpdateUserPoolReplica",
            "change_replica",
            replica.region,
            details,
            lambda now: now is not None and now.status == status,
            Status=status,
        )

    def remove(self, replica: Replica, *, reason: str) -> Replica | None:
        """DeleteUserPoolReplica; what is left of it, None once it is gone. Raises CognitoError."""
        details = {"reason": reason, "before": {"RegionName": replica.region, "Status": replica.status}}
        return self._change(
            "DeleteUserPoolReplica",
            "remove_replica",
            replica.region,
            details,
            lambda now: now is None or now.status == DELETING,
        )

    def _change(
        self,
        operation: str,
        action: str,
        region: str,
        details: Mapping[str, Any],
        came_true: Callable[[Replica | None], bool],
        **parameters: Any,
    ) -> Replica | None:
        """The write once, then a look. Without a clear answer the look alone decides whether it was done."""
        write = partial(
            self._write,
            operation,
            action=action,
            target=Target(pool_id=self.pool_id, kind="replica", id=region, label=region),
            details=details,
            UserPoolId=self.pool_id,
            RegionName=region,
            **parameters,
        )
        return read_back(write, partial(self._secondary, region), as_asked=came_true).now

    def _secondary(self, region: str) -> Replica | None:
        """None where there is none. Raises CognitoError."""
        found = first(self._replicas(keep=lambda each: each.region == region))
        return None if found is None or found.primary else found

    def _replicas(self, *, keep: Callable[[Replica], bool] | None = None) -> Pages[Replica]:
        return self._pages(
            "ListUserPoolReplicas",
            "UserPoolReplicas",
            Replica.from_response,
            keep=keep,
            UserPoolId=self.pool_id,
        )
