"""JSON from strangers: what is of use is read as it is, and the rest is refused in words."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pools.json_texts import DEEPEST, MOST_DIGITS, TOO_DEEP, Unusable, load


def read(text: str) -> Any:
    return load(text, pairs=dict, constant=refuse)


def refuse(name: str) -> Any:
    raise Unusable(f"There is {name} in it.")


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return opening * depth + closing * depth


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_can_be_kept_is_read_as_it_is(value: Any) -> None:
    assert read(json.dumps(value)) == value


@given(st.text())
def test_any_text_is_read_or_refused_as_what_it_is(text: str) -> None:
    try:
        read(text)
    except Unusable as error:
        assert str(error)
    except json.JSONDecodeError as error:
        assert error.lineno >= 1


@pytest.mark.parametrize("depth", [1, DEEPEST - 1, DEEPEST])
def test_nesting_is_read_to_a_depth(depth: int) -> None:
    assert read(nested(depth)) is not None


@pytest.mark.parametrize("depth", [DEEPEST + 1, 1_000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_deeper_is_refused(depth: int, opening: str, closing: str) -> None:
    text = nested(depth, opening, closing).replace(":}", ":1}")
    with pytest.raises(Unusable, match=TOO_DEEP):
        read(text)


def test_numbers_are_read_to_a_length_and_told_apart_beyond_it() -> None:
    assert read("9" * MOST_DIGITS) == int("9" * MOST_DIGITS)
    with pytest.raises(Unusable, match="5,000 digits"):
        read("9" * 5_000)


def test_a_number_that_no_computer_holds_is_refused() -> None:
    assert math.isclose(read("1e308"), 1e308)
    for text in ("1e309", "[-1e400]"):
        with pytest.raises(Unusable, match="too large"):
            read(text)


@pytest.mark.parametrize("text", [r'"\ud800"', r'{"\udfff": 1}', r'["\ud83d"]'])
def test_half_of_a_character_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="half of a character"):
        read(text)


def test_both_halves_of_a_character_are_one() -> None:
    assert read(r'"\ud83d\ude00"') == "\N{GRINNING FACE}"


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}'])
def test_what_is_no_number_is_asked_about(text: str) -> None:
    with pytest.raises(Unusable, match="There is"):
        read(text)


def test_whoever_asks_decides_what_an_object_is() -> None:
    assert load('{"a": 1, "a": 2}', pairs=list, constant=refuse) == [("a", 1), ("a", 2)]
