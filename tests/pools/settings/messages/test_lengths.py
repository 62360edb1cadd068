"""Text messages are measured as they are sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pools.settings.messages.lengths import ALONE, BASIC, EXTENDED, sms_size


@pytest.mark.parametrize(
    ("text", "alphabet", "places", "messages"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("ä€", "GSM-7", 3, 1),
        ("a" * 69 + "’", "UCS-2", 70, 1),
        ("a" * 70 + "’", "UCS-2", 71, 2),
        ("😀", "UCS-2", 2, 1),
        ("", "GSM-7", 0, 1),
    ],
)
def test_a_text_message_is_measured_as_it_is_sent(
    text: str, alphabet: str, places: int, messages: int
) -> None:
    size = sms_size(text)
    assert (size.alphabet, size.places, size.messages) == (alphabet, places, messages)


def test_characters_that_shorten_a_message_are_named_once() -> None:
    assert sms_size("“Ana’s code”, “now”").foreign == ("“", "’", "”")


def test_the_alphabet_is_complete() -> None:
    # 128 places, of which one is the way to the second table.
    assert (len(BASIC), len(EXTENDED)) == (127, 10)


@given(st.text(max_size=400))
def test_more_text_never_takes_fewer_messages(text: str) -> None:
    assert sms_size(text[:-1]).messages <= sms_size(text).messages
    assert (sms_size(text).messages == 1) == (sms_size(text).places <= ALONE[sms_size(text).alphabet])
