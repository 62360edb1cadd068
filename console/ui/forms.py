"""How Django's own form rendering looks here, and the base of our forms."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django import forms
from django.forms.renderers import TemplatesSetting

F = TypeVar("F", bound=forms.Field)


class ConsoleFormRenderer(TemplatesSetting):
    """Labels, hints, errors, API paths and the error summary, for every form alike."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class ConsoleForm(forms.Form):
    """A form that is checked on the server alone, so that all its errors are told at once.

    `refusal_status` is the HTTP status of an answer that shows its errors: another one where Cognito refused.
    """

    use_required_attribute = False
    refusal_status = 422

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Search(ConsoleForm):
    """A text among what was read anyway, so that looking for it costs no call; `wanted` names the field."""

    wanted = "Contains"

    q = forms.CharField(
        required=False,
        max_length=128,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = self.wanted

    @property
    def text(self) -> str:
        """What is sought; empty when nothing is, or nothing that could be found."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""

    def finds(self, *texts: str) -> bool:
        """Whether one of the texts has what is sought, in whatever case."""
        return any(self.text.casefold() in each.casefold() for each in texts)


class ConsoleField(forms.Field):
    """What our templates look for on a field, whatever its class: it is never made, only said of others."""

    api_path: str
    template_name: str
    draft: object


def api(field: F, path: str) -> F:
    """Name the API path that a field edits; it is shown beside the field."""
    cast(ConsoleField, field).api_path = path
    return field


def api_path_of(field: forms.Field) -> str:
    """The API path that a field edits; empty where it edits none."""
    return str(getattr(field, "api_path", ""))


def draw_by(field: forms.Field, template: str, draft: object = None) -> None:
    """Let a template of its own draw a field; it finds there the `draft` of what is written in the field."""
    drawn = cast(ConsoleField, field)
    drawn.template_name, drawn.draft = template, draft


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, object]]) -> None:
    """Let something be chosen in a field that was declared without choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
