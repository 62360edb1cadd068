from hypothesis import given
from hypothesis import strategies as st

from users.attributes.merging import Merge

values = st.dictionaries(st.just("a") | st.just("b"), st.integers(0, 2), min_size=2, max_size=2)


def test_what_only_one_side_changed_is_no_conflict() -> None:
    merge = Merge(base={"a": 1, "b": 1}, theirs={"a": 2, "b": 1}, yours={"a": 1, "b": 3})
    assert merge.conflicts == []
    assert merge.result == {"a": 2, "b": 3}
    assert (merge.changed, merge.kept) == (["b"], ["a"])


def test_what_both_changed_differently_is_one() -> None:
    [conflict] = Merge(base={"a": 1}, theirs={"a": 2}, yours={"a": 3}).conflicts
    assert (conflict.name, conflict.base, conflict.theirs, conflict.yours) == ("a", 1, 2, 3)


def test_what_both_changed_alike_needs_neither_a_choice_nor_a_write() -> None:
    merge = Merge(base={"a": 1}, theirs={"a": 2}, yours={"a": 2})
    assert (merge.conflicts, merge.changed, merge.kept) == ([], [], [])


@given(base=values, theirs=values, yours=values)
def test_nothing_that_somebody_else_changed_is_overwritten_without_a_choice(
    base: dict[str, int], theirs: dict[str, int], yours: dict[str, int]
) -> None:
    merge = Merge(base=base, theirs=theirs, yours=yours)
    conflicting = {conflict.name for conflict in merge.conflicts}
    for name in merge.changed:
        assert theirs[name] == base[name] or name in conflicting
    for name in yours:
        assert merge.result[name] in {theirs[name], yours[name]}
