"""Personal data that is hidden, but still recognised by those who know it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.ui.masking import masked, masked_within


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", ""),
        ("ana@example.com", "a•••@e•••.com"),
        ("a@b", "a•••@b•••"),
        ("@", "•••@•••"),
        ("+447700900112", "+44•••••12"),
        ("+44 7700 900112", "+44•••••12"),
        ("Ana López", "A••• L•••"),
        ("ana", "a•••"),
        ("one two three four five", "o••• t••• t••• f•••"),
        ("\u202eevil", "•••"),
        ("<script>", "•••"),
    ],
)
def test_only_what_lets_somebody_recognise_it_is_left(value: str, shown: str) -> None:
    assert masked(value) == shown


@given(st.emails())
def test_no_local_part_of_an_address_survives(address: str) -> None:
    name = address.partition("@")[0]
    assert len(name) == 1 or not masked(address).startswith(name)


def test_addresses_and_numbers_are_masked_within_other_words() -> None:
    said = "Ana <ana@example.com> called from +44 7700 900112, ticket 4711."
    assert masked_within(said) == "Ana <a•••@e•••.com> called from +44•••••12, ticket 4711."
