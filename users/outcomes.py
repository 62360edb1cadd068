"""Trying one person after the other, until what went wrong would go wrong with the next one too."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from console.cognito.errors import (
    AccessDenied,
    CognitoError,
    CredentialsProblem,
    NotFound,
    Throttled,
    UnknownOutcome,
    Unreachable,
    UserNotFound,
)
from console.cognito.pace import Pace

SHARED = AccessDenied | CredentialsProblem | NotFound | Throttled | UnknownOutcome | Unreachable
# A request must end: whoever is left over is reported as not tried.
SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of one person; `problem` says why, of those who were not tried what stopped it."""

    problem: CognitoError | None = None


A = TypeVar("A", bound=Attempt)


def one_by_one(wanted: Iterable[A], attempt: Callable[[A], A], *, per_second: float) -> list[A]:
    """Try each, for at most 20 seconds; those who had no turn stay as they are, with what stopped it."""
    deadline, pace = time.monotonic() + SECONDS, Pace(per_second)
    results: list[A] = []
    stopped: CognitoError | None = None
    for each in wanted:
        if stopped or time.monotonic() >= deadline:
            results.append(replace(each, problem=stopped))
            continue
        pace.wait()
        results.append(attempt(each))
        problem = results[-1].problem
        stopped = problem if problem and concerns_everybody(problem) else None
    return results


def concerns_everybody(error: CognitoError) -> bool:
    """Whether the next person would meet the same problem."""
    daily_limit = error.code == "LimitExceededException" and "daily" in error.message.lower()
    return daily_limit or (isinstance(error, SHARED) and not isinstance(error, UserNotFound))
