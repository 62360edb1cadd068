"""How long something lasts is a whole number and a unit, or what was there before."""

from typing import Any

import pytest
from django import forms

from pools.app_clients.durations import DurationField, DurationWidget
from pools.app_clients.sections import UNITS


def field() -> DurationField:
    return DurationField(present=(30, "days"))


@pytest.mark.parametrize("unit", UNITS)
def test_a_number_and_each_unit_is_a_duration(unit: str) -> None:
    assert field().clean(["12", unit]) == (12, unit)


@pytest.mark.parametrize(
    "typed",
    [
        ["0", "days"],
        ["-1", "days"],
        ["1.5", "days"],
        ["many", "days"],
        ["1", "weeks"],
        ["", "days"],
        [],
        None,
    ],
)
def test_anything_else_is_refused(typed: Any) -> None:
    with pytest.raises(forms.ValidationError):
        field().clean(typed)


def test_a_duration_fills_both_controls_and_none_leaves_them_empty() -> None:
    assert DurationWidget().decompress((30, "days")) == [30, "days"]
    assert DurationWidget().decompress(None) == [None, None]
