"""A write, then a look: what was asked for is believed once it can be seen.

Where Cognito gives no clear answer, the look decides. A write is never repeated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from console.cognito.errors import CognitoError, Explanation, NotFound, UnknownOutcome

P = ParamSpec("P")
Thing = TypeVar("Thing")
Problem = TypeVar("Problem", bound=CognitoError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What an operator reads where neither the answer nor the look says that the write was done."""

    could_not_look: str
    not_as_asked: str
    # Where the look says that there is no such thing; otherwise that counts as not having been able to look.
    not_there: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack(Generic[Thing]):
    """What reads back after a write; None where it could not be read.

    With a `problem` no clear answer came, but it reads as asked.
    """

    now: Thing | None
    problem: UnknownOutcome | None = None


def looked(write: Callable[[], object], seen: Callable[[], bool]) -> bool | None:
    """Write, then look: whether it is seen to be as asked; None where the look failed.

    Raises CognitoError where the write was refused; UnknownOutcome where no clear answer came and it is not
    seen to be as asked.
    """
    return read_back(write, seen, as_asked=bool).now


def read_back(
    write: Callable[[], object],
    read: Callable[[], Thing],
    *,
    as_asked: Callable[[Thing], bool],
    advice: Advice | None = None,
) -> ReadBack[Thing]:
    """Write, then read. Like `looked`, for callers that want what reads back and not only whether it fits.

    Raises CognitoError where the write was refused; UnknownOutcome, with the advice, where no clear answer came
    and what reads back is not as asked.
    """
    problem = _sent(write)
    try:
        now = read()
    except CognitoError as error:
        if problem:
            raise _after_failed_look(problem, error, advice) from error
        return ReadBack(now=None)
    if problem and not as_asked(now):
        raise with_advice(problem, advice.not_as_asked if advice else "")
    return ReadBack(now=now, problem=problem)


def done_anyway(
    write: Callable[[], object], seen: Callable[[], bool], *, advice: Advice | None = None
) -> UnknownOutcome | None:
    """Write, and look only where no clear answer came: that error where it is seen to be done all the same.

    Raises CognitoError where the write was refused; UnknownOutcome, with the advice, where it is not seen.
    """
    problem = _sent(write)
    if problem is None:
        return None
    try:
        done = seen()
    except CognitoError as error:
        raise _after_failed_look(problem, error, advice) from error
    if not done:
        raise with_advice(problem, advice.not_as_asked if advice else "")
    return problem


def is_gone(find: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Whether finding something raises NotFound. Raises CognitoError where it could not be looked for."""
    try:
        find(*args, **kwargs)
    except NotFound:
        return True
    return False


def with_advice(problem: Problem, advice: str) -> Problem:
    """The same error with this advice; an empty one leaves it as it is."""
    if advice:
        problem.explanation = Explanation(kind=type(problem), title=problem.what, advice=advice)
    return problem


def _sent(write: Callable[[], object]) -> UnknownOutcome | None:
    try:
        write()
    except UnknownOutcome as problem:
        return problem
    return None


def _after_failed_look(problem: UnknownOutcome, error: CognitoError, advice: Advice | None) -> UnknownOutcome:
    if advice is None:
        return problem
    not_there = advice.not_there if isinstance(error, NotFound) else ""
    return with_advice(problem, not_there or advice.could_not_look)
