"""Finding app clients, and the settings of one section of an app client as a form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from console.cognito.model import constraint
from console.ui.forms import Search, api
from pools.app_clients.attribute_matrix import BoxMatrix
from pools.app_clients.durations import DurationField
from pools.app_clients.gateway import COMPARISON
from pools.app_clients.rules import validity
from pools.app_clients.sections import (
    CALLBACKS,
    DEFAULT_CALLBACK,
    FLOW_WORDS,
    FLOWS,
    LOGOUTS,
    PROVIDERS,
    READ,
    SCOPE_WORDS,
    SCOPES,
    VALIDITIES,
    WRITE,
)
from pools.editing.fields.by_model import LinesField, TextField, field_for, hint_of
from pools.editing.fields.choices import ChoicesField
from pools.editing.forms import SectionForm, name_of
from pools.gateway import SchemaAttribute
from pools.saving.settings import Setting
from pools.saving.states import State, value_at

OPERATION = "UpdateUserPoolClient"
DEFAULT = "default"
# Only Cognito itself writes these.
NEVER_WRITTEN = frozenset({"sub", "email_verified", "phone_number_verified"})
SECURE_OR_LOCAL = re.compile(
    r"(https://|http://(localhost|127\.0\.0\.1|\[::1\])([:/]|$)|(?!https?:)[A-Za-z][\w+.-]*:)\S+"
)


class AppClientSearch(Search):
    """Looks for a text in the names and ids of a page."""

    wanted = "Name or id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What the settings of an app client may name in its pool."""

    attributes: Sequence[SchemaAttribute] = ()
    scopes: Sequence[str] = ()
    providers: Sequence[str] = ()
    plan: str = ""

    @property
    def required(self) -> set[str]:
        return {each.name for each in self.attributes if each.required} - NEVER_WRITTEN

    def names(self, path: str) -> list[str]:
        """What may be ticked for a setting."""
        names = [each.name for each in self.attributes if not each.developer_only]
        return {
            READ: names,
            WRITE: [name for name in names if name not in NEVER_WRITTEN],
            SCOPES: [*SCOPE_WORDS, *self.scopes],
            PROVIDERS: ["COGNITO", *self.providers],
            FLOWS: [flow for flow in FLOW_WORDS if flow.startswith("ALLOW_")],
        }[path]


class UrlsField(LinesField):
    """Addresses that Cognito may send browsers to, one a line."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        for line in value:
            if "#" in line:
                raise forms.ValidationError(f"“{line}” has a # in it: Cognito takes no fragments.")
            if not SECURE_OR_LOCAL.fullmatch(line):
                raise forms.ValidationError(
                    f"“{line}” cannot be used: it takes https, http on localhost, or an app’s own scheme."
                )


class UrlField(TextField):
    """One address, on one line however long it may be."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lines, self.strip = 1, True
        self.widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-wide": True})


class ListField(ChoicesField):
    """Names to tick, or none of its own: then Cognito’s default holds."""

    def __init__(self, *, default: str, needed: Iterable[str] = (), words: Any = None, **kwargs: Any) -> None:
        self.needed = set(needed)
        offered = [DEFAULT, *kwargs.pop("offered")]
        super().__init__(offered=offered, words={**(words or {}), DEFAULT: default}, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return [DEFAULT] if value is None else value

    def clean(self, value: Any) -> Any:
        names = forms.MultipleChoiceField.clean(self, value)
        if DEFAULT in names and len(names) > 1:
            raise forms.ValidationError("Tick either the default or names of your own.")
        if names == [DEFAULT]:
            return None
        if not names and self.present != []:
            raise forms.ValidationError("Tick the default or at least one name.")
        if names and (missing := self.needed - set(names)) and set(names) != set(self.present or ()):
            raise forms.ValidationError(
                f"The pool requires these, so they belong here: {', '.join(sorted(missing))}."
            )
        return self.present if set(names) == set(self.present or ()) and self.present is not None else names


class AppClientForm(SectionForm):
    """Edits one section of an app client that looks like `state`; whatever is not in the section stays as it is."""

    operation = OPERATION
    comparison = COMPARISON

    def __init__(self, data: Mapping[str, Any] | None = None, *, offered: Offered, **kwargs: Any) -> None:
        """`offered` is what the settings may name in the pool."""
        self.offered = offered
        super().__init__(data, **kwargs)

    @property
    def matrix(self) -> BoxMatrix | None:
        """The attributes as a table, where the section is about them."""
        names = [name_of(path) for path in (READ, WRITE)]
        shown = all(name in self.fields for name in names)
        return BoxMatrix(fields=[self[name] for name in names]) if shown else None

    def field_of(self, setting: Setting, value: Any) -> forms.Field:
        return app_client_field(setting, self.state, self.offered)

    def shown(self, state: State, setting: Setting) -> Any:
        is_validity = setting.path in VALIDITIES
        return validity(state, setting.path) if is_validity else super().shown(state, setting)

    def written(self, path: str, value: Any) -> list[tuple[str, Any]]:
        """A validity is a number and its unit."""
        if path not in VALIDITIES:
            return super().written(path, value)
        number, unit = value
        return [(path, number), (VALIDITIES[path][0], unit)]


def app_client_field(setting: Setting, state: State, offered: Offered) -> forms.Field:
    """The field of a setting: by the model, save where the pool or two members together say what it takes."""
    path = setting.path
    value = value_at(state, path)
    limits = constraint(OPERATION, path)
    common: dict[str, Any] = {
        "label": setting.label,
        "help_text": hint_of(setting, limits),
        "required": False,
    }
    if path in VALIDITIES:
        return api(
            DurationField(present=validity(state, path), **{**common, "help_text": setting.help}), path
        )
    if path in (CALLBACKS, LOGOUTS):
        return api(UrlsField(limits=limits, present=value, **common), path)
    if path == DEFAULT_CALLBACK:
        return api(UrlField(limits=limits, present=value, **common), path)
    if path in (READ, WRITE) or (path == FLOWS and value is None):
        needed = offered.required if path == WRITE else ()
        names = {"offered": offered.names(path), "words": setting.words, "present": value}
        return api(ListField(default=setting.absent, needed=needed, **names, **common), path)
    if path in (FLOWS, SCOPES, PROVIDERS):
        if path == FLOWS:
            common |= {"required": True, "error_messages": {"required": "Tick at least one way to sign in."}}
        field = ChoicesField(offered=offered.names(path), words=setting.words, present=value, **common)
        return api(field, path)
    return field_for(setting, value, plan=offered.plan, operation=OPERATION)
