"""From a pool as it is towards another state: what can be written, and what cannot come back, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from console.cognito import model
from pools.history.lines import in_utc
from pools.saving.models import Revision
from pools.saving.proposals import Proposal
from pools.saving.settings import MFA, PERMANENT
from pools.saving.states import NOTHING, Difference, State, of_aws, value_at
from pools.saving.words import Worded
from pools.settings.pool_facts import temporary_days
from pools.settings.state import (
    ATTRIBUTES,
    COMPARISON,
    DAYS,
    IN_STEP,
    LEGACY_DAYS,
    SMS_FACTOR,
    TAGS,
    unknown_settings,
    written_by,
)
from pools.settings.words import pool_in_order, setting_of_pool

# What makes a pool this pool, and no other.
IDENTITY = frozenset({"Id", "Arn"})
DOMAINS = "Domains are no settings of the pool: they are set up and removed on their own."
NEVER = {
    "Domain": DOMAINS,
    "CustomDomain": DOMAINS,
    "MfaConfiguration": "The two stores disagreed for a moment. The second one counts, and it is compared too.",
    f"{MFA}.{SMS_FACTOR}": "The second store takes these from the pool’s own SMS settings.",
}
# What cannot be left out, where the wanted state does not have it.
NOT_WITHOUT = {
    "SmsConfiguration": "Once SMS is set up, Cognito does not let its settings be taken away.",
    "UserPoolTier": "That state does not tell which plan it had.",
    MFA: "That state does not tell what the second store kept.",
}
UNKNOWN = "This version of Lifeguard does not know how to write it."
NO_TEXT = "Cognito cannot take a text away again. It stays until another one is written."
OLDER_DAYS = "The newer setting has been used since, and the older one never counts again."
AWS_TAGS = "Tags that begin with “aws:” are set by AWS alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A difference that no change can undo, and why."""

    path: str
    before: Any
    after: Any
    reason: str


def changes_towards(now: State, wanted: State) -> tuple[dict[str, Any], list[Left]]:
    """Changes by path that lead from one state of a pool towards another, and what is left, with the reason.

    None takes a value away. Nothing is said of what makes a pool this pool, nor of what differs in name alone,
    such as a default that one of the states spells out.
    """
    changes: dict[str, Any] = {}
    left: list[Left] = []
    unknown = tuple(unknown_settings({MFA: {}, **wanted}))
    for each in COMPARISON.apart(COMPARISON.differences(now, wanted)):
        if each.path in IDENTITY:
            continue
        if reason := UNKNOWN if _within(each.path, unknown) else _reason(each, now, wanted):
            left.append(Left(path=each.path, before=each.before, after=each.after, reason=reason))
        if not reason or each.path == TAGS:
            changes |= _change(each, now, wanted)
    return {path: value for path, value in changes.items() if not _follows(path, changes, now)}, left


@dataclass(frozen=True, kw_only=True)
class Restoring:
    """The way from a pool as it is now back to a state that was kept."""

    now: State
    revision: Revision

    @cached_property
    def _found(self) -> tuple[dict[str, Any], list[Left]]:
        return changes_towards(self.now, self.revision.state)

    @property
    def choices(self) -> list[Worded]:
        """What can come back."""
        changes, _ = self._found
        differences = [
            Difference(path=path, before=value_at(self.now, path), after=changes[path]) for path in changes
        ]
        return pool_in_order(differences)

    @property
    def left(self) -> list[tuple[Worded, str]]:
        """What cannot come back, each with the reason."""
        _, left = self._found
        reasons = {each.path: each.reason for each in left}
        differences = [Difference(path=each.path, before=each.before, after=each.after) for each in left]
        return [(worded, reasons[worded.path]) for worded in pool_in_order(differences)]

    @property
    def proposal(self) -> Proposal:
        """To bring back all that can come back."""
        changes, _ = self._found
        origin = f"Restore of the state of {in_utc(self.revision.at)}"
        return Proposal(baseline=self.now, changes=changes, origin=origin)


def _change(each: Difference, now: State, wanted: State) -> dict[str, Any]:
    """The change that brings a difference about; none where it differs in name alone."""
    value = each.after
    if each.path == TAGS:
        value = _own(each.after) | _of_aws(each.before)
    elif each.path == DAYS and not value:
        value = temporary_days(wanted)
    elif each.path not in COMPARISON.empties:
        value = _meant(each.path, value)
    same = COMPARISON.means_same(each.path, _meant(each.path, each.before), value)
    return {} if same else {each.path: None if _is_nothing(each.path, value) else value}


def _reason(each: Difference, now: State, wanted: State) -> str:
    """Why a difference cannot be written; empty where it can."""
    path = each.path
    for name, reason in NEVER.items():
        if _within(path, (name,)):
            return reason
    for name, reason in NOT_WITHOUT.items():
        if _within(path, (name,)) and value_at(wanted, name) in NOTHING:
            return reason
    if path.startswith(f"{ATTRIBUTES}."):
        return _about_attribute(each)
    if path == LEGACY_DAYS and value_at(now, DAYS):
        return OLDER_DAYS
    if path == TAGS:
        return "" if _of_aws(each.before) == _of_aws(each.after) else AWS_TAGS
    if written_by(path) is None:
        return PERMANENT if setting_of_pool(path)[0].permanent else UNKNOWN
    return NO_TEXT if each.after in NOTHING and _is_lasting_text(path) else ""


def _about_attribute(each: Difference) -> str:
    if each.after is None:
        return "An attribute can never be removed from a pool."
    if each.before is None:
        return "Attributes are added under “Schema”, since they can never be removed again."
    return "An attribute can never be changed."


def _is_lasting_text(path: str) -> bool:
    """Whether it is a text that UpdateUserPool takes only with something in it."""
    operation, written = written_by(path) or ("", "")
    if operation != "UpdateUserPool" or setting_of_pool(path)[0].kind != "text":
        return False
    return bool(model.constraint(operation, written).minimum)


def _meant(path: str, value: Any) -> Any:
    """The value, or what Cognito does without one."""
    if value not in NOTHING or path in COMPARISON.empties:
        return value
    return COMPARISON.defaults.get(path, setting_of_pool(path)[0].default)


def _is_nothing(path: str, value: Any) -> bool:
    return value is None or (value in NOTHING and path not in COMPARISON.empties)


def _follows(path: str, changes: Mapping[str, Any], now: State) -> bool:
    """Whether a save changes this one by itself, since it is an older name of another that is changed."""
    newer = IN_STEP.get(path, "")
    return newer in changes and changes[newer] == changes[path] and value_at(now, path) is not None


def _within(path: str, names: tuple[str, ...]) -> bool:
    return any(path == name or path.startswith(f"{name}.") for name in names)


def _own(tags: Mapping[str, str] | None) -> dict[str, str]:
    return {key: value for key, value in (tags or {}).items() if not of_aws(key)}


def _of_aws(tags: Mapping[str, str] | None) -> dict[str, str]:
    return {key: value for key, value in (tags or {}).items() if of_aws(key)}
