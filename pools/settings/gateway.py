"""A pool's settings: both stores read as one state, and the writes of a save."""

from collections.abc import Sequence
from typing import Any

from console.cognito.errors import CognitoError
from console.cognito.gateway import Target, side_by_side
from pools.gateway import PoolGateway
from pools.saving.calls import Step
from pools.saving.states import Difference, State
from pools.settings import projection


class SettingsGateway(PoolGateway):
    """Reads and writes everything that DescribeUserPool and GetUserPoolMfaConfig tell. A `Saver`."""

    comparison = projection.COMPARISON

    @property
    def key(self) -> str:
        return f"{self.connection.slug}:{self.pool_id}"

    def read_state(self) -> State:
        """DescribeUserPool and GetUserPoolMfaConfig, fresh and side by side. Raises CognitoError."""
        answers = side_by_side(lambda: self.describe(fresh=True), lambda: self.mfa_configuration(fresh=True))
        for answer in answers:
            if isinstance(answer, CognitoError):
                raise answer
        pool, mfa = answers
        return projection.state_of(pool.raw, mfa)

    def unknown(self, state: State) -> list[str]:
        return projection.unknown_settings(state)

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        return projection.in_step(now, wanted)

    def steps(self, now: State, wanted: State) -> list[Step]:
        return projection.steps(now, wanted)

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        """UpdateUserPool, SetUserPoolMfaConfig, TagResource or UntagResource. Raises CognitoError."""
        name = step.parameters.get("PoolName", "")
        self._write(
            step.operation,
            action="change_settings",
            target=Target(pool_id=self.pool_id, kind="pool", id=self.pool_id, label=name),
            details={
                "before": {each.path: each.before for each in changes},
                "after": {each.path: each.after for each in changes},
            },
            **step.parameters,
        )
