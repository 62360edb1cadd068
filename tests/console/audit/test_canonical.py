"""One form of facts, whichever database they come back from."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from console.audit.canonical import hash_of, storable, storable_text

texts = st.text(st.characters(exclude_categories=()))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.datetimes() | st.uuids(),
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner) | st.tuples(inner, inner),
    max_leaves=12,
)


def from_sqlite(value: Any) -> Any:
    return json.loads(json.dumps(value))


def from_postgresql(value: Any) -> Any:
    """As `jsonb` does: numbers are exact decimals without an exponent, keys come in an order of its own."""
    match value:
        case dict():
            return {key: from_postgresql(value[key]) for key in sorted(value, key=len)}
        case list():
            return [from_postgresql(item) for item in value]
        case float():
            return json.loads(format(Decimal(repr(value)), "f"))
    return value


@given(values)
def test_details_have_the_same_hash_after_either_database(value: Any) -> None:
    stored = storable({"details": value})
    written = hash_of(stored.items())
    assert hash_of(storable(from_sqlite(stored)).items()) == written
    assert hash_of(storable(from_postgresql(stored)).items()) == written


@given(texts)
def test_stored_text_can_be_written_anywhere(text: str) -> None:
    stored = storable_text(text, 10)
    assert "\x00" not in stored
    assert len(stored) <= 10
    stored.encode()


def test_a_column_that_is_added_later_and_empty_changes_no_hash() -> None:
    old = [("action", "disable_user"), ("number", 3)]
    assert hash_of([*old, ("ticket", ""), ("approver_id", None), ("more", {})]) == hash_of(old)
    assert hash_of([*old, ("ticket", "4711")]) != hash_of(old)


def test_values_that_are_no_json_become_text() -> None:
    moment = datetime(2026, 11, 21, 3, 47, tzinfo=UTC)
    assert storable({"at": moment, 1: float("inf"), "set": {"b", "a"}}) == {
        "at": "2026-11-21 03:47:00+00:00",
        "1": "inf",
        "set": ["a", "b"],
    }
