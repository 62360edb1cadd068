"""What a change can do to people, said before it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from pools.projection import MFA_MODE
from pools.saving.states import State, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A change that deserves a warning: when it applies, what it is called, what it can do."""

    applies: Callable[[State, State], bool]
    title: str
    what: str
    tone: str = "warning"


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=lambda now, wanted: _becomes(now, wanted, MFA_MODE, "ON"),
        title="Everybody will need a second factor",
        what="Who has none is asked to set one up at the next sign-in, and cannot sign in where that is impossible.",
    ),
)


def of(now: State, wanted: State) -> list[Risk]:
    """The warnings that a change deserves."""
    return [risk for risk in RISKS if risk.applies(now, wanted)]


def _becomes(now: State, wanted: State, path: str, value: object) -> bool:
    return bool(found(now, path) != value and found(wanted, path) == value)
