"""What a rule is, and which of them a change breaks: a rule that was broken before is not held against it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pools.saving.states import State, value_at


def _never(*states: State) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must not be, or (`forbidden`, now and wanted) become, and the sentence that says so.

    `paths` are the settings to blame, most likely first.
    """

    paths: tuple[str, ...]
    message: str
    broken: Callable[[State], bool] = _never
    forbidden: Callable[[State, State], bool] = _never


def lost(path: str) -> Callable[[State, State], bool]:
    """Whether a setting is there now and would not be."""
    return lambda now, wanted: value_at(now, path) is not None and value_at(wanted, path) is None


def broken(state: State, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that a state breaks."""
    return [rule for rule in rules if rule.broken(state)]


def newly_broken(now: State, wanted: State, rules: Sequence[Rule]) -> list[Rule]:
    """The rules that only the wanted state breaks, and those that the way there breaks."""
    before = broken(now, rules)
    return [
        rule for rule in rules if rule.forbidden(now, wanted) or (rule.broken(wanted) and rule not in before)
    ]
