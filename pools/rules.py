"""Which settings do not go together: checked before Cognito is asked, each said beside its field.

A rule that was broken before an operator came is not held against them.
"""

from pools.messages.rules import MESSAGE_RULES
from pools.saving.rules import Rule
from pools.saving.states import State, found

RULES: tuple[Rule, ...] = (
    Rule(
        paths=(
            "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate",
            "AutoVerifiedAttributes",
        ),
        broken=lambda state: (
            not _listed(
                state, "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
            ).issubset(_listed(state, "AutoVerifiedAttributes"))
        ),
        message="Only what Cognito verifies can be asked to be verified before it changes.",
    ),
    *MESSAGE_RULES,
)


def broken(state: State) -> list[Rule]:
    """The rules that a state breaks."""
    return [rule for rule in RULES if rule.broken(state)]


def newly_broken(now: State, wanted: State) -> list[Rule]:
    """The rules that only the wanted state breaks."""
    before = broken(now)
    return [rule for rule in broken(wanted) if rule not in before]


def _listed(state: State, path: str) -> set[str]:
    return set(found(state, path) or ())
