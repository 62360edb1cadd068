"""How the safe save reads and writes one thing: what all do stands here, and each says what it does otherwise."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, ClassVar

from console.cognito import model
from console.cognito.gateway import Access, Target
from pools.gateway import PoolGateway
from pools.saving.calls import Step
from pools.saving.states import NOTHING, Comparison, Difference, State


class SavingGateway(PoolGateway, ABC):
    """A gateway to one thing: `operation` writes it, as a whole unless its class says otherwise.

    What is left out is back at Cognito's default. `kind` and `action` are the audit trail's, `store` is what it is
    called in words.
    """

    comparison: Comparison = Comparison()
    operation: ClassVar[str]
    kind: ClassVar[str]
    store: ClassVar[str]
    action: str

    def __init__(self, access: Access, id: str = "") -> None:
        """`id` sets it apart from all others of its kind; without one it belongs to the pool itself."""
        super().__init__(access)
        self.id = id or self.pool_id

    @property
    def key(self) -> str:
        """What sets it apart from all else that can be saved."""
        return f"{self.connection.slug}:{self.pool_id}:{self.kind}:{self.id}"

    @property
    def ids(self) -> dict[str, str]:
        """The parameters that tell Cognito what is meant."""
        return {"UserPoolId": self.pool_id}

    @abstractmethod
    def read_state(self) -> State:
        """Its present state, read fresh. Raises CognitoError."""

    def unknown(self, state: State) -> list[str]:
        """Settings in it that the installed library does not know."""
        return list(model.unknown_members(state, model.input_shape(self.operation)))

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """The wanted state with what Cognito keeps equal to something else kept equal to it."""
        return wanted

    def parameters(self, now: State, wanted: State) -> dict[str, Any]:
        """What the operation takes besides the ids: all that it knows of the wanted state and that is set."""
        members = model.input_shape(self.operation).members
        return {
            name: deepcopy(value)
            for name, value in wanted.items()
            if name in members and value not in NOTHING
        }

    def steps(self, now: State, wanted: State) -> list[Step]:
        """The writes that lead from one state to the other: one, with everything."""
        if not self.comparison.differences(now, wanted):
            return []
        return [self.step(self.parameters(now, wanted), brings=tuple(dict.fromkeys([*now, *wanted])))]

    def step(self, parameters: Mapping[str, Any], *, brings: tuple[str, ...]) -> Step:
        """One write of these parameters."""
        return Step(
            operation=self.operation,
            parameters={**self.ids, **parameters},
            store=self.store,
            brings=brings,
        )

    def label(self, parameters: Mapping[str, Any]) -> str:
        """What the audit trail calls it."""
        return ""

    def filled(self, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is sent instead of the parameters that are shown: secrets and images in their places.

        Raises CognitoError where one is not at hand.
        """
        return parameters

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        """One write, recorded with what it changes. Raises CognitoError."""
        self._write(
            step.operation,
            action=self.action,
            target=Target(
                pool_id=self.pool_id, kind=self.kind, id=self.id, label=self.label(step.parameters)
            ),
            details={
                "before": {each.path: each.before for each in changes},
                "after": {each.path: each.after for each in changes},
            },
            **self.filled(step.parameters),
        )
