"""What a change can do to people, said before it is made. The table of settings says the same in its forms."""

from pools.saving.risks import Risk
from pools.saving.states import State
from pools.settings.risks import access, delivery, factors, keys, people, triggers

__all__ = ["RISKS", "Risk", "of"]

RISKS: tuple[Risk, ...] = (
    *access.RISKS,
    *people.RISKS,
    *factors.RISKS,
    *delivery.RISKS,
    *triggers.RISKS,
    *keys.RISKS,
)


def of(now: State, wanted: State) -> list[Risk]:
    """The warnings that a change deserves."""
    return [risk.told(now, wanted) for risk in RISKS if risk.applies(now, wanted)]
