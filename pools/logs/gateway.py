"""Where a pool sends its logs."""

from copy import deepcopy
from typing import Any

from console.cognito import model
from pools.gateway import PoolGateway
from pools.logs.sections import DESTINATIONS, LEVELS
from pools.saving.savers import SavingGateway
from pools.saving.states import State, value_at, with_changes


class LogsGateway(PoolGateway):
    """Reads the log delivery of a pool."""

    def read(self) -> State:
        """GetLogDeliveryConfiguration: by source of events, empty where nothing is delivered. Raises CognitoError."""
        answer = self._read("GetLogDeliveryConfiguration", UserPoolId=self.pool_id)
        listed = (answer.get("LogDeliveryConfiguration") or {}).get("LogConfigurations") or ()
        return {
            each["EventSource"]: {
                name: deepcopy(value) for name, value in each.items() if name != "EventSource"
            }
            for each in listed
        }


class LogsSaver(SavingGateway, LogsGateway):
    """The log delivery of a pool: a list that is replaced as a whole."""

    operation = "SetLogDeliveryConfiguration"
    action = "edit_logs"
    kind = "log_delivery"
    store = "the log delivery"

    def read_state(self) -> State:
        return self.read()

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """A source without a destination is not delivered at all, one with it has its own level."""
        together: dict[str, Any] = {}
        for source, level in LEVELS.items():
            if any(value_at(wanted, f"{source}.{each}") for each in DESTINATIONS):
                together[f"{source}.LogLevel"] = level
            else:
                together[source] = None
        return with_changes(wanted, together)

    def parameters(self, now: State, wanted: State) -> dict[str, Any]:
        return {
            "LogConfigurations": [
                {"EventSource": source, **deepcopy(delivery)} for source, delivery in wanted.items()
            ]
        }

    def unknown(self, state: State) -> list[str]:
        """Sources that have come since, and members of the known ones."""
        shape = model.input_shape(self.operation).members["LogConfigurations"].member
        unknown_members = (model.unknown_members(each, shape, source) for source, each in state.items())
        strange = [source for source in state if source not in shape.members["EventSource"].metadata["enum"]]
        return [*strange, *(path for paths in unknown_members for path in paths)]
