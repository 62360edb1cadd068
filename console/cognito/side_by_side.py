"""Calls at the same time. Each answer is its value or the CognitoError it raised, in the order of the calls."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar, overload

from console.cognito.errors import CognitoError

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
T = TypeVar("T")
Default = TypeVar("Default")

_threads = ThreadPoolExecutor(max_workers=32, thread_name_prefix="cognito")


@overload
def side_by_side(a: Callable[[], A], /) -> tuple[A | CognitoError]: ...
@overload
def side_by_side(a: Callable[[], A], b: Callable[[], B], /) -> tuple[A | CognitoError, B | CognitoError]: ...
@overload
def side_by_side(
    a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], /
) -> tuple[A | CognitoError, B | CognitoError, C | CognitoError]: ...
@overload
def side_by_side(
    a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], d: Callable[[], D], /
) -> tuple[A | CognitoError, B | CognitoError, C | CognitoError, D | CognitoError]: ...
@overload
def side_by_side(
    a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], d: Callable[[], D], e: Callable[[], E], /
) -> tuple[A | CognitoError, B | CognitoError, C | CognitoError, D | CognitoError, E | CognitoError]: ...
@overload
def side_by_side(
    a: Callable[[], A], /, *rest: Callable[[], T]
) -> tuple[A | CognitoError, *tuple[T | CognitoError, ...]]: ...
@overload
def side_by_side(*calls: Callable[[], T]) -> tuple[T | CognitoError, ...]: ...
def side_by_side(*calls: Callable[[], Any]) -> tuple[Any, ...]:
    """Make calls at the same time, each in a thread with a copy of this context."""

    def attempt(call: Callable[[], Any]) -> Any:
        try:
            return call()
        except CognitoError as error:
            return error

    futures = [_threads.submit(copy_context().run, attempt, call) for call in calls]
    return tuple(future.result() for future in futures)


def need(answer: T | CognitoError) -> T:
    """The value of an answer that nothing can go on without. Raises the CognitoError that stands in its place."""
    if isinstance(answer, CognitoError):
        raise answer
    return answer


def value_or(answer: T | CognitoError, default: Default) -> T | Default:
    """The value of an answer, or something else where the call failed."""
    return default if isinstance(answer, CognitoError) else answer


def problem_in(answer: object) -> CognitoError | None:
    """Why a call failed; None where it did not."""
    return answer if isinstance(answer, CognitoError) else None
