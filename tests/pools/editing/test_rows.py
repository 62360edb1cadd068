"""Forms of rows: empty ones do not count, those to be removed neither, and no key stands twice."""

from collections.abc import Mapping
from typing import Any

import pytest
from django import forms

from pools.editing.fields.rows import MORE_ROWS, RowForm, Rows


class Scope(RowForm):
    name = forms.CharField(required=False)
    about = forms.CharField()


class Scopes(Rows):
    form = Scope
    key, name, repeated = "name", "scope", "Another row has this name."
    max_num = absolute_max = 4


def rows(*typed: Mapping[str, Any]) -> Scopes:
    """What a browser sends for these rows."""
    data = {"scope-TOTAL_FORMS": str(len(typed)), "scope-INITIAL_FORMS": "0"}
    for number, row in enumerate(typed):
        data |= {f"scope-{number}-{name}": value for name, value in row.items()}
    return Scopes(data)


def test_there_are_empty_rows_for_new_ones_but_never_too_many() -> None:
    assert len(Scopes().forms) == MORE_ROWS
    assert len(Scopes(initial=[{"name": "a", "about": "b"}] * 3).forms) == 4
    assert [Scopes(initial=[{}] * count).can_grow for count in (0, 3)] == [True, False]


def test_rows_without_anything_in_them_do_not_count() -> None:
    typed = rows({"name": "read", "about": "Look"}, {"name": "", "about": ""}, {})
    assert typed.is_valid()
    assert [form.cleaned_data["name"] for form in typed.filled] == ["read"]


def test_a_row_that_is_to_go_may_be_wrong() -> None:
    typed = rows({"name": "read", "about": "", "remove": "on"}, {"name": "write", "about": "Change"})
    assert typed.is_valid()
    assert [form.cleaned_data["name"] for form in typed.filled] == ["write"]


def test_what_a_browser_says_of_rows_that_were_there_is_not_needed() -> None:
    data = {"scope-TOTAL_FORMS": "1", "scope-INITIAL_FORMS": "1", "scope-0-name": "", "scope-0-about": ""}
    typed = Scopes(data)
    assert typed.is_valid()
    assert typed.filled == []


def test_half_a_row_is_told_what_it_lacks() -> None:
    typed = rows({"name": "read", "about": ""})
    assert not typed.is_valid()
    assert list(typed.forms[0].errors) == ["about"]


def test_a_key_stands_once_and_the_later_row_is_told() -> None:
    typed = rows(*({"name": name, "about": "x"} for name in ("read", "write", "read", "read")))
    assert not typed.is_valid()
    assert [dict(form.errors) for form in typed.forms] == [
        {},
        {},
        {"name": ["Another row has this name."]},
        {"name": ["Another row has this name."]},
    ]


def test_several_rows_without_a_key_are_not_the_same() -> None:
    assert rows({"about": "x"}, {"about": "y"}).is_valid()


def test_more_rows_than_there_may_be_are_refused() -> None:
    assert not rows(*({"name": str(number), "about": "x"} for number in range(5))).is_valid()


@pytest.mark.parametrize("data", [{}, {"scope-TOTAL_FORMS": "x"}, {"scope-TOTAL_FORMS": "-1"}])
def test_a_form_without_its_management_fields_is_no_failure(data: dict[str, str]) -> None:
    assert not Scopes(data).is_valid()


def test_what_was_typed_is_kept_without_a_judgement() -> None:
    typed = rows({"name": "read", "about": ""}, {}, {"remove": "on"})
    assert [row["name"] for row in typed.typed] == ["read"]
