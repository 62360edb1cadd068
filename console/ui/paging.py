"""Turning the pages of a list whose rows are numbered: `before` and `after` a row, never a page number."""

from django.http import HttpRequest


def number_asked_for(request: HttpRequest, name: str) -> int | None:
    """A row's number out of the address; None for anything that is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


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
