"""States, and what sets two of them apart."""

from typing import Any

import pytest

from pools.saving.states import Comparison, means_same, value_at, with_changes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (None, []),
        ({}, None),
        (["a", "b"], ["b", "a"]),
        # A database may hand members back in another order.
        ([{"a": {"x": 1, "y": 2}, "b": 1}], [{"b": 1, "a": {"y": 2, "x": 1}}]),
    ],
)
def test_what_means_the_same_is_the_same(one: Any, other: Any) -> None:
    assert means_same(one, other)
    assert means_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [(0, None), (False, None), (["a"], ["a", "a"]), ([1], ["1"]), ("a", ["a"])]
)
def test_what_means_something_else_is_not(one: Any, other: Any) -> None:
    assert not means_same(one, other)


def test_a_change_copies_and_leaves_no_empty_structure_behind() -> None:
    state = {"a": {"b": {"c": 1}}, "d": 2}
    assert with_changes(state, {"a.b.c": None, "e.f": 3}) == {"d": 2, "e": {"f": 3}}
    assert state == {"a": {"b": {"c": 1}}, "d": 2}


def test_a_value_is_found_by_its_path() -> None:
    assert value_at({"a": {"b": 1}}, "a.b") == 1
    assert value_at({"a": 1}, "a.b") is None


def test_differences_are_told_leaf_by_leaf() -> None:
    before, after = (
        {"a": {"b": 1, "c": [1]}, "m": {"x": "1"}},
        {"a": {"b": 2, "c": [1]}, "m": {"x": "2"}, "n": 1},
    )
    told = Comparison(whole=frozenset({"m"})).differences(before, after)
    assert [(each.path, each.before, each.after) for each in told] == [
        ("a.b", 1, 2),
        ("m", {"x": "1"}, {"x": "2"}),
        ("n", None, 1),
    ]


def test_a_default_counts_as_what_is_not_set() -> None:
    comparison = Comparison(defaults={"mode": "OFF"}, empties=frozenset({"list"}))
    assert comparison.differences({"mode": "OFF"}, {}) == []
    assert [each.path for each in comparison.differences({"mode": "ON"}, {})] == ["mode"]
    assert [each.path for each in comparison.differences({"list": []}, {})] == ["list"]
