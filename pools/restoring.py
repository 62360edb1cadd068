"""From a state as it is to one that is wanted: what can be changed, and what cannot and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from console.cognito import model
from pools.differences import setting_at
from pools.projection import COMPARISON, written_by
from pools.saving.states import NOTHING, Difference, State, found
from pools.settings import PERMANENT

ROLES = ("SmsConfiguration.SnsCallerArn", "SmsConfiguration.EumsSms.CallerArn")
LEGACY_DAYS = "AdminCreateUserConfig.UnusedAccountValidityDays"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A difference that no change can undo, and why."""

    path: str
    before: Any
    after: Any
    reason: str


def changes_towards(now: State, wanted: State) -> tuple[dict[str, Any], list[Left]]:
    """The changes by path (None takes a value away) that make a pool as wanted, and what has to stay."""
    changes: dict[str, Any] = {}
    left: list[Left] = []
    for each in COMPARISON.differences(now, wanted):
        reason = next((text for applies, text in REASONS if applies(each)), "")
        if reason:
            left.append(Left(path=each.path, before=each.before, after=each.after, reason=reason))
        else:
            changes[each.path] = found(wanted, each.path)
    return changes, left


def _is_lasting_text(path: str) -> bool:
    """Whether it is a text that UpdateUserPool takes only with something in it."""
    operation, written = written_by(path) or ("", "")
    if operation != "UpdateUserPool" or setting_at(path)[0].kind != "text":
        return False
    return bool(model.constraint(operation, written).minimum)


def _taken_away(each: Difference) -> bool:
    return each.after in NOTHING


REASONS: tuple[tuple[Callable[[Difference], bool], str], ...] = (
    (
        lambda each: each.path == "SchemaAttributes",
        "Attributes can be added, but neither changed nor removed.",
    ),
    (lambda each: setting_at(each.path)[0].permanent, PERMANENT),
    (lambda each: written_by(each.path) is None, "Only Cognito itself writes this."),
    (
        lambda each: each.path in ROLES and _taken_away(each),
        "Once SMS messages have a role, Cognito does not let it be taken away again.",
    ),
    (
        lambda each: _is_lasting_text(each.path) and _taken_away(each),
        "Cognito cannot take a text away again.",
    ),
    (
        lambda each: each.path == LEGACY_DAYS,
        "The older setting never counts again once the newer one has been used.",
    ),
)
