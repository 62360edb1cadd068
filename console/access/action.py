"""What an action is: who may do it, what it may call, how much damage it can do."""

from dataclasses import dataclass
from enum import Enum

from console.access.roles import Role
from console.cognito.operations import BILLED


class Reach(Enum):
    """What a grant has to cover before an action is allowed."""

    POOL = "the pool in question"
    ANYWHERE = "at least one pool"
    CONNECTION = "all pools of a connection"
    EVERYWHERE = "all pools of all connections"


class Danger(Enum):
    """How much damage an action can do, and so how much friction it gets."""

    NONE = "none"
    REVERSIBLE = "can be undone"
    HARD = "hard to undo"
    FINAL = "cannot be undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing an operator can do; `role` is the lowest that may, `operations` all that it may call."""

    name: str
    label: str
    role: Role
    operations: tuple[str, ...] = ()
    reach: Reach = Reach.POOL
    danger: Danger = Danger.NONE

    @property
    def bills(self) -> bool:
        """Whether AWS may bill the user whom it is done to as active this month."""
        return not BILLED.isdisjoint(self.operations)
