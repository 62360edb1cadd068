"""Fields made from a pool's schema: each attribute gets the control, the limits and the words that fit it."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from console.cognito import model
from console.ui.components.html import deceives
from console.ui.forms import api
from pools.gateway import SchemaAttribute
from users.attributes import records as attributes

# Cognito sets these itself, or Lifeguard asks for them elsewhere in the form.
NOT_ASKED = frozenset({"sub", "identities", "email_verified", "phone_number_verified"})

NOW_OR_NEVER = "Can be set now or never: this pool does not let it change later."
ADMINISTRATORS_ONLY = "Only administrators can change it; apps cannot."
HINTS = {
    "birthdate": "Year, month, day: 1990-12-31.",
    "locale": "Language and country, such as en-GB.",
    "phone_number": "With + and country code, such as +44 20 7946 0123. Spaces are left out.",
    "picture": "Usually the address of an image.",
    "preferred_username": "A name they can change. Where it is an alias they can sign in with it.",
    "profile": "Usually the address of a page about them.",
    "updated_at": "Seconds since 1970. Apps usually keep it up to date themselves.",
    "website": "A full address, such as https://example.com.",
    "zoneinfo": "A name of the time zone database, such as Europe/Berlin.",
}
LABELS = {
    "email": "E-mail address",
    "name": "Full name",
    "locale": "Language",
    "updated_at": "Profile changed at",
}
LONG = frozenset({"address"})


class PhoneField(forms.CharField):
    """A number in E.164; spaces, dashes, dots and brackets are what people type, not part of it."""

    default_validators = [
        RegexValidator(r"^\+[1-9]\d{4,14}\Z", "Begin with + and the country code, then digits only.")
    ]

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s().\-]", "", str(super().to_python(value) or ""))


class BooleanChoice(forms.ChoiceField):
    """True, false, or nothing at all, which a check box cannot say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("", "Not set"), ("true", "True"), ("false", "False")], **kwargs)


class PairsField(forms.CharField):
    """Lines of key=value. `limits` are the most characters of a key and of a value."""

    def __init__(self, *, limits: tuple[int, int], **kwargs: Any) -> None:
        self.limits = limits
        super().__init__(widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}), **kwargs)

    def clean(self, value: Any) -> dict[str, str]:
        lines = str(super().clean(value) or "").splitlines()
        pairs: dict[str, str] = {}
        for number, line in enumerate(lines, start=1):
            if line.strip():
                key, text = self._pair(number, line)
                if key in pairs:
                    raise ValidationError(f"Line {number}: {key} is there twice.")
                pairs[key] = text
        return pairs

    def _pair(self, number: int, line: str) -> tuple[str, str]:
        key, separator, text = (each.strip() for each in line.partition("="))
        longest_key, longest_value = self.limits
        if not separator or not key:
            raise ValidationError(f"Line {number}: write it as key=value.")
        if not key.isprintable() or len(key) > longest_key:
            raise ValidationError(f"Line {number}: a key has at most {longest_key} characters, all visible.")
        if not text or len(text) > longest_value:
            raise ValidationError(f"Line {number}: a value has 1 to {longest_value} characters.")
        return key, text


class LinesField(forms.CharField):
    """One entry a line; empty lines and repetitions are left out."""

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = (line.strip() for line in str(super().clean(value) or "").splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))


def field_for(attribute: SchemaAttribute, *, required: bool | None = None) -> forms.Field:
    """The field of an attribute; `required` overrules what the schema says."""
    made = _makers(attribute)(
        label=label_of(attribute.name),
        required=attribute.required if required is None else required,
        help_text=_hint(attribute),
        error_messages={"required": f"Enter the {label_of(attribute.name).lower()}."},
    )
    return api(made, attribute.name)


def label_of(name: str) -> str:
    """What to call an attribute where its value is asked for."""
    return LABELS.get(name) or attributes.label_of(name)


def plain(text: str) -> str:
    """Strangers' text for labels and messages, which hold no markup: nothing hidden, nothing that turns about."""
    return "".join(f"‹U+{ord(character):04X}›" if deceives(character) else character for character in text)


def as_text(value: Any) -> str:
    """A cleaned value as Cognito keeps it: everything is text there."""
    match value:
        case None:
            return ""
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
    return str(value)


def longest_value() -> int:
    """The most characters of any attribute's value."""
    return model.constraint("AdminCreateUser", "UserAttributes.Value").maximum or 2048


def _makers(attribute: SchemaAttribute) -> Callable[..., forms.Field]:
    standard = STANDARD.get(attribute.name)
    by_type = {"Number": _number, "DateTime": _moment, "Boolean": _boolean}
    maker = standard or by_type.get(attribute.type, _text)
    return lambda **kwargs: maker(attribute, **kwargs)


def _lengths(attribute: SchemaAttribute) -> dict[str, Any]:
    limits = {"max_length": longest_value()}
    if attribute.maximum and attribute.type == "String":
        limits["max_length"] = min(int(attribute.maximum), limits["max_length"])
    if attribute.minimum and attribute.type == "String":
        limits["min_length"] = int(attribute.minimum)
    return limits


def _text(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 3}) if attribute.name in LONG else forms.TextInput()
    return forms.CharField(widget=_quiet(widget), **_lengths(attribute), **kwargs)


def _number(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    limits = {"min_value": attribute.minimum, "max_value": attribute.maximum}
    whole: dict[str, Any] = {name: int(value) for name, value in limits.items() if value}
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(widget=_quiet(widget), **whole, **kwargs)


def _moment(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S")
    return forms.DateTimeField(widget=_quiet(widget), **kwargs)


def _boolean(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    return BooleanChoice(**kwargs)


def _email(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    widget = forms.EmailInput(attrs={"spellcheck": "false"})
    return forms.EmailField(widget=_quiet(widget), **_lengths(attribute), **kwargs)


def _phone(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    return PhoneField(widget=_quiet(forms.TextInput(attrs={"type": "tel"})), **kwargs)


def _birthdate(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=_quiet(widget), input_formats=["%Y-%m-%d"], **kwargs)


def _website(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    return forms.URLField(
        widget=_quiet(forms.URLInput()), assume_scheme="https", **_lengths(attribute), **kwargs
    )


def _zoneinfo(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    return _text(attribute, validators=[_check_zone], **kwargs)


def _locale(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    shape = RegexValidator(r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*\Z", "Write it as en, en-GB or zh-Hant-TW.")
    return _text(attribute, validators=[shape], **kwargs)


def _updated_at(attribute: SchemaAttribute, **kwargs: Any) -> forms.Field:
    return forms.IntegerField(widget=_quiet(forms.NumberInput()), min_value=0, **kwargs)


STANDARD: Mapping[str, Callable[..., forms.Field]] = {
    "birthdate": _birthdate,
    "email": _email,
    "locale": _locale,
    "phone_number": _phone,
    "updated_at": _updated_at,
    "website": _website,
    "zoneinfo": _zoneinfo,
}


def _check_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError("This is no name of the time zone database, such as Europe/Berlin.")


def _quiet(widget: forms.Widget) -> forms.Widget:
    # These are somebody else's data: the operator's own must not be filled in.
    widget.attrs.setdefault("autocomplete", "off")
    return widget


def _hint(attribute: SchemaAttribute) -> str:
    words = [HINTS.get(attribute.name, ""), _limits_in_words(attribute)]
    words.append("" if attribute.mutable else NOW_OR_NEVER)
    words.append(ADMINISTRATORS_ONLY if attribute.developer_only else "")
    return " ".join(each for each in words if each)


def _limits_in_words(attribute: SchemaAttribute) -> str:
    if attribute.type == "DateTime":
        return "Date and time in UTC."
    if not attribute.is_custom or attribute.type not in {"Number", "String"}:
        return ""
    least, most = attribute.minimum, attribute.maximum
    unit = " characters" if attribute.type == "String" else ""
    if attribute.type == "String" and int(most or longest_value()) >= longest_value():
        most = ""
    least = "" if least == "0" and unit else least
    prefix = "Whole number" if attribute.type == "Number" else ""
    range_of = {
        (True, True): f"{least} to {most}{unit}",
        (True, False): f"at least {least}{unit}",
        (False, True): f"at most {most}{unit}",
    }.get((bool(least), bool(most)), "")
    words = ", ".join(each for each in (prefix, range_of) if each)
    return words[:1].upper() + words[1:] + "." if words else ""
