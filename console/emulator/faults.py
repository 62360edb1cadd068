"""Make the embedded service misbehave on purpose, and write down what was asked of it.

faults.fail_next("ListUsers", error="TooManyRequestsException", message="Rate exceeded")
faults.fail_next("AdminCreateUser", count=2, delay_seconds=5.0)
faults.fail_next(body=b'{"Users": [{"Usern')                       # a truncated 200
faults.fail_next("AdminEnableUser", drop=True, applied=True)       # done, but nobody hears of it

with faults.recording() as calls:
    ...
assert [call.operation for call in calls] == ["ListUsers"]
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class Fault:
    """What happens to the next `count` calls of `operation` (`*` is any). Delays are in seconds."""

    operation: str = "*"
    count: int = 1
    error: str | None = None
    message: str = ""
    status: int = 400
    delay_seconds: float = 0.0
    body: bytes | None = None
    drop: bool = False
    applied: bool = False

    @property
    def answers(self) -> bool:
        """Whether the fault replaces the answer; a mere delay does not."""
        return self.drop or self.error is not None or self.body is not None


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """One call as it arrived: its operation and its parameters, retries included."""

    operation: str
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the parameters that were sent, sorted."""
        return tuple(sorted(self.parameters))


_lock = threading.Lock()
_faults: list[Fault] = []
_recorders: list[list[RecordedCall]] = []
_latency_seconds = 0.0


def fail_next(
    operation: str = "*",
    *,
    count: int = 1,
    error: str | None = None,
    message: str = "",
    status: int = 400,
    delay_seconds: float = 0.0,
    body: bytes | str | None = None,
    drop: bool = False,
    applied: bool = False,
) -> None:
    """Arrange that the next `count` calls of `operation` go wrong.

    `error` answers with that code, `message` and HTTP `status`; `body` answers with exactly these bytes
    (status 200 unless told otherwise); `drop` closes the connection without an answer; `delay_seconds` alone
    only delays. `applied` carries the call out first, so that its outcome is unknown to the caller. Faults
    are used up in the order in which they were arranged. An SDK that retries uses up one per attempt.
    """
    raw = body.encode() if isinstance(body, str) else body
    if raw is not None and status == 400 and error is None:
        status = 200
    fault = Fault(
        operation=operation,
        count=count,
        error=error,
        message=message,
        status=status,
        delay_seconds=delay_seconds,
        body=raw,
        drop=drop,
        applied=applied,
    )
    with _lock:
        _faults.append(fault)


def latency(seconds: float) -> None:
    """Delay every answer by so many seconds, until told otherwise."""
    global _latency_seconds
    with _lock:
        _latency_seconds = seconds


def pending() -> list[Fault]:
    """The faults that have not been used up."""
    with _lock:
        return list(_faults)


def clear() -> None:
    """No more faults, no more latency."""
    latency(0.0)
    with _lock:
        _faults.clear()


@contextmanager
def recording() -> Iterator[list[RecordedCall]]:
    """Every call that arrives meanwhile, in order of arrival."""
    calls: list[RecordedCall] = []
    with _lock:
        _recorders.append(calls)
    try:
        yield calls
    finally:
        with _lock:
            # By identity: two recordings that saw the same calls are equal lists.
            _recorders[:] = [kept for kept in _recorders if kept is not calls]


def record(operation: str, parameters: Mapping[str, Any]) -> None:
    """Called by the server for each call that arrives."""
    with _lock:
        for calls in _recorders:
            calls.append(RecordedCall(operation, parameters))


def take(operation: str) -> tuple[Fault | None, float]:
    """Called by the server: the fault for this call, used up once, and the seconds to wait."""
    with _lock:
        fault = next((each for each in _faults if each.operation in {"*", operation}), None)
        if fault is None:
            return None, _latency_seconds
        fault.count -= 1
        if fault.count <= 0:
            _faults.remove(fault)
        return fault, _latency_seconds + fault.delay_seconds
