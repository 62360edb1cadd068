"""A resource server: its name, and a row for each of its scopes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.forms.renderers import get_default_renderer

from console.cognito import model
from console.ui.forms import ConsoleForm, api
from pools.saving.states import State

CREATE = "CreateResourceServer"
IDENTIFIER = model.constraint(CREATE, "Identifier")
NAME = model.constraint(CREATE, "Name")
SCOPE_NAME = model.constraint(CREATE, "Scopes.ScopeName")
SCOPE_DESCRIPTION = model.constraint(CREATE, "Scopes.ScopeDescription")
MOST_ROWS = model.constraint(CREATE, "Scopes").most or 100
MORE_ROWS = 3


def text_field(constraint: model.Constraint, refusal: str, **options: Any) -> forms.CharField:
    """A line of text within the model's limits; `refusal` says what it may hold."""

    def fits(value: str) -> None:
        if constraint.pattern and not model.fits(value, constraint.pattern):
            raise forms.ValidationError(refusal)

    return forms.CharField(
        min_length=constraint.minimum,
        max_length=constraint.maximum,
        validators=[fits],
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "size": options.pop("size", 40)}
        ),
        **options,
    )


class ScopeForm(ConsoleForm):
    """One scope. A row without name and description is empty, and one that is to be removed counts as empty."""

    name = api(
        text_field(SCOPE_NAME, "No spaces, slashes, quotes or backslashes.", label="Scope", size=24),
        "ScopeName",
    )
    description = api(text_field(SCOPE_DESCRIPTION, "", label="Description"), "ScopeDescription")
    remove = forms.BooleanField(label="Remove this scope", required=False)

    def has_changed(self) -> bool:
        return "remove" not in self.changed_data and bool(self.changed_data)


if TYPE_CHECKING:
    FormSet = forms.BaseFormSet[ScopeForm]
else:
    FormSet = forms.BaseFormSet


class ScopeRows(FormSet):
    """The scopes of a resource server, and some empty rows for new ones."""

    form = ScopeForm
    min_num, max_num, absolute_max = 0, MOST_ROWS, MOST_ROWS
    validate_min, validate_max = False, True
    can_order = can_delete = can_delete_extra = edit_only = False

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        self.renderer = get_default_renderer()
        super().__init__(data, prefix="scope", initial=initial)
        self.extra = min(len(initial) + MORE_ROWS, MOST_ROWS)

    def initial_form_count(self) -> int:
        """Always none: a row that is there to be filled may also stay or become empty."""
        return 0

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.filled:
            name = form.cleaned_data.get("name", "")
            if name in seen:
                form.add_error("name", "Another row has this name.")
            seen |= {name} - {""}

    @property
    def filled(self) -> list[ScopeForm]:
        return [form for form in self.forms if form.has_changed()]

    @property
    def scopes(self) -> dict[str, str]:
        """The scopes by name. Only when the rows are valid."""
        return {form.cleaned_data["name"]: form.cleaned_data["description"] for form in self.filled}

    @property
    def typed(self) -> list[Mapping[str, Any]]:
        """What was typed, row by row, to be shown again without a judgement."""
        rows = [{name: form[name].data for name in form.fields} for form in self.forms]
        return [row for row in rows if row["name"] or row["description"]]


class ResourceServerForm(ConsoleForm):
    """The name and the scopes of a resource server; `initial` may hold its state."""

    name = api(
        text_field(
            NAME,
            "Use letters, digits, spaces, and any of _ + = , . @ -",
            label="Name",
            help_text="For people. It can be changed later.",
        ),
        "Name",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        state: State | None = None,
        typed: Mapping[str, Any] | None = None,
        rows: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Filled from a state, or from what was `typed` with the `rows` of its scopes."""
        state = state or {}
        scopes = (state.get("Scopes") or {}).items()
        initial = [{"name": name, "description": words} for name, words in scopes]
        self.rows = ScopeRows(data, initial=initial if rows is None else rows)
        super().__init__(data, initial=typed or {"name": state.get("Name", "")})

    @classmethod
    def again(cls, data: Mapping[str, Any]) -> Self:
        """The same as typed, without a judgement, with more rows."""
        typed = {name: data.get(name, "") for name in cls.base_fields}
        return cls(typed=typed, rows=ScopeRows(data).typed)

    def is_valid(self) -> bool:
        """Both are judged, so that all errors are told at once."""
        rows_are_valid = self.rows.is_valid()
        return super().is_valid() and rows_are_valid

    @property
    def wanted(self) -> dict[str, Any]:
        """Name and scopes as a state has them. Only when it is valid."""
        return {"Name": self.cleaned_data["name"], "Scopes": self.rows.scopes}


class NewResourceServerForm(ResourceServerForm):
    """A new one, with the identifier that it keeps."""

    identifier = api(
        text_field(
            IDENTIFIER,
            "No spaces, quotes or backslashes.",
            label="Identifier",
            help_text="For machines, such as https://api.example.com. Scopes begin with it. It can never be changed.",
        ),
        "Identifier",
    )
    field_order = ("identifier", "name")
