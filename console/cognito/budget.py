"""How many Cognito calls one page may cost: the pool's quota is production's quota."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_calls: ContextVar[list[str] | None] = ContextVar("cognito_calls", default=None)


def note(operation: str) -> None:
    """Count a call that is about to be sent."""
    if (calls := _calls.get()) is not None:
        calls.append(operation)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The names of the operations called inside, in the order in which they were sent.

    Calls made side by side in other threads count too: they run in a copy of the context, which shares the list.
    """
    calls: list[str] = []
    token = _calls.set(calls)
    try:
        yield calls
    finally:
        _calls.reset(token)
