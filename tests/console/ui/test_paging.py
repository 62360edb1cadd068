"""Turning the pages of a list."""

import pytest
from django.test import RequestFactory

from console.ui.paging import page_by_number, place_asked_for, turn

ROWS = list(range(7))


@pytest.mark.parametrize(
    ("asked", "rows", "previous", "following"),
    [
        ("", [0, 1, 2], None, "?kind=late&page=2"),
        ("2", [3, 4, 5], "?kind=late&page=1", "?kind=late&page=3"),
        ("3", [6], "?kind=late&page=2", None),
        ("99", [6], "?kind=late&page=2", None),
        ("nonsense", [0, 1, 2], None, "?kind=late&page=2"),
    ],
)
def test_the_nearest_page_is_shown_and_those_beside_it_keep_what_was_asked(
    rf: RequestFactory, asked: str, rows: list[int], previous: str | None, following: str | None
) -> None:
    request = rf.get("/", {"kind": "late", **({"page": asked} if asked else {})})
    context = page_by_number(request, ROWS, size=3)
    assert list(context["page"]) == rows  # type: ignore[call-overload]
    assert (context["previous_url"], context["next_url"]) == (previous, following)
    assert str(context["summary"]).endswith("of 3")


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "9" * 16, "x"])
def test_what_is_no_number_of_a_row_asks_for_nothing(rf: RequestFactory, text: str) -> None:
    assert place_asked_for(rf.get("/", {"before": text, "after": "12"})) == {"before": None, "after": 12}


def test_another_page_is_of_the_same_search_and_of_one_place_alone(rf: RequestFactory) -> None:
    request = rf.get("/audit/", {"action": "resend", "after": "7"})
    assert turn(request, before=3) == "/audit/?action=resend&before=3"
    assert turn(request, before=None) is None
