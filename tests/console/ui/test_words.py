"""Words: of every status that a user can have, of lists, of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cognito import model
from console.ui.words import USER_STATUSES, days, in_line, user_status


def statuses() -> list[str]:
    user = model.output_shape("ListUsers").members["Users"].member
    return list(user.members["UserStatus"].enum)


def test_every_status_of_the_model_has_words_of_its_own() -> None:
    assert set(statuses()) == set(USER_STATUSES)
    labels = [words.label for words in USER_STATUSES.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("status", [*USER_STATUSES, "FROZEN", ""])
def test_a_status_is_never_without_words(status: str) -> None:
    words = user_status(status)
    assert words.label
    # Both are sentences: they stand one after the other.
    assert words.meaning.endswith(".") and words.next_step.endswith(".")


def test_a_status_that_nobody_knows_keeps_its_name_and_promises_nothing() -> None:
    assert (user_status("FROZEN").label, user_status("FROZEN").tone) == ("FROZEN", "neutral")
    assert user_status("").label == "Not known"
    assert user_status("confirmed").label == "confirmed"


@pytest.mark.parametrize(
    ("names", "line"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_stand_in_a_line(names: list[str], line: str) -> None:
    assert in_line(names) == line


@given(st.lists(st.text("abc", min_size=1), min_size=1))
def test_a_line_holds_every_name_in_order_and_one_and_at_most(names: list[str]) -> None:
    line = in_line(names)
    assert line.replace(" and ", ", ").split(", ") == names
    assert line.count(" and ") == (len(names) > 1)


@pytest.mark.parametrize(("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_one_day_is_not_days(number: int, words: str) -> None:
    assert days(number) == words
