"""Pages as tests read them, and what a browser would send back."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from types import MappingProxyType
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.utils.html import strip_tags


def get(client: Client, url: str, status: int = 200, **query: str) -> str:
    """The HTML of a page that is answered with this status."""
    answer = client.get(url, query)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def read(client: Client, url: str, status: int = 200, **query: str) -> str:
    """The same with quotes and brackets as they are read."""
    return unescape(get(client, url, status, **query))


def words(answer: Any) -> str:
    """The HTML of an answer on one line."""
    return " ".join(answer.content.decode().split())


def text_of(answer: Any) -> str:
    """The text of an answer on one line, without its tags."""
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def people_in(html: str) -> list[str]:
    """The names in a table of people."""
    return [unescape(name) for name in re.findall(r'class="who">(?:<a [^>]*>)?<bdi[^>]*>(.*?)</bdi>', html)]


def hidden(answer: Any, name: str = "proposal") -> str:
    """The value of a hidden input of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, answer.content.decode()
    return unescape(found[1])


def filled(
    answer: Any, typed: Mapping[str, Any] = MappingProxyType({}), *, by: str = "proposal", **more: Any
) -> dict[str, Any]:
    """What a browser would send for the form that holds the input `by`, with some fields typed anew.

    A list stands for several boxes; None leaves a field out.
    """
    forms = re.findall(r"<form\b.*?</form>", answer.content.decode(), re.DOTALL)
    form = next(each for each in forms if f'name="{by}"' in each)
    shown = {name: values[0] if len(values) == 1 else values for name, values in Sent(form).data.lists()}
    return {name: value for name, value in (shown | dict(typed) | more).items() if value is not None}


class Sent(HTMLParser):
    """The pairs that the controls of a form give, as HTML and its rules make them of what is there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.data = QueryDict(mutable=True)
        self._select = self._area = ""
        self._chosen: list[str] = []
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        given = dict(attributes)
        kind, name = given.get("type"), given.get("name", "")
        if tag == "input" and name and (kind not in {"radio", "checkbox"} or "checked" in given):
            # A browser takes the ends of lines out of a field of one line.
            value = given.get("value", "on" if kind == "checkbox" else "")
            self.data.appendlist(name, value.replace("\r", "").replace("\n", ""))
        elif tag == "select":
            self._select, self._chosen = name, []
        elif tag == "option" and (not self._chosen or "selected" in given):
            self._chosen = [given.get("value", "")]
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # The first line's end belongs to the markup; all others are sent as two characters.
            text = self._text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n")
            self.data.appendlist(self._area, text.replace("\n", "\r\n"))
            self._area = ""
        elif tag == "select":
            for value in self._chosen:
                self.data.appendlist(self._select, value)


def told(answer: Any) -> str:
    """The messages that a page tells."""
    return " ".join(str(message) for message in answer.context["messages"])
