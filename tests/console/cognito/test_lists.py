"""Lists in pages: a token is followed to its end, within bounds, and an empty page is no end."""

from typing import Any

import pytest

from console.cognito import budget
from console.cognito.errors import BrokenAnswer, EndlessList, Throttled, TokenExpired
from console.cognito.lists import Pages, Stretch, first, follow, token_member
from console.emulator import faults, world
from console.emulator.behaviour import behaviour
from tests.console.cognito.conftest import Thin


def invented(**answers: tuple[str, str]) -> Pages[str]:
    """Pages by the token that leads there, `start` to the first: each its items and the next token."""

    def page(token: str) -> Stretch[str]:
        items, following = answers[token or "start"]
        return Stretch(operation="ListGroups", items=tuple(items), next_token=following)

    return page


def endless(token: str) -> Stretch[str]:
    """Always another token, and never anything else."""
    return Stretch(operation="ListGroups", items=(), next_token=f"{token}+")


def usernames(thin: Thin, **more: Any) -> Pages[str]:
    return thin._pages(
        "ListUsers", "Users", lambda raw: str(raw["Username"]), UserPoolId=thin.pool_id, **more
    )


def test_pages_are_followed_to_the_end() -> None:
    pages = invented(start=("ab", "1"), **{"1": ("c", "2"), "2": ("d", "")})
    found = follow(pages, most_pages=5)
    assert (found.items, found.complete) == (("a", "b", "c", "d"), True)


def test_a_list_that_is_longer_than_what_is_read_says_how_to_go_on() -> None:
    pages = invented(start=("ab", "1"), **{"1": ("c", "2"), "2": ("d", "")})
    found = follow(pages, most_pages=2)
    assert (found.items, found.next_token, found.complete) == (("a", "b", "c"), "2", False)
    assert follow(pages, token=found.next_token).items == ("d",)


def test_an_empty_page_with_a_token_is_no_end_and_counts_for_nothing() -> None:
    pages = invented(start=("", "1"), **{"1": ("", "2"), "2": ("a", "3"), "3": ("", "4"), "4": ("b", "")})
    assert follow(pages, most_pages=2).items == ("a", "b")
    assert first(pages) == "a"


def test_an_empty_page_without_a_token_is_the_end() -> None:
    pages = invented(start=("", ""))
    assert follow(pages, most_pages=5) == Stretch(operation="ListGroups", items=())
    assert first(pages) is None


def test_empty_pages_are_not_followed_for_ever() -> None:
    found = follow(endless, most_empty=3)
    assert (found.items, found.next_token) == ((), "++++")


def test_nobody_says_that_something_is_not_there_before_the_list_has_ended() -> None:
    with pytest.raises(EndlessList):
        first(endless)


@pytest.mark.parametrize("again", ["1", "2"])
def test_a_token_that_repeats_is_refused_as_a_broken_answer(again: str) -> None:
    pages = invented(start=("a", "1"), **{"1": ("b", "2"), "2": ("c", again)})
    with pytest.raises(BrokenAnswer):
        follow(pages, most_pages=9)
    with pytest.raises(BrokenAnswer):
        follow(invented(**{again: ("c", again)}), token=again)


def test_a_page_that_was_empty_may_be_asked_for_again() -> None:
    answers = iter([("", "same"), ("", "same"), ("a", "")])

    def page(token: str) -> Stretch[str]:
        items, following = next(answers)
        return Stretch(operation="ListGroups", items=tuple(items), next_token=following)

    assert first(page) == "a"


@pytest.mark.parametrize("empty", [0, 1, 3])
def test_users_are_read_whole_where_cognito_answers_with_empty_pages(thin: Thin, empty: int) -> None:
    for number in range(5):
        world.make_user(thin.pool_id, f"user{number}@example.com")
    behaviour.empty_pages = empty
    found = follow(usernames(thin, Limit=2), most_pages=5)
    assert (len(set(found.items)), found.complete) == (5, True)


def test_what_does_not_count_is_left_out_and_looked_past(thin: Thin) -> None:
    subs = [world.make_user(thin.pool_id, f"user{number}@example.com") for number in range(4)]
    with budget.counted() as calls:
        assert first(usernames(thin, keep=lambda name: name == subs[-1], Limit=1)) == subs[-1]
    assert len(calls) <= 4


def test_the_door_can_be_the_one_that_remembers(thin: Thin) -> None:
    groups = thin._pages("ListGroups", "Groups", dict, read=thin._read_lately, UserPoolId=thin.pool_id)
    with budget.counted() as calls:
        follow(groups)
        follow(groups)
    assert calls == ["ListGroups"]


def test_an_answer_without_its_list_is_broken_and_no_list_is_empty(thin: Thin) -> None:
    faults.fail_next("ListUsers", body=b"{}")
    with pytest.raises(BrokenAnswer):
        follow(usernames(thin))


def test_a_token_that_cognito_does_not_take_is_told_apart_from_other_refusals(thin: Thin) -> None:
    with pytest.raises(TokenExpired):
        follow(usernames(thin), token="nonsense")
    faults.fail_next("ListUsers", error="TooManyRequestsException", count=9)
    with pytest.raises(Throttled):
        follow(usernames(thin), token="nonsense")


def test_the_token_is_called_as_the_operation_calls_it() -> None:
    assert token_member("ListUsers") == "PaginationToken"
    assert token_member("ListGroups") == "NextToken"
