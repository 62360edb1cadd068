"""Which settings do not go together: checked before Cognito is asked, each said beside its field.

A rule that was broken before an operator came is not held against them.
"""

from pools.saving.rules import Rule
from pools.settings.rules import delivery, factors, keys, messages, people, plans, triggers

RULES: tuple[Rule, ...] = (
    *people.RULES,
    *factors.RULES,
    *delivery.RULES,
    *messages.RULES,
    *triggers.RULES,
    *keys.RULES,
    *plans.RULES,
)
