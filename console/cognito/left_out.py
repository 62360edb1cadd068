"""Rows of lists that could not be read: each costs itself alone, and the page says how many there were."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import structlog

from console.cognito.raw_answers import rows_left_out

log = structlog.get_logger(__name__)
_rows: ContextVar[dict[str, int] | None] = ContextVar("rows_left_out", default=None)


def note(operation: str, answer: Mapping[str, Any]) -> None:
    """Count what an answer lacks, whether it was just read or remembered."""
    if count := rows_left_out(answer):
        log.warning("rows_left_out", operation=operation, count=count)
        if (rows := _rows.get()) is not None:
            rows[operation] = rows.get(operation, 0) + count


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """How many rows were left out inside, by operation. Calls in other threads share the count."""
    rows: dict[str, int] = {}
    token = _rows.set(rows)
    try:
        yield rows
    finally:
        _rows.reset(token)
