"""A pool's settings: both stores read as one state, and the writes of a save."""

from collections.abc import Mapping
from typing import Any

from console.cognito.side_by_side import need, side_by_side
from pools.saving.calls import Step
from pools.saving.savers import SavingGateway
from pools.saving.states import State
from pools.settings import calls
from pools.settings.state import COMPARISON, in_step, state_of_answers, unknown_settings


class SettingsGateway(SavingGateway):
    """Reads and writes everything that DescribeUserPool and GetUserPoolMfaConfig tell."""

    comparison = COMPARISON
    action = "change_settings"
    kind = "pool"

    @property
    def key(self) -> str:
        return f"{self.connection.slug}:{self.pool_id}"

    def read_state(self) -> State:
        """DescribeUserPool and GetUserPoolMfaConfig, fresh and side by side.

        Where the service or the role lacks the second, the first can be changed alone. Raises CognitoError.
        """
        pool, mfa = side_by_side(
            lambda: self.describe(fresh=True), lambda: self.mfa_configuration(fresh=True)
        )
        return state_of_answers(need(pool).raw, mfa)

    def unknown(self, state: State) -> list[str]:
        return unknown_settings(state)

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        return in_step(now, wanted)

    def steps(self, now: State, wanted: State) -> list[Step]:
        return calls.steps(now, wanted)

    def label(self, parameters: Mapping[str, Any]) -> str:
        return str(parameters.get("PoolName", ""))
