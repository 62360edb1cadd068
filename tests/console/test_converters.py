import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from console.converters import NameConverter

converter = NameConverter()


@given(st.text(min_size=1, max_size=128))
def test_every_name_survives_the_way_into_an_address_and_back(name: str) -> None:
    assume(not any("\ud800" <= character <= "\udfff" for character in name))
    address = converter.to_url(name)
    assert converter.to_python(address) == name
    assert address.isascii()
    assert not set(address) & set("/%?# \\") and address.strip(".")


@pytest.mark.parametrize("address", ["a~2fb", "~61", "~", "~FF", "a%2Fb", ".", "a b"])
def test_no_name_has_two_addresses(address: str) -> None:
    with pytest.raises(ValueError, match="address|decode"):
        converter.to_python(address)
