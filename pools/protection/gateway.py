"""What threat protection does: of a pool, or of an app client instead of its pool."""

from copy import deepcopy
from typing import Any

from console.cognito.answers import part_of
from pools.gateway import PoolGateway
from pools.protection.sections import ACTION, EVENTS, FILTER, LEVELS, TAKEOVER
from pools.saving.savers import SavingGateway
from pools.saving.states import Comparison, State, value_at, with_changes

# Whom it belongs to, and what Cognito alone writes.
NOT_SETTINGS = frozenset({"UserPoolId", "ClientId", "LastModifiedDate"})
COMPARISON = Comparison(defaults={FILTER: list(EVENTS)})


class ProtectionGateway(PoolGateway):
    """Reads risk configurations."""

    def read(self, client_id: str = "") -> State:
        """DescribeRiskConfiguration of the pool or of one app client; empty where it has none of its own.

        Raises CognitoError; Refused while threat protection is off.
        """
        whose = {"ClientId": client_id} if client_id else {}
        answer = self._read("DescribeRiskConfiguration", UserPoolId=self.pool_id, **whose)
        raw = part_of(answer, "RiskConfiguration", operation="DescribeRiskConfiguration")
        return {name: deepcopy(value) for name, value in raw.items() if name not in NOT_SETTINGS}


class RiskSaver(SavingGateway, ProtectionGateway):
    """The risk configuration of a pool or of one app client."""

    comparison = COMPARISON
    operation = "SetRiskConfiguration"
    action = "edit_protection"
    kind = "risk_configuration"
    store = "the risk configuration"

    @property
    def ids(self) -> dict[str, str]:
        whose = {} if self.id == self.pool_id else {"ClientId": self.id}
        return {"UserPoolId": self.pool_id, **whose}

    def read_state(self) -> State:
        return self.read(self.ids.get("ClientId", ""))

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """Each reaction is whole or not there: an action with whether people are told, events with an action."""
        together: dict[str, Any] = {}
        for level in LEVELS:
            action, notify = f"{level}.EventAction", f"{level}.Notify"
            if value_at(wanted, action) is None:
                together[level] = None
            elif value_at(wanted, notify) is None:
                together[notify] = False
        if value_at(wanted, ACTION) is None:
            together[FILTER] = None
        return with_changes(wanted, together)

    def parameters(self, now: State, wanted: State) -> dict[str, Any]:
        """With none at all, the pool is back at Cognito's defaults, and an app client at its pool's."""
        sent = super().parameters(now, wanted)
        if TAKEOVER in sent:
            # A part that the model requires even where it says nothing.
            sent[TAKEOVER] = {"Actions": {}, **sent[TAKEOVER]}
        return sent
