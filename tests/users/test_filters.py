import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from console.emulator.overlay.search import parse_filter
from users.filters import SEARCHABLE, Filter, UnusableFilter, longest
from users.gateway import User

TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100)


def usable(attribute: str, value: str, prefix: bool) -> Filter:
    try:
        return Filter(attribute=attribute, value=value, prefix=prefix)
    except UnusableFilter:
        assume(False)
        raise


def user_with(**attributes: str) -> User:
    return User(
        sub="s",
        username=attributes.get("username", "u"),
        status="CONFIRMED",
        enabled=True,
        attributes=attributes,
        created_at=None,
        modified_at=None,
    )


@given(st.sampled_from(SEARCHABLE), TEXTS, st.booleans())
def test_whatever_is_searched_for_arrives_as_it_was_written(attribute: str, value: str, prefix: bool) -> None:
    only = usable(attribute, value, prefix)
    read = parse_filter(only.expression)
    assert (read.attribute, read.value, read.prefix) == (attribute, value, prefix)


@given(st.sampled_from(SEARCHABLE), TEXTS)
def test_no_filter_is_longer_than_cognito_reads(attribute: str, value: str) -> None:
    assert len(usable(attribute, value, True).expression) <= longest()


@given(TEXTS)
def test_an_exact_search_keeps_whom_it_asked_for(value: str) -> None:
    only = usable("name", value, False)
    assert only.keeps(user_with(name=value))
    assert not only.keeps(user_with(name=value + "x"))


@pytest.mark.parametrize("value", ["a\0", "a\tb", "a\nb", "\x7f", "\x85", "\ud800"])
def test_control_characters_are_refused_in_words(value: str) -> None:
    with pytest.raises(UnusableFilter, match="Control characters"):
        Filter(attribute="email", value=value)


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(UnusableFilter, match="256"):
        Filter(attribute="email", value="x" * 300)


def test_escapes_count_towards_the_length() -> None:
    Filter(attribute="email", value="x" * 240)
    with pytest.raises(UnusableFilter, match="256"):
        Filter(attribute="email", value='"' * 240)


@pytest.mark.parametrize("attribute", ["custom:team", "address", 'email" = "x', ""])
def test_only_what_cognito_can_search_is_searched(attribute: str) -> None:
    with pytest.raises(UnusableFilter, match="cannot search"):
        Filter(attribute=attribute, value="x")


def test_capitals_and_composed_letters_do_not_drop_anybody() -> None:
    assert Filter(attribute="email", value="ANA@example.com").keeps(user_with(email="ana@example.com"))
    assert Filter(attribute="name", value="Jose\u0301").keeps(user_with(name="José"))


def test_a_service_that_leaves_a_filter_out_of_account_shows_nobody_else() -> None:
    confirmed = Filter(attribute="cognito:user_status", value="CONFIRMED")
    assert confirmed.keeps(user_with())
    assert not Filter(attribute="cognito:user_status", value="UNCONFIRMED").keeps(user_with())
    assert Filter(attribute="status", value="Enabled").keeps(user_with())
    assert not Filter(attribute="status", value="Disabled").keeps(user_with())
    beginning = Filter(attribute="email", value="ANA", prefix=True)
    assert beginning.keeps(user_with(email="ana@example.com"))
    assert not beginning.keeps(user_with(email="zoe@example.com"))


def test_usernames_are_compared_with_the_username() -> None:
    only = Filter(attribute="username", value="ana")
    assert only.keeps(user_with(username="ana"))
    assert not only.keeps(user_with(username="ben"))
