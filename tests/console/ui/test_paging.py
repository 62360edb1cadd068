"""Turning pages: nothing is left out or shown twice, and an address that names no page does no harm."""

from collections.abc import Sequence

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.access.models import Operator
from console.ui.paging import NumberedPage, page_around, page_by_number, place_asked_for, turn

SIZE = 3
# Numbers of rows that nobody else in a test has.
FIRST = 1_000_000


def get(address: str) -> object:
    return RequestFactory().get(address)


def made(count: int) -> list[int]:
    """So many rows, the newest first; their numbers have gaps, as after a deletion."""
    numbers = [FIRST + 2 * place for place in range(count)]
    Operator.objects.bulk_create(Operator(pk=number, username=f"op{number}") for number in numbers)
    return numbers[::-1]


def page(**place: int | None) -> NumberedPage[int]:
    found = Operator.objects.filter(pk__gte=FIRST).order_by("-pk")
    return page_around(found, numbers_of, key="pk", size=SIZE, **place)


def numbers_of(rows: Sequence[Operator]) -> list[int]:
    return [row.pk for row in rows]


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(0, 11))
def test_going_back_and_forth_shows_every_row_once_each_way(count: int) -> None:
    Operator.objects.filter(pk__gte=FIRST).delete()
    rows = made(count)
    there = [page()]
    while (older := there[-1].older) is not None:
        there.append(page(before=older))
    assert [number for each in there for number in each.lines] == rows
    back = [there[-1]]
    while (newer := back[-1].newer) is not None:
        back.append(page(after=newer))
    assert back[-1].lines == rows[:SIZE]
    assert all(len(each.lines) == SIZE for each in back[1:])
    assert set(rows) == {number for each in back for number in each.lines}


@pytest.mark.django_db
def test_the_newest_page_leads_to_nothing_newer_and_the_oldest_to_nothing_older() -> None:
    rows = made(SIZE + 1)
    assert (page().newer, page().older) == (None, rows[SIZE - 1])
    oldest = page(before=rows[SIZE - 1])
    assert (oldest.lines, oldest.newer, oldest.older) == (rows[-1:], rows[-1], None)


@pytest.mark.django_db
def test_what_would_not_fill_a_newer_page_is_the_newest_page() -> None:
    rows = made(SIZE + 1)
    assert page(after=rows[1]) == page(after=rows[1], before=rows[-1]) == page()


@pytest.mark.django_db
def test_a_row_that_is_gone_meanwhile_still_leads_on() -> None:
    rows = made(SIZE * 2)
    Operator.objects.filter(pk=rows[SIZE - 1]).delete()
    assert page(before=rows[SIZE - 1]).lines == rows[SIZE:]


@pytest.mark.django_db
def test_nothing_is_a_page_too() -> None:
    assert page() == NumberedPage(lines=[], newer=None, older=None)


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "٣", "1" * 16, "1 "])
def test_what_is_no_number_of_a_row_asks_for_no_place(text: str) -> None:
    assert place_asked_for(get(f"/?before={text}")) == {"before": None, "after": None}


def test_a_place_is_read_from_an_address() -> None:
    assert place_asked_for(get("/?before=7&after=9")) == {"before": 7, "after": 9}


def test_another_page_keeps_the_search_and_forgets_the_place() -> None:
    request = get("/trail/?q=a%26b&before=7&after=9&tag=x&tag=y")
    assert turn(request, before=3) == "/trail/?q=a%26b&tag=x&tag=y&before=3"
    assert turn(request, after=None) is None


@pytest.mark.parametrize(
    ("asked", "shown", "before", "after"),
    [
        ("", 1, None, "?q=a&page=2"),
        ("2", 2, "?q=a&page=1", "?q=a&page=3"),
        ("3", 3, "?q=a&page=2", None),
        ("99", 3, "?q=a&page=2", None),
        ("x", 1, None, "?q=a&page=2"),
    ],
)
def test_pages_by_number_lead_to_their_neighbours(
    asked: str, shown: int, before: str | None, after: str | None
) -> None:
    context = page_by_number(get(f"/?q=a&page={asked}"), list(range(7)), size=SIZE)
    assert context["summary"] == f"Page {shown} of 3"
    assert (context["previous_url"], context["next_url"]) == (before, after)
