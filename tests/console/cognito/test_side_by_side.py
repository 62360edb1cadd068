"""Calls at the same time, and what is made of their answers."""

import threading

import pytest

from console.cognito.errors import CognitoError, NotFound, Throttled
from console.cognito.side_by_side import need, problem_in, side_by_side, value_or


def throttled() -> str:
    raise Throttled(operation="ListUsers")


def test_answers_come_in_the_order_of_the_calls_whichever_ends_first() -> None:
    second_ended = threading.Event()

    def first() -> int:
        second_ended.wait(5)
        return 1

    def second() -> str:
        second_ended.set()
        return "two"

    assert side_by_side(first, second) == (1, "two")


def test_a_refusal_of_cognito_stands_in_the_place_of_its_answer() -> None:
    number, problem = side_by_side(lambda: 7, throttled)
    assert number == 7
    assert isinstance(problem, Throttled)


def test_any_other_error_is_a_defect_and_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda: 1 // 0)


def test_no_calls_have_no_answers() -> None:
    assert side_by_side() == ()


def test_what_is_needed_is_the_value_or_raises_what_stands_in_its_place() -> None:
    number, problem = side_by_side(lambda: 7, throttled)
    doubled: int = need(number) * 2
    assert doubled == 14
    with pytest.raises(Throttled) as raised:
        need(problem)
    assert raised.value is problem


@pytest.mark.parametrize(("answer", "value"), [("found", "found"), ("", ""), (None, None)])
def test_a_value_is_kept_even_where_it_is_empty(answer: str | None, value: str | None) -> None:
    assert value_or(answer, "otherwise") == value
    assert problem_in(answer) is None


def test_a_problem_gives_way_to_the_other_value_and_can_be_asked_for() -> None:
    problem: str | CognitoError = NotFound(operation="GetGroup")
    assert value_or(problem, "otherwise") == "otherwise"
    assert problem_in(problem) is problem
