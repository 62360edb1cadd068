"""What a risk is, and how changes are recognised."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from pools.saving.states import NOTHING, State, means_same, value_at

Change = Callable[[State, State], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A change that deserves a warning: when it applies, what it is called, what it can do.

    `commands` are what somebody with other rights may have to run. Both they and `what` may be made from the states
    now and wanted.
    """

    applies: Change
    title: str
    what: str | Callable[[State, State], str]
    tone: str = "warning"
    commands: Sequence[str] | Callable[[State, State], Sequence[str]] = ()

    def worded(self, now: State, wanted: State) -> Self:
        """The same in words, for a change to which it applies."""
        what = self.what(now, wanted) if callable(self.what) else self.what
        commands = self.commands(now, wanted) if callable(self.commands) else self.commands
        return replace(self, what=what, commands=commands)


def applying(risks: Iterable[Risk], now: State, wanted: State) -> list[Risk]:
    """The warnings that a change deserves."""
    return [risk.worded(now, wanted) for risk in risks if risk.applies(now, wanted)]


def changes(*paths: str) -> Change:
    """Whether any of these settings changes."""
    return lambda now, wanted: any(
        not means_same(value_at(now, path), value_at(wanted, path)) for path in paths
    )


def begins(*paths: str) -> Change:
    """Whether any of these settings is set that was not."""
    return lambda now, wanted: any(_empty(now, path) and not _empty(wanted, path) for path in paths)


def ends(*paths: str) -> Change:
    """Whether any of these settings is taken away."""
    return lambda now, wanted: any(not _empty(now, path) and _empty(wanted, path) for path in paths)


def replaced(*paths: str) -> Change:
    """Whether any of these settings gets another value than it had, or loses it."""
    changed = changes(*paths)
    return lambda now, wanted: changed(now, wanted) and any(not _empty(now, path) for path in paths)


def becomes(path: str, value: Any, *, default: Any = None) -> Change:
    """Whether a setting gets this value; `default` is what holds where nothing is set."""

    def does(now: State, wanted: State) -> bool:
        before, after = (value_at(state, path) for state in (now, wanted))
        return bool((default if after is None else after) == value) and bool(
            (default if before is None else before) != value
        )

    return does


def removed(path: str, state: State, other: State) -> set[str]:
    """What a list holds in one state and no more in the other."""
    return set(value_at(state, path) or ()) - set(value_at(other, path) or ())


def _empty(state: State, path: str) -> bool:
    return value_at(state, path) in NOTHING
