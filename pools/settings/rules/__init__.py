"""Which settings do not go together: checked before Cognito is asked, each said beside its field.

A rule that was broken before an operator came is not held against them.
"""

from collections.abc import Sequence

from pools.saving.rules import Rule
from pools.saving.states import State
from pools.settings.rules import delivery, factors, keys, messages, people, plans, triggers

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


def broken(state: State, rules: Sequence[Rule] = RULES) -> list[Rule]:
    """The rules that a state breaks."""
    return [rule for rule in rules if rule.broken(state)]


def newly_broken(now: State, wanted: State, rules: Sequence[Rule] = RULES) -> list[Rule]:
    """The rules that only the wanted state breaks, and those that the way there breaks."""
    before = broken(now, rules)
    return [
        rule for rule in rules if rule.forbidden(now, wanted) or (rule.broken(wanted) and rule not in before)
    ]
