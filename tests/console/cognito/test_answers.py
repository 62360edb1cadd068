"""What is read out of an answer."""

from datetime import UTC, datetime

import pytest

from console.cognito.answers import moment, part_of
from console.cognito.errors import BrokenAnswer


def test_a_member_that_is_empty_is_there_and_one_that_is_missing_is_a_broken_answer() -> None:
    assert part_of({"Users": []}, "Users", operation="ListUsers") == []
    for answer in ({}, {"Users": None}):
        with pytest.raises(BrokenAnswer) as raised:
            part_of(answer, "Users", operation="ListUsers")
        assert raised.value.operation == "ListUsers"


def test_times_are_in_utc_and_none_stays_none() -> None:
    assert moment(86_400.5) == datetime(1970, 1, 2, 0, 0, 0, 500_000, tzinfo=UTC)
    assert moment(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert moment(None) is None
