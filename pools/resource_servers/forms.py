"""A resource server: its name, and a row for each of its scopes."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from django import forms

from console.cognito import model
from console.ui.forms import api
from pools.editing.fields.rows import RowForm, Rows
from pools.editing.fields.texts import text_field
from pools.editing.forms import RowsForm
from pools.resource_servers.gateway import COMPARISON
from pools.saving.states import State

CREATE = "CreateResourceServer"
IDENTIFIER = model.constraint(CREATE, "Identifier")
NAME = model.constraint(CREATE, "Name")
SCOPE_NAME = model.constraint(CREATE, "Scopes.ScopeName")
SCOPE_DESCRIPTION = model.constraint(CREATE, "Scopes.ScopeDescription")
MOST_ROWS = model.constraint(CREATE, "Scopes").most or 100


class ScopeForm(RowForm):
    """One scope."""

    name = api(
        text_field(SCOPE_NAME, "No spaces, slashes, quotes or backslashes.", label="Scope", size=24),
        "ScopeName",
    )
    description = api(text_field(SCOPE_DESCRIPTION, "", label="Description"), "ScopeDescription")
    remove = forms.BooleanField(label="Remove this scope", required=False)


class ScopeRows(Rows):
    """The scopes of a resource server, and some empty rows for new ones."""

    form = ScopeForm
    key, name, repeated = "name", "scope", "Another row has this name."
    max_num = absolute_max = MOST_ROWS

    @property
    def scopes(self) -> dict[str, str]:
        """The scopes by name. Only when the rows are valid."""
        return {form.cleaned_data["name"]: form.cleaned_data["description"] for form in self.filled}


class ResourceServerForm(RowsForm):
    """The name and the scopes of a resource server."""

    comparison = COMPARISON
    rows: ScopeRows

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
        """Filled from a state, or from what was `typed` into its fields with the `rows` of its scopes."""
        self.state = state = state or {}
        if rows is None and data is None:
            scopes = (state.get("Scopes") or {}).items()
            rows = [{"name": name, "description": words} for name, words in scopes]
        self.rows = ScopeRows(data, initial=rows or ())
        super().__init__(data, initial=typed or {"name": state.get("Name", "")})

    @classmethod
    def again(cls, data: Mapping[str, Any]) -> Self:
        """The same as typed, without a judgement, with more rows."""
        typed = {name: data.get(name, "") for name in cls.base_fields}
        return cls(typed=typed, rows=ScopeRows(data).typed)

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
