"""Which settings do not go together: checked before Cognito is asked, each said beside its field.

A rule that was broken before an operator came is not held against them.
"""

from pools.rules import delivery, factors, keys, messages, people, plans, triggers
from pools.rules.base import Rule
from pools.saving.states import State

__all__ = ["RULES", "Rule", "broken", "newly_broken"]

RULES: tuple[Rule, ...] = (
    *people.RULES,
    *factors.RULES,
    *delivery.RULES,
    *messages.RULES,
    *triggers.RULES,
    *keys.RULES,
    *plans.RULES,
)


def broken(state: State) -> list[Rule]:
    """The rules that a state breaks."""
    return [rule for rule in RULES if rule.broken(state)]


def newly_broken(now: State, wanted: State) -> list[Rule]:
    """The rules that only the wanted state breaks, and those that the way there breaks."""
    before = broken(now)
    return [
        rule for rule in RULES if rule.forbidden(now, wanted) or (rule.broken(wanted) and rule not in before)
    ]
