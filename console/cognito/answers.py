"""What is read out of an answer of Cognito's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.cognito.errors import BrokenAnswer


def part_of(answer: Mapping[str, Any], name: str, *, operation: str) -> Any:
    """A member that every answer has. Raises BrokenAnswer where it is missing: nothing is not "no pools"."""
    if answer.get(name) is None:
        raise BrokenAnswer(operation=operation)
    return answer[name]


def moment(seconds: float | None) -> datetime | None:
    """A time of Cognito's JSON (seconds since 1970) in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
