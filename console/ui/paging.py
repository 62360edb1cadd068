"""Turning the pages of a list: of rows that are numbered, by `before` and `after` a row; of others, by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPage(Generic[Line]):
    """Some lines, newest first, and the numbers of the rows that lead on: None where nothing follows."""

    lines: list[Line]
    newer: int | None
    older: int | None

    def addresses(self, request: HttpRequest) -> dict[str, str | None]:
        """Where the pages beside this one are, for its template."""
        return {"newer_url": turn(request, after=self.newer), "older_url": turn(request, before=self.older)}


def page_around(
    found: QuerySet[Row],
    lines: Callable[[Sequence[Row]], list[Line]],
    *,
    key: str,
    size: int,
    before: int | None = None,
    after: int | None = None,
) -> NumberedPage[Line]:
    """The `size` rows before one, or those right after one; the newest without either.

    `found` has the newest first, and `key` is the field that numbers them. `lines` makes of rows what is shown.
    """
    if after is not None:
        rows = list(found.filter(**{f"{key}__gt": after}).order_by(key)[: size + 1])
        if len(rows) > size:
            return _turned(rows[size - 1 :: -1], lines, key, newer=True, older=True)
        before = None  # what is left would not fill a page, so it is the newest page
    rows = list((found if before is None else found.filter(**{f"{key}__lt": before}))[: size + 1])
    return _turned(rows[:size], lines, key, newer=before is not None, older=len(rows) > size)


def place_asked_for(request: HttpRequest) -> dict[str, int | None]:
    """`before` and `after` of an address; None for anything that is no row's number."""
    return {name: _number(request.GET.get(name, "")) for name in ("before", "after")}


def turn(request: HttpRequest, **step: int | None) -> str | None:
    """The address of another page of the same search, or None where there is none."""
    query = request.GET.copy()
    for name in ("before", "after"):
        query.pop(name, None)
    [(name, number)] = step.items()
    if number is None:
        return None
    query[name] = str(number)
    return f"{request.path}?{query.urlencode()}"


def page_by_number(request: HttpRequest, rows: Any, *, size: int) -> dict[str, object]:
    """The page of rows that an address names, the nearest one where there is none, for its template."""
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    return {
        "page": page,
        "summary": f"Page {page.number} of {page.paginator.num_pages}",
        "previous_url": _other(request, page.number - 1) if page.has_previous() else None,
        "next_url": _other(request, page.number + 1) if page.has_next() else None,
    }


def _other(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _turned(
    rows: Sequence[Row], lines: Callable[[Sequence[Row]], list[Line]], key: str, *, newer: bool, older: bool
) -> NumberedPage[Line]:
    return NumberedPage(
        lines=lines(rows),
        newer=getattr(rows[0], key) if rows and newer else None,
        older=getattr(rows[-1], key) if rows and older else None,
    )
