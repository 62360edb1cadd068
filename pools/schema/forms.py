"""The custom attributes that a pool is to get, a row each."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import get_default_renderer

from console.cognito import model
from console.ui.forms import ConsoleForm, api
from pools.gateway import SchemaAttribute
from pools.settings.overview import ATTRIBUTE_TYPES

NAME = model.constraint("AddCustomAttributes", "CustomAttributes.Name")
TYPE = model.constraint("AddCustomAttributes", "CustomAttributes.AttributeDataType")
# Java's classes of characters, which Python's patterns lack: letters, marks, symbols, digits, punctuation.
NAME_CATEGORIES = frozenset(re.findall(r"\\p\{(\w)\}", NAME.pattern))
# Cognito stores at most so many characters in an attribute; the model does not say so.
LONGEST_VALUE = 2048
MOST_ROWS = 25
FIRST_ROWS = 3


class AttributeForm(ConsoleForm):
    """One custom attribute. A row without a name and limits is empty."""

    name = api(
        forms.CharField(
            label="Name",
            min_length=NAME.minimum,
            max_length=NAME.maximum,
            help_text=f"Up to {NAME.maximum} characters, without “custom:”.",
            widget=forms.TextInput(attrs={"size": 20, "autocomplete": "off", "spellcheck": "false"}),
        ),
        "Name",
    )
    type = api(
        forms.ChoiceField(
            label="Type",
            choices=[(choice, ATTRIBUTE_TYPES.get(choice, choice)) for choice in TYPE.choices],
            initial="String",
        ),
        "AttributeDataType",
    )
    minimum = forms.IntegerField(
        label="Minimum",
        required=False,
        help_text="Least characters of a text, or least value of a number.",
        widget=forms.TextInput(attrs={"size": 10, "inputmode": "numeric", "autocomplete": "off"}),
    )
    maximum = forms.IntegerField(
        label="Maximum",
        required=False,
        help_text=f"Most characters of a text (up to {LONGEST_VALUE:,}), or greatest value of a number.",
        widget=forms.TextInput(attrs={"size": 10, "inputmode": "numeric", "autocomplete": "off"}),
    )
    mutable = api(
        forms.BooleanField(
            label="The value can be changed later",
            required=False,
            initial=True,
            help_text="Needed where an identity provider fills it.",
        ),
        "Mutable",
    )
    developer_only = api(
        forms.BooleanField(
            label="Only for developers",
            required=False,
            help_text="App clients can neither read nor write it; only AWS credentials can.",
        ),
        "DeveloperOnlyAttribute",
    )

    def __init__(self, *args: Any, taken: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def has_changed(self) -> bool:
        return not {"name", "minimum", "maximum"}.isdisjoint(self.changed_data)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.startswith(("custom:", "dev:")):
            raise forms.ValidationError("Leave the prefix out: Cognito puts it before the name by itself.")
        if any(unicodedata.category(character)[0] not in NAME_CATEGORIES for character in name):
            raise forms.ValidationError("Use letters, digits, symbols and punctuation, no spaces.")
        if name in self.taken:
            raise forms.ValidationError("The pool has a custom attribute of this name already.")
        return name

    def clean(self) -> dict[str, Any]:
        for name in ("minimum", "maximum"):
            if problem := self._problem_of_limit(name):
                self.add_error(name, problem)
        least, most = self.cleaned_data.get("minimum"), self.cleaned_data.get("maximum")
        if least is not None and most is not None and least > most:
            self.add_error("maximum", "The maximum is less than the minimum.")
        return self.cleaned_data

    def _problem_of_limit(self, name: str) -> str:
        limit, kind = self.cleaned_data.get(name), self.cleaned_data.get("type")
        least = 1 if name == "maximum" else 0
        if limit is None or kind not in ATTRIBUTE_TYPES or kind == "Number":
            return ""
        if kind != "String":
            return "Only texts and numbers have limits. Leave it empty."
        if not least <= limit <= LONGEST_VALUE:
            return f"A text has {least} to {LONGEST_VALUE:,} characters."
        return ""

    @property
    def attribute(self) -> SchemaAttribute:
        """What the row describes, named as Cognito will name it. Only for a valid row that is not empty."""
        data = self.cleaned_data
        return SchemaAttribute(
            name=f"{'dev:' if data['developer_only'] else ''}custom:{data['name']}",
            type=data["type"],
            mutable=data["mutable"],
            required=False,
            developer_only=data["developer_only"],
            minimum="" if data["minimum"] is None else str(data["minimum"]),
            maximum="" if data["maximum"] is None else str(data["maximum"]),
        )


if TYPE_CHECKING:
    FormSet = forms.BaseFormSet[AttributeForm]
else:
    FormSet = forms.BaseFormSet


class AttributeRows(FormSet):
    """Rows of new attributes; empty ones are ignored. `taken` names exist already, `left` more may be added."""

    form = AttributeForm
    min_num, max_num, absolute_max = 0, MOST_ROWS, MOST_ROWS
    validate_min, validate_max = False, True
    can_order = can_delete = can_delete_extra = edit_only = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        taken: Collection[str],
        left: int,
        rows: int = FIRST_ROWS,
        initial: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        self.renderer = get_default_renderer()
        super().__init__(data, prefix="row", initial=initial, form_kwargs={"taken": taken})
        self.extra = min(rows, MOST_ROWS)
        self.left = left

    def initial_form_count(self) -> int:
        """Always none: a row that is there to be filled may also stay empty."""
        return 0

    def clean(self) -> None:
        if not self.filled:
            raise forms.ValidationError("Give at least one attribute a name.")
        if len(self.filled) > self.left:
            raise forms.ValidationError(
                f"These are {len(self.filled)} attributes, but the pool takes only {self.left} more."
            )
        seen: set[str] = set()
        for form in self.filled:
            name = form.cleaned_data.get("name", "")
            if name in seen:
                form.add_error("name", "Another row has this name.")
            seen |= {name} - {""}

    @property
    def filled(self) -> list[AttributeForm]:
        return [form for form in self.forms if form.has_changed()]

    @property
    def attributes(self) -> list[SchemaAttribute]:
        """What the rows describe. Only when they are valid."""
        return [form.attribute for form in self.filled]

    @property
    def typed(self) -> list[Mapping[str, Any]]:
        """What was typed, row by row, to be shown again without a judgement."""
        return [{name: form[name].data for name in form.fields} for form in self.forms]
