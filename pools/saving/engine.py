"""The save itself: a review that reads fresh, the writes one after another, and what came of them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from django.core.cache import caches
from django.utils import timezone

from console.cognito.errors import CognitoError, Conflict, UnknownOutcome
from pools.saving.calls import Step
from pools.saving.proposals import Clash, Proposal
from pools.saving.states import Comparison, Difference, State, value_at

# Seconds between the attempts to read back what Cognito may show a little late.
PAUSES = (0.5, 1.5)
# Seconds after which a save that never ended no longer keeps others waiting.
LONGEST_SAVE = 120


class Saver(Protocol):
    """One kind of thing that is saved safely: how it is read, and which calls write it."""

    comparison: Comparison

    @property
    def key(self) -> str:
        """What sets the thing apart from all others that can be saved."""

    def read_state(self) -> State:
        """Its present state, read fresh. Raises CognitoError."""

    def unknown(self, state: State) -> list[str]:
        """Settings in it that the installed library does not know."""

    def in_step(self, now: State, wanted: dict[str, Any]) -> dict[str, Any]:
        """The wanted state with what Cognito keeps equal to something else kept equal to it."""

    def steps(self, now: State, wanted: State) -> list[Step]:
        """The writes that lead from one state to the other."""

    def send(self, step: Step, changes: Sequence[Difference]) -> None:
        """One write, recorded with what it changes. Raises CognitoError."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """A proposal in view of what is there now; `at` is when that was read, `unknown` what a save would lose."""

    proposal: Proposal
    now: State
    wanted: State
    comparison: Comparison
    unknown: Sequence[str]
    steps: Sequence[Step]
    at: datetime = field(default_factory=timezone.now)

    @cached_property
    def differences(self) -> list[Difference]:
        """What will change."""
        return self.comparison.differences(self.now, self.wanted)

    @cached_property
    def clashes(self) -> list[Clash]:
        return self.proposal.clashes(self.now, self.comparison)

    @cached_property
    def meanwhile(self) -> list[Difference]:
        """What others have changed since the form was shown, and what will be kept."""
        return self.proposal.meanwhile(self.now, self.comparison)

    @property
    def can_be_saved(self) -> bool:
        return bool(self.differences) and not self.clashes and not self.unknown


class Outcome(StrEnum):
    """How a save ended, judged by what can be read afterwards."""

    SAVED = "saved"
    PARTLY = "partly"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Report:
    """What came of a save. `after` is None where it could not be read back."""

    review: Review
    sent: Sequence[Step]
    after: State | None
    problem: CognitoError | None = None
    failed: Step | None = None
    asked: list[Difference] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asked", self.review.differences)

    @property
    def outcome(self) -> Outcome:
        if self.problem is None:
            return Outcome.SAVED if self.after is not None else Outcome.UNKNOWN
        if self.after is None:
            return Outcome.UNKNOWN
        if not self.missing and not self.different:
            return Outcome.SAVED
        if self.landed:
            return Outcome.PARTLY
        return Outcome.UNKNOWN if isinstance(self.problem, UnknownOutcome) else Outcome.REFUSED

    @cached_property
    def landed(self) -> list[Difference]:
        """What was asked for and is so now."""
        return [each for each in self.asked if self._is(each.path, each.after)]

    @cached_property
    def missing(self) -> list[Difference]:
        """What was asked for and still is as it was."""
        left = [each for each in self.asked if each not in self.landed]
        return [each for each in left if self._is(each.path, each.before)]

    @cached_property
    def different(self) -> list[Difference]:
        """What was asked for and reads back as something else again: asked, and found."""
        left = [each for each in self.asked if each not in self.landed and each not in self.missing]
        return [Difference(path=each.path, before=each.after, after=self._found(each.path)) for each in left]

    @cached_property
    def moved(self) -> list[Difference]:
        """What changed although nobody asked for it."""
        if self.after is None:
            return []
        asked = {each.path for each in self.asked}
        every = self.review.comparison.differences(self.review.now, self.after)
        return [each for each in every if each.path not in asked]

    def _is(self, path: str, value: Any) -> bool:
        return self.review.comparison.means_same(path, self._found(path), value)

    def _found(self, path: str) -> Any:
        return value_at(self.after or self.review.now, path)


def review(saver: Saver, proposal: Proposal) -> Review:
    """Read fresh and say what the proposal would do now. Raises CognitoError."""
    now = saver.read_state()
    wanted = saver.in_step(now, proposal.wanted(now))
    steps = saver.steps(now, wanted)
    return Review(
        proposal=proposal,
        now=now,
        wanted=wanted,
        comparison=saver.comparison,
        unknown=[path for path in saver.unknown(now) if any(step.loses(path) for step in steps)],
        steps=steps,
    )


def save(saver: Saver, proposal: Proposal, *, pause: Callable[[float], None] = time.sleep) -> Review | Report:
    """Review once more and, where nothing stands against it, write and read back.

    Returns the review where something does. Raises CognitoError when nothing could be read, and Conflict while
    another operator's save of the same thing is under way.
    """
    lock = f"saving:{saver.key}"
    if not caches["default"].add(lock, "1", LONGEST_SAVE):
        raise Conflict(operation="Save", message="Another save of the same thing is under way in Lifeguard.")
    try:
        reviewed = review(saver, proposal)
        return _carry_out(saver, reviewed, pause) if reviewed.can_be_saved else reviewed
    finally:
        caches["default"].delete(lock)


def _carry_out(saver: Saver, reviewed: Review, pause: Callable[[float], None]) -> Report:
    sent: list[Step] = []
    problem: CognitoError | None = None
    failed: Step | None = None
    for step in reviewed.steps:
        try:
            saver.send(step, [each for each in reviewed.differences if _brings(step, each.path)])
        except CognitoError as error:
            problem, failed = error, step
            break
        sent.append(step)
    if problem and not sent and not isinstance(problem, UnknownOutcome):
        # Refused at once: nothing was done, so there is nothing to read back.
        return Report(review=reviewed, sent=sent, after=reviewed.now, problem=problem, failed=failed)
    after = _read_back(saver, reviewed, complete=problem is None, pause=pause)
    return Report(review=reviewed, sent=sent, after=after, problem=problem, failed=failed)


def _brings(step: Step, path: str) -> bool:
    return any(path == name or path.startswith(f"{name}.") for name in step.brings)


def _read_back(
    saver: Saver, reviewed: Review, *, complete: bool, pause: Callable[[float], None]
) -> State | None:
    """What is there now; a little patience where everything was accepted but is not shown yet."""
    after = _read(saver)
    for seconds in PAUSES if complete else ():
        if after is None or not reviewed.comparison.differences(reviewed.wanted, after):
            break
        pause(seconds)
        after = _read(saver) or after
    return after


def _read(saver: Saver) -> State | None:
    try:
        return saver.read_state()
    except CognitoError:
        return None
