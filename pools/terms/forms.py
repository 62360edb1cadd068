"""A terms document: which one it is, and a link for each language that has its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator

from console.cognito import model
from console.ui.forms import api, offer
from pools.editing.forms import WholeForm
from pools.saving.states import State
from pools.terms.gateway import COMPARISON
from pools.terms.pages import DEFAULT, LANGUAGES, NAMES

LINKS = model.input_shape("CreateTerms").members["Links"]
LONGEST = LINKS.value.metadata["max"]
SOURCE = model.constraint("CreateTerms", "TermsSource").choices[0]
ENFORCEMENT = model.constraint("CreateTerms", "Enforcement").choices[0]


class TermsForm(WholeForm):
    """One field for each language, so that none has to be looked up."""

    comparison = COMPARISON

    name = api(
        forms.ChoiceField(label="Document", choices=list(NAMES.items()), widget=forms.RadioSelect),
        "TermsName",
    )

    def __init__(self, data: Any = None, *, state: State | None = None) -> None:
        self.state = state = state or {}
        links: Mapping[str, str] = state.get("Links") or {}
        initial = {"name": state.get("TermsName", "terms-of-use")}
        super().__init__(data, initial=initial)
        # A language that is newer than this console keeps its link.
        self.languages = {**LANGUAGES, **{name: name for name in links if name not in LANGUAGES}}
        for name, words in self.languages.items():
            self.fields[field_of(name)] = api(_link_field(words, links.get(name, ""), name), f"Links.{name}")

    @property
    def language_fields(self) -> list[forms.BoundField]:
        return [self[field_of(name)] for name in self.languages]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.links:
            self.add_error(field_of(DEFAULT), "Give at least one link.")
        return self.cleaned_data

    @property
    def links(self) -> dict[str, str]:
        """By language. Only when it is valid."""
        typed = {name: self.cleaned_data.get(field_of(name)) for name in self.languages}
        return {name: link for name, link in typed.items() if link}

    @property
    def wanted(self) -> dict[str, Any]:
        """As a state has it. Only when it is valid."""
        return {"TermsName": self.cleaned_data["name"], "Links": self.links}


class NewTermsForm(TermsForm):
    """A new one, for an app client."""

    app_client = api(
        forms.ChoiceField(label="App client", help_text="It has at most one document of each kind."),
        "ClientId",
    )
    field_order = ("app_client", "name")

    def __init__(self, data: Any = None, *, app_clients: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__(data)
        offer(self, "app_client", app_clients)
        self.initial["app_client"] = chosen

    @property
    def wanted(self) -> dict[str, Any]:
        return {**super().wanted, "TermsSource": SOURCE, "Enforcement": ENFORCEMENT}


def field_of(language: str) -> str:
    """What the field of a language is called."""
    return f"link-{language.rpartition(':')[2]}"


def _link_field(words: str, present: str, language: str) -> forms.CharField:
    valid = URLValidator(
        schemes=["https"], message="Use the whole address of a page, beginning with https://."
    )

    def fits(value: str) -> None:
        # What is there already is fine, whatever a form would say to it today.
        if value != present:
            valid(value)

    return forms.CharField(
        label=words,
        required=False,
        max_length=LONGEST,
        initial=present,
        validators=[fits],
        help_text="For everybody whose language has no link of its own." if language == DEFAULT else "",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
