"""How Django's own form rendering looks here, and the base of our forms."""

from typing import Any, TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting

F = TypeVar("F", bound=forms.Field)


class ConsoleFormRenderer(TemplatesSetting):
    """Labels, hints, errors, API paths and the error summary, for every form alike."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class ConsoleForm(forms.Form):
    """A form that is checked on the server alone, so that all its errors are told at once."""

    use_required_attribute = False

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


def api(field: F, path: str) -> F:
    """Name the API path that a field edits; it is shown beside the field."""
    field.api_path = path  # type: ignore[attr-defined]
    return field
