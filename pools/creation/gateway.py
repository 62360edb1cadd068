"""Making a pool, and what follows once it is there."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from console.cognito.answers import part_of
from console.cognito.errors import CognitoError
from console.cognito.gateway import Answer, Target
from console.cognito.lists import follow
from console.cognito.side_by_side import need, side_by_side
from pools.gateway import ListedPool
from pools.saving.calls import Step
from pools.saving.states import State
from pools.settings.gateway import SettingsGateway
from pools.settings.state import state_of

# A pool may have 10,000 groups; so many are read for a copy, 60 a call.
PAGE_SIZE = 60
MOST_PAGES = 6


class CreationGateway(SettingsGateway):
    """Makes pools, and reads what a copy of one needs."""

    def create(self, step: Step, settings: Mapping[str, Any]) -> str:
        """CreateUserPool; `settings` are what the trail keeps. Returns the new pool's id.

        Raises CognitoError; UnknownOutcome or BrokenAnswer when it is not known whether there is a new pool.
        """
        name = step.parameters["PoolName"]
        answer = self._write(
            "CreateUserPool",
            action="create_pool",
            target=Target(kind="pool", label=name),
            details={"after": settings},
            made=lambda answer: _made(answer, name),
            **step.parameters,
        )
        return str(part_of(answer, "UserPool", operation="CreateUserPool")["Id"])

    def finish(self, step: Step, *, pool_name: str) -> None:
        """AddCustomAttributes, SetUserPoolMfaConfig or CreateGroup for the new pool. Raises CognitoError."""
        after = {name: value for name, value in step.parameters.items() if name != "UserPoolId"}
        group = step.parameters.get("GroupName", "")
        self._write(
            step.operation,
            action="create_pool",
            target=Target(
                pool_id=self.pool_id,
                kind="group" if group else "pool",
                id=group or self.pool_id,
                label=group or pool_name,
            ),
            details={"after": after},
            **step.parameters,
        )

    def read_all(self) -> tuple[State, list[dict[str, Any]] | CognitoError]:
        """Both stores of the pool and its groups, side by side; why the groups could not be read, if so.

        Raises CognitoError when the pool itself cannot be read.
        """
        pool, mfa, groups = side_by_side(
            lambda: self.describe(fresh=True), lambda: self.mfa_configuration(fresh=True), self.groups
        )
        return state_of(need(pool).raw, need(mfa)), groups

    def groups(self) -> list[dict[str, Any]]:
        """ListGroups, 60 a call and at most 6 calls. Raises CognitoError."""
        pages = self._pages("ListGroups", "Groups", dict[str, Any], UserPoolId=self.pool_id, Limit=PAGE_SIZE)
        return list(follow(pages, most_pages=MOST_PAGES).items)

    def made_since(self, name: str, since: datetime) -> Sequence[ListedPool]:
        """The pools of that name that are not older, newest first. Raises CognitoError."""
        listed = self.list_all(fresh=True).pools
        made = [each for each in listed if each.name == name and each.created_at and each.created_at >= since]
        return sorted(made, key=lambda each: str(each.created_at), reverse=True)


def _made(answer: Answer, name: str) -> Target:
    pool_id = str((answer.get("UserPool") or {}).get("Id", ""))
    return Target(pool_id=pool_id, kind="pool", id=pool_id, label=name)
