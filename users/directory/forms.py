"""Searching a pool's users, within what ListUsers can do."""

import re
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from console.ui.forms import ConsoleForm
from console.ui.words import USER_STATUSES
from users.attributes.records import label_of
from users.filters import ENABLED, SEARCHABLE, STATUS, Filter, UnusableFilter

FIELDS = [(name, "Username" if name == "username" else label_of(name)) for name in SEARCHABLE]
MATCHES = [("starts", "starts with"), ("is", "is exactly")]
SHOWN = [
    ("", "Everyone"),
    ("By status", [(f"{STATUS}:{status}", words.label) for status, words in USER_STATUSES.items()]),
    ("By sign-in", [(f"{ENABLED}:Enabled", "Enabled"), (f"{ENABLED}:Disabled", "Disabled")]),
]
CHOICES: dict[str, Any] = {"by": FIELDS, "how": MATCHES, "show": SHOWN}
TOKEN = re.compile(r"[!-~]{1,3000}")
LAST_PAGE = 1_000_000
DEFAULTS = {"by": "email", "how": "starts"}


class FixedSelect(forms.Select):
    """A select whose choices never change is drawn once: its templates cost more than all else in a search."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        return _drawn(name, str(value or ""), tuple(sorted((attrs or {}).items())))


@lru_cache(maxsize=64)
def _drawn(name: str, value: str, attrs: tuple[tuple[str, Any], ...]) -> SafeString:
    return forms.Select(choices=CHOICES[name]).render(name, value, dict(attrs))


class SearchForm(ConsoleForm):
    """Text in one attribute, or one state: Cognito cannot filter by both. All fields may be absent."""

    by = forms.ChoiceField(label="Search in", choices=FIELDS, required=False, widget=FixedSelect)
    how = forms.ChoiceField(label="Match", choices=MATCHES, required=False, widget=FixedSelect)
    q = forms.CharField(
        label="Text",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    show = forms.ChoiceField(label="Show", choices=SHOWN, required=False, widget=FixedSelect)

    def __init__(self, data: MultiValueDict[str, str]) -> None:
        # A bound form shows what was sent: what the address leaves out is filled in here.
        data = data.copy()
        for name, value in DEFAULTS.items():
            if not data.get(name):
                data[name] = value
        super().__init__(data)
        self.only: Filter | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text, shown = cleaned.get("q", ""), cleaned.get("show", "")
        if text and shown:
            self.add_error("q", "Cognito filters by one thing at a time: clear this text, or show everyone.")
        elif text and not self.errors:
            self._use("q", cleaned["by"], text, prefix=cleaned["how"] != "is")
        elif shown and not self.errors:
            attribute, _, value = shown.rpartition(":")
            self._use("show", attribute, value)
        return cleaned

    def _use(self, field: str, attribute: str, value: str, *, prefix: bool = False) -> None:
        try:
            self.only = Filter(attribute=attribute, value=value, prefix=prefix)
        except UnusableFilter as error:
            self.add_error(field, str(error))


def page_asked_for(data: MultiValueDict[str, str]) -> tuple[int, str] | None:
    """The number and token of a page as an address names it; (1, "") is the first, None is no page."""
    token, number = data.get("token") or "", data.get("page") or ""
    if not token:
        return 1, ""
    if TOKEN.fullmatch(token) is None or not (number.isascii() and number.isdigit()):
        return None
    return min(max(int(number[:7]), 2), LAST_PAGE), token
