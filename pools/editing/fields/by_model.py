"""The form field of a setting: its kind, limits and choices come from the model, its words from the setting.

Every field knows the value that is there: left as it is it is fine, whatever Cognito would say to it today.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from console.cognito import model
from console.cognito.model import Constraint
from console.ui.forms import api
from pools import plans
from pools.editing.fields.choices import ChoicesField, WholeField
from pools.plans import PLANS
from pools.saving.settings import SAID_BY_KIND, Setting
from pools.saving.states import NOTHING

# A text may be this long before it needs more than a line.
ONE_LINE = 140
# Where the model lets a text be longer than this, it does not really say how long.
LONGEST = 20_000
FLAGS = {True: "Yes", False: "No"}
# In the model, but documented as not supported yet.
NOT_OFFERED = frozenset({"SOFTWARE_TOKEN"})

Builder = Callable[[Setting, Constraint, Any, dict[str, Any]], forms.Field]


class TextField(forms.CharField):
    """A text within the limits of the model; nothing at all is None."""

    def __init__(self, *, limits: Constraint, present: Any = None, **kwargs: Any) -> None:
        self.limits, self.present = limits, present
        self.lines = _lines(limits)
        area = forms.Textarea(attrs={"rows": self.lines})
        line = forms.TextInput(attrs={"autocomplete": "off", "data-wide": "arn:" in limits.pattern})
        super().__init__(
            min_length=limits.minimum,
            max_length=limits.maximum,
            strip=self.lines == 1,
            widget=area if self.lines > 1 else line,
            **kwargs,
        )

    def clean(self, value: Any) -> str | None:
        if self._as_sent(value) == self._as_sent(self.present):
            return self.present or None
        if not str(value or "").strip():
            if self.required and self.present:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        # A browser sends a line's end as two characters; Cognito counts and keeps what it is given.
        text: str = super().clean(str(value).replace("\r\n", "\n"))
        self._check_pattern(text)
        return text

    def _as_sent(self, value: Any) -> str:
        """What a browser makes of a text that nobody touches."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return text if self.lines > 1 else text.replace("\n", "").strip()

    def _check_pattern(self, text: str) -> None:
        pattern = self.limits.pattern
        if not pattern:
            return
        if strange := model.strange_characters(text, pattern):
            named = ", ".join(f"U+{ord(each):04X}" for each in strange)
            raise forms.ValidationError(f"There are characters in it that Cognito does not take: {named}.")
        if not model.fits(text, pattern):
            raise forms.ValidationError(_expected(pattern))


class NumberField(forms.IntegerField):
    """A whole number within the limits of the model."""

    def __init__(self, *, limits: Constraint, present: Any = None, **kwargs: Any) -> None:
        self.present = present
        super().__init__(
            min_value=limits.minimum,
            max_value=limits.maximum,
            widget=forms.TextInput(attrs={"size": 6, "inputmode": "numeric", "autocomplete": "off"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        same = self.present is not None and str(value or "").strip() == str(self.present)
        return self.present if same else super().clean(value)


class LinesField(forms.CharField):
    """Several texts, one a line; nothing at all is None."""

    def __init__(self, *, limits: Constraint, present: Any = None, **kwargs: Any) -> None:
        self.limits, self.present = limits, present
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = [line.strip() for line in str(value or "").splitlines()]
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.limits.most and len(value) > self.limits.most:
            raise forms.ValidationError(
                f"These are {len(value)} lines; Cognito takes at most {self.limits.most}."
            )
        for line in value:
            MinLengthValidator(self.limits.minimum or 0)(line)
            MaxLengthValidator(self.limits.maximum or len(line))(line)
            if self.limits.pattern and not model.fits(line, self.limits.pattern):
                raise forms.ValidationError(f"“{line}” cannot be used. {_expected(self.limits.pattern)}")

    def run_validators(self, value: Any) -> None:
        """Each line has been checked on its own."""

    def clean(self, value: Any) -> Any:
        if self.present and self.to_python(value) == self.to_python("\n".join(self.present)):
            return self.present
        return super().clean(value) or None


def field_for(
    setting: Setting,
    value: Any,
    *,
    operation: str,
    written: str | None = None,
    plan: str = "",
    control: Callable[..., forms.Field] | None = None,
) -> forms.Field:
    """The field that edits a setting which has this value now, in a pool of that plan.

    `operation` writes it, at the same path unless another one is named; `control` makes a field that is like no other.
    Its cleaned data are a value, or None for none.
    """
    limits = model.constraint(operation, setting.path if written is None else written)
    common: dict[str, Any] = {
        "label": setting.label,
        "help_text": hint_of(setting, limits, plan),
        "required": bool(setting.stays and (value not in NOTHING or setting.default)),
        "error_messages": {"required": setting.stays},
    }
    if control:
        return api(control(present=value, **common), setting.path)
    return api(_builder(setting, limits)(setting, limits, value, common), setting.path)


def hint_of(setting: Setting, limits: Constraint, plan: str = "") -> SafeString:
    """What to know before filling the field in: help, limits, what the plan lacks, what a change can do."""
    about = " ".join(filter(None, [setting.help, setting.hint, _limits_in_words(setting, limits)]))
    spans = [("", about), ("hint-plan", _plan_in_words(setting, plan)), ("hint-caution", setting.caution)]
    return format_html_join("", '<span class="{}">{}</span>', [span for span in spans if span[1]])


def _limits_in_words(setting: Setting, limits: Constraint) -> str:
    if limits.many:
        return f"At most {limits.most}." if limits.most and not limits.choices else ""
    if limits.type == "integer" and limits.maximum:
        return f"{_least(setting, limits)} to {limits.maximum}."
    is_text = limits.type == "string" and not limits.choices and "arn:" not in limits.pattern
    if is_text and limits.maximum and limits.maximum <= LONGEST:
        return f"{limits.minimum or 0} to {limits.maximum:,} characters."
    return ""


def _plan_in_words(setting: Setting, plan: str) -> str:
    if not plan or not setting.plan or plans.has(plan, setting.plan):
        return ""
    return f"Needs the {PLANS[setting.plan]} plan; this pool has {PLANS.get(plan, plan)}."


def _builder(setting: Setting, limits: Constraint) -> Builder:
    if setting.options:
        return _whole
    if setting.kind == "present":
        return _switch
    if limits.choices:
        return _several if limits.many else _one
    if limits.many:
        return _lines_of
    return {"boolean": _flag, "integer": _number}.get(limits.type, _text)


def _whole(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    return WholeField(options=setting.options, present=value, words=setting.words, **common)


def _switch(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    words = SAID_BY_KIND["present"]
    return WholeField(options=[(words[on], on) for on in (True, False)], present=value is not None, **common)


def _text(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    return TextField(limits=limits, present=value, **common)


def _lines_of(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    return LinesField(limits=limits, present=value, **common)


def _number(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    if setting.default is not None:
        needed = f"Write a number. Cognito’s own is {setting.default}."
        common = {**common, "required": True, "error_messages": {"required": needed}}
    limits = replace(limits, minimum=_least(setting, limits))
    return NumberField(limits=limits, present=value, **common)


def _least(setting: Setting, limits: Constraint) -> int:
    """No days at all are never meant, and Cognito takes them for its own number."""
    return max(limits.minimum or 0, 1 if setting.kind == "days" else 0)


def _flag(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    if setting.kind == "flag":
        return forms.BooleanField(**{**common, "required": False})
    return _choice(setting, setting.words or FLAGS, [True, False], value, common)


def _one(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    order = [each for each in setting.words if each in limits.choices]
    choices = dict.fromkeys([*order, *limits.choices])
    if len(choices) == 1 and setting.default is not None:
        # It goes along with what needs it: there is nothing to decide.
        common = {**common, "widget": forms.HiddenInput}
    return _choice(setting, setting.words, choices, value, common)


def _choice(
    setting: Setting, words: Mapping[Any, str], values: Any, value: Any, common: dict[str, Any]
) -> WholeField:
    """Each value with its words; where Cognito has no default of its own, also none at all."""
    options = [(words.get(each, str(each)), each) for each in values]
    if setting.default is None and not common["required"]:
        options.insert(0, (setting.absent or "Not set", None))
    present = setting.default if value is None else value
    return WholeField(options=options, present=present, words=words, **common)


def _several(setting: Setting, limits: Constraint, value: Any, common: dict[str, Any]) -> forms.Field:
    if setting.default is not None:
        common = {**common, "required": True, "error_messages": {"required": "Choose at least one."}}
    offered = [each for each in limits.choices if each not in NOT_OFFERED]
    return ChoicesField(offered=offered, words=setting.words, present=value, **common)


def _lines(limits: Constraint) -> int:
    """How many lines the box of a text shows; one where a line's end may not be in it."""
    if "arn:" in limits.pattern:
        return 1
    if limits.maximum and ONE_LINE < limits.maximum <= LONGEST:
        return 6
    return 2 if "(?s)" in limits.pattern else 1


def _expected(pattern: str) -> str:
    plain = pattern.replace("\\", "")
    if "{####}" in plain:
        return "It has to contain {####}, where Cognito puts the code."
    if "{##" in plain:
        return "It has to contain the words of the link, such as {##Verify your address##}."
    if "arn:" in plain:
        return (
            "This is not an ARN: it begins with arn: and names a service, a region, an account and a thing."
        )
    if "@" in plain and re.search(r"\\p\{", pattern):
        return "This is not an e-mail address."
    return f"There is a character in it that Cognito does not take (its rule: {pattern})."
