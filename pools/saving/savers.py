"""Saving something that one operation replaces as a whole: what is left out is back at Cognito's default."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from console.cognito import model
from console.cognito.gateway import Target
from pools.gateway import PoolGateway
from pools.saving.calls import Step
from pools.saving.states import Comparison, Difference, State


class WholeSaver(ABC):
    """Reads and writes one such thing, as the safe save wants it; `store` is what it is called in words."""

    comparison: Comparison = Comparison()
    operation: ClassVar[str]
    action: ClassVar[str]
    kind: ClassVar[str]
    store: ClassVar[str]

    def __init__(self, gateway: PoolGateway, target: str) -> None:
        """`target` is the id of what it belongs to: the pool's, or an app client's."""
        self.gateway = gateway
        self.target = target

    @property
    def key(self) -> str:
        return f"{self.gateway.connection.slug}:{self.gateway.pool_id}:{self.kind}:{self.target}"

    @abstractmethod
    def read_state(self) -> State:
        """Its present state, read fresh. Raises CognitoError."""

    def parameters(self, wanted: State) -> Mapping[str, Any]:
        """What the operation takes besides the pool: all of the wanted state."""
        return wanted

    def unknown(self, state: State) -> list[str]:
        """Settings in it that the installed library does not know."""
        return list(model.unknown_members(state, model.input_shape(self.operation)))

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """Nothing of it follows anything else, unless a kind says so."""
        return wanted

    def steps(self, now: State, wanted: State) -> list[Step]:
        """The one write, with everything."""
        if not self.comparison.differences(now, wanted):
            return []
        parameters = {"UserPoolId": self.gateway.pool_id, **self.parameters(wanted)}
        brings = tuple(dict.fromkeys([*now, *wanted]))
        return [Step(operation=self.operation, parameters=parameters, store=self.store, brings=brings)]

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        """The write, recorded with what it changes. Raises CognitoError."""
        self.gateway._write(
            step.operation,
            action=self.action,
            target=Target(pool_id=self.gateway.pool_id, kind=self.kind, id=self.target),
            details={
                "before": {each.path: each.before for each in changes},
                "after": {each.path: each.after for each in changes},
            },
            **step.parameters,
        )
