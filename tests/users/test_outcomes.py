"""One person after the other: a problem of one is theirs, a problem of all stops the rest."""

from dataclasses import dataclass, replace

import pytest

from console.cognito import errors
from console.cognito.errors import CognitoError
from users import outcomes
from users.outcomes import Attempt, concerns_everybody, one_by_one


@dataclass(frozen=True, slots=True, kw_only=True)
class Try(Attempt):
    name: str
    tried: bool = False


def tried(names: str, **problems: CognitoError) -> list[Try]:
    """What became of people of one letter, some of whom meet a problem."""
    return one_by_one(
        [Try(name=name) for name in names],
        lambda each: replace(each, tried=True, problem=problems.get(each.name)),
        per_second=1_000_000,
    )


def error(kind: type[CognitoError], **facts: str) -> CognitoError:
    return kind(operation="AdminDeleteUser", **facts)


def test_everybody_has_a_turn_in_order() -> None:
    results = tried("abc")
    assert [(each.name, each.tried, each.problem) for each in results] == [
        ("a", True, None),
        ("b", True, None),
        ("c", True, None),
    ]


def test_what_is_one_persons_problem_is_no_others() -> None:
    gone = error(errors.UserNotFound)
    results = tried("abc", b=gone)
    assert [each.tried for each in results] == [True, True, True]
    assert [each.problem for each in results] == [None, gone, None]


def test_whoever_is_left_over_says_what_stopped_it() -> None:
    busy = error(errors.Throttled)
    results = tried("abcd", b=busy)
    assert [each.tried for each in results] == [True, True, False, False]
    assert [each.problem for each in results] == [None, busy, busy, busy]


def test_a_request_ends_and_tells_who_had_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "SECONDS", 0.0)
    results = tried("ab")
    assert [(each.tried, each.problem) for each in results] == [(False, None), (False, None)]


@pytest.mark.parametrize(
    ("kind", "everybody"),
    [
        (errors.AccessDenied, True),
        (errors.CredentialsProblem, True),
        (errors.NotFound, True),
        (errors.Throttled, True),
        (errors.UnknownOutcome, True),
        (errors.Unreachable, True),
        (errors.UserNotFound, False),
        (errors.Refused, False),
        (errors.Conflict, False),
        (errors.NotDelivered, False),
    ],
)
def test_who_else_would_meet_the_same_problem(kind: type[CognitoError], everybody: bool) -> None:
    assert concerns_everybody(error(kind)) is everybody


def test_the_limit_of_a_day_is_everybodys_and_the_limit_of_one_person_is_not() -> None:
    limit = {"code": "LimitExceededException"}
    assert concerns_everybody(error(errors.Refused, message="Exceeded daily email limit", **limit))
    assert not concerns_everybody(error(errors.Refused, message="Attempt limit exceeded", **limit))
