"""What a browser sends for a form that nobody touches: values as HTML and its rules make of them."""

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict

from pools.settings.forms import SettingsForm


class Sent(HTMLParser):
    """The pairs that a form's controls give."""

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


def sent(form: SettingsForm) -> QueryDict:
    """What a browser would send for the fields of a form, as it is."""
    return Sent("".join(str(field) for field in form)).data


def typed(form: SettingsForm, **values: Any) -> QueryDict:
    """The same with some fields typed anew; lists are several boxes, None is a field that is not sent."""
    data = sent(form)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [] if value is None else [value])
    return data
