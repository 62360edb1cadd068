"""What can never be changed once a pool is there: how people sign in, and its attributes."""

from collections.abc import Mapping
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api
from pools.gateway import SchemaAttribute
from pools.plans import PLANS
from pools.saving.states import State, value_at
from pools.schema import standard
from pools.schema.forms import FIRST_ROWS, LONGEST_VALUE, AttributeRows
from pools.schema.gateway import LIMITS, bare_name, parameters_of
from pools.settings.overview import MOST_CUSTOM_ATTRIBUTES
from pools.settings.sections.sign_in import ATTRIBUTES

USERNAME, ALIASES = "username", "aliases"
# What people sign in with instead of a username.
INSTEAD: Mapping[str, list[str]] = {
    "email": ["email"],
    "phone": ["phone_number"],
    "either": ["email", "phone_number"],
}
SIGN_IN = (
    ("email", "Their e-mail address. There are no usernames."),
    ("phone", "Their phone number. There are no usernames."),
    ("either", "Their e-mail address or their phone number. There are no usernames."),
    (USERNAME, "A username, and nothing else."),
    (ALIASES, "A username, or one of the following."),
)
CASE = (
    ("False", "Do not matter: Ana and ana are the same person."),
    ("True", "Matter: Ana and ana are two people. AWS advises against it."),
)


class PermanentForm(ConsoleForm):
    """What Cognito lets nobody change once the pool is there, and the plan that decides what is possible."""

    sign_in = forms.ChoiceField(label="People sign in with", choices=SIGN_IN, widget=forms.RadioSelect)
    aliases = forms.MultipleChoiceField(
        label="Besides the username",
        choices=list(ATTRIBUTES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    case_sensitive = forms.TypedChoiceField(
        label="Capitals in usernames and addresses",
        choices=CASE,
        coerce=lambda text: text == "True",
        widget=forms.RadioSelect,
    )
    plan = forms.ChoiceField(
        label="Feature plan",
        choices=list(PLANS.items()),
        required=False,
        widget=forms.RadioSelect,
        help_text=(
            "The only one of these that can be changed later. Plans are billed differently: passkeys and codes by "
            "e-mail need Essentials, threat protection needs Plus."
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, state: State) -> None:
        self.state = state
        self.schema = {each["Name"]: each for each in state.get("SchemaAttributes") or ()}
        super().__init__(data, initial=_initial(state))
        paths = {
            "sign_in": "UsernameAttributes",
            "aliases": "AliasAttributes",
            "case_sensitive": "UsernameConfiguration.CaseSensitive",
            "plan": "UserPoolTier",
        }
        for name, path in paths.items():
            api(self.fields[name], path)
        for name, label in standard.LABELS.items():
            attribute = SchemaAttribute.from_response(
                {"Name": name, **standard.DEFAULTS[name], **self.schema.get(name, {})}
            )
            self.fields |= _fields_of(attribute, label)

    @property
    def attributes(self) -> list[dict[str, Any]]:
        """The standard attributes as rows of a table."""
        controls = ("required", "fixed", "minimum", "maximum")
        return [
            {"name": name, "label": label, **{control: self[f"{name}-{control}"] for control in controls}}
            for name, label in standard.LABELS.items()
        ]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("sign_in") == ALIASES and not self.cleaned_data.get("aliases"):
            self.add_error("aliases", "Choose what else people may sign in with, or a username alone.")
        for name in standard.LABELS:
            least, most = self.cleaned_data.get(f"{name}-minimum"), self.cleaned_data.get(f"{name}-maximum")
            if least is not None and most is not None and least > most:
                self.add_error(f"{name}-maximum", "The maximum is less than the minimum.")
        return self.cleaned_data

    @property
    def changes(self) -> dict[str, Any]:
        """What was decided, by path of the state. Only for a valid form."""
        data = self.cleaned_data
        custom = [each for name, each in self.schema.items() if not standard.is_standard(name)]
        return {
            "UsernameAttributes": INSTEAD.get(data["sign_in"]),
            "AliasAttributes": data["aliases"] if data["sign_in"] == ALIASES else None,
            "UsernameConfiguration.CaseSensitive": data["case_sensitive"],
            "UserPoolTier": data["plan"] or None,
            "SchemaAttributes": [*map(self._attribute, standard.LABELS), *custom],
        }

    def _attribute(self, name: str) -> dict[str, Any]:
        data, default = self.cleaned_data, standard.DEFAULTS[name]
        member, least, most = LIMITS[default["AttributeDataType"]]
        limits = {least: data[f"{name}-minimum"], most: data[f"{name}-maximum"]}
        return {
            "Name": name,
            **default,
            "Required": data[f"{name}-required"],
            "Mutable": not data[f"{name}-fixed"],
            member: {limit: str(value) for limit, value in limits.items() if value is not None},
        }


class CustomRows(AttributeRows):
    """The custom attributes of a pool that is not there yet: it may also have none."""

    max_num = absolute_max = MOST_CUSTOM_ATTRIBUTES

    def __init__(self, data: Mapping[str, Any] | None = None, *, state: State) -> None:
        self.state = state
        schema = state.get("SchemaAttributes") or ()
        self.others = [each for each in schema if standard.is_standard(each["Name"])]
        own = [SchemaAttribute.from_response(each) for each in schema if each not in self.others]
        # What is sent counts by itself: a row that is as it was shown is filled all the same.
        initial = [*map(_typed, own)] if data is None else None
        super().__init__(data, taken=(), left=MOST_CUSTOM_ATTRIBUTES, initial=initial)
        self.extra = min(len(own) + FIRST_ROWS, MOST_CUSTOM_ATTRIBUTES)

    def clean(self) -> None:
        if self.filled:
            super().clean()

    def with_more(self) -> "CustomRows":
        """The rows as they were typed, unjudged, and some more."""
        typed = self.typed
        rows = CustomRows(state=self.state)
        rows.initial = typed
        rows.extra = min(len(typed) + FIRST_ROWS, MOST_CUSTOM_ATTRIBUTES)
        return rows

    @property
    def changes(self) -> dict[str, Any]:
        """The schema with these attributes. Only when they are valid."""
        rows = [{**parameters_of(each), "Name": each.name} for each in self.attributes]
        return {"SchemaAttributes": [*self.others, *rows]}


def _initial(state: State) -> dict[str, Any]:
    instead, aliases = state.get("UsernameAttributes") or [], state.get("AliasAttributes") or []
    ways = (way for way, attributes in INSTEAD.items() if sorted(attributes) == sorted(instead))
    return {
        "sign_in": next(ways, ALIASES if aliases else USERNAME),
        "aliases": aliases,
        "case_sensitive": str(value_at(state, "UsernameConfiguration.CaseSensitive") is not False),
        "plan": state.get("UserPoolTier", ""),
    }


def _fields_of(attribute: SchemaAttribute, label: str) -> dict[str, forms.Field]:
    """The controls of one standard attribute."""
    most = LONGEST_VALUE if attribute.type == "String" else None
    fields: dict[str, forms.Field] = {
        "required": forms.BooleanField(label=f"{label}: required", initial=attribute.required),
        "fixed": forms.BooleanField(label=f"{label}: cannot be changed", initial=not attribute.mutable),
        "minimum": _limit(f"{label}: minimum", attribute.minimum, most),
        "maximum": _limit(f"{label}: maximum", attribute.maximum, most),
    }
    for field in fields.values():
        field.required = False
        field.widget.attrs["aria-label"] = field.label
    return {f"{attribute.name}-{control}": field for control, field in fields.items()}


def _limit(label: str, initial: str, most: int | None) -> forms.Field:
    widget = forms.TextInput(attrs={"size": 5, "inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, initial=initial, widget=widget)


def _typed(attribute: SchemaAttribute) -> dict[str, Any]:
    """An attribute as its row is filled in."""
    return {
        "name": bare_name(attribute.name),
        "type": attribute.type,
        "minimum": attribute.minimum,
        "maximum": attribute.maximum,
        "mutable": attribute.mutable,
        "developer_only": attribute.developer_only,
    }
