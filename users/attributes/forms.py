"""Changing the attributes of a user, by the pool's schema; and the verified marks on their own."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from console.ui.forms import ConsoleForm, api
from pools.gateway import Pool, SchemaAttribute
from users.asking.forms import ConfirmForm, reason_field
from users.attributes.conflicts import TextAsTyped
from users.attributes.contacts import (
    CONTACTS,
    consequences_of_change,
    contacts_in,
    flag_of,
    if_unverified,
    if_verified,
    waits_for_a_code,
)
from users.attributes.fields import NOT_ASKED, as_text, field_for, label_of
from users.attributes.merging import Merge
from users.gateway import User

VERIFIED, UNVERIFIED = "verified", "unverified"
TOO_OLD = "Lifeguard cannot tell what this form showed at first. Compare it with the user, then save again."
ODD = "What is there now does not fit the rules for new values. It stays as it is unless you change it."


class AsItIs(TextAsTyped):
    """A value that its own control could not show as it is: kept unless it is changed, then judged."""

    def __init__(self, *, strict: forms.Field, present: str) -> None:
        self.strict, self.present = strict, present
        widget = forms.Textarea if "\n" in self.present else forms.TextInput
        help_text = " ".join(filter(None, [str(strict.help_text), ODD]))
        attrs = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(label=strict.label, required=False, help_text=help_text, widget=widget(attrs=attrs))

    def clean(self, value: Any) -> str:
        typed = self.to_python(value)
        return typed if typed == self.present else as_text(self.strict.clean(typed))


def editable(pool: Pool) -> dict[str, SchemaAttribute]:
    """The attributes of a pool that an administrator can change later, by name."""
    return {item.name: item for item in pool.schema if item.name not in NOT_ASKED and item.mutable}


def fixed(pool: Pool) -> list[SchemaAttribute]:
    """The attributes that nobody can change once a user exists; `sub` is a matter of course."""
    return [item for item in pool.schema if item.name not in NOT_ASKED and not item.mutable]


class AttributesForm(ConsoleForm):
    """Fields named as the attributes, a choice for each address that may change, and what was there at first.

    `wanted` are values to begin with instead of the present ones: what an undo would bring back.
    """

    baseline = forms.CharField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(label="Delete what I have emptied", required=False)
    reason = reason_field()

    def __init__(
        self, data: Any = None, *, user: User, pool: Pool, wanted: Mapping[str, str] | None = None
    ) -> None:
        self.user, self.pool, self.schema = user, pool, editable(pool)
        self.now = {name: one_break(user.attributes.get(name, "")) for name in self.schema}
        self.salt = f"users.attributes:{pool.id}:{user.sub}"
        self.sealed = signing.dumps(self.now, salt=self.salt, compress=True)
        super().__init__(data, initial={"baseline": self.sealed})
        for item in self.schema.values():
            self._add(item, (wanted or {}).get(item.name))
        for name in contacts_in(self.schema):
            self.fields[f"{name}_choice"] = _choice(pool, name, (wanted or {}).get(flag_of(name)))

    def _add(self, item: SchemaAttribute, wanted: str | None) -> None:
        name, present = item.name, self.now[item.name]
        strict = field_for(item, required=False)
        shown = present if wanted is None else wanted
        if _holds(strict, shown) and _holds(strict, present):
            self.fields[name] = strict
            self.initial[name] = strict.clean(shown) if shown else ""
        else:
            self.fields[name] = api(AsItIs(strict=strict, present=present), name)
            self.initial[name] = shown
        if present and self.needs(name):
            # No "(optional)" beside it; that it was emptied is said together with what else was.
            self.fields[name].widget.is_required = True

    # What templates lay out

    @property
    def contacts(self) -> list[tuple[BoundField, BoundField]]:
        """Addresses with the choice that goes with them."""
        return [(self[name], self[f"{name}_choice"]) for name in contacts_in(self.schema)]

    @property
    def standard(self) -> list[BoundField]:
        names = [name for name, item in self.schema.items() if not item.is_custom and name not in CONTACTS]
        return [self[name] for name in names]

    @property
    def custom(self) -> list[BoundField]:
        return [self[name] for name, item in self.schema.items() if item.is_custom]

    # Checking

    def clean_baseline(self) -> dict[str, str]:
        try:
            baseline: dict[str, str] = signing.loads(self.cleaned_data["baseline"], salt=self.salt)
        except signing.BadSignature as error:
            self.data = {**dict(self.data.items()), "baseline": self.sealed}
            self.refusal_status = 409
            raise ValidationError(TOO_OLD) from error
        return {name: baseline.get(name, "") for name in self.schema}

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.merge.conflicts:
            self._check_emptied()
            self._check_choices()
        return self.cleaned_data

    def _check_emptied(self) -> None:
        emptied = [name for name in self.merge.changed if not self.merge.result[name]]
        for name in [name for name in emptied if self.needs(name)]:
            self.add_error(name, "Nobody in this pool can be without it.")
        labels = [label_of(name) for name in emptied if not self.needs(name)]
        if labels and not self.cleaned_data["sure"]:
            self.add_error("sure", f"Tick this to delete: {', '.join(labels)}. Otherwise fill it in again.")

    def _check_choices(self) -> None:
        for name in contacts_in(self.merge.changed):
            if self.merge.result[name] and not self.cleaned_data[f"{name}_choice"]:
                noun = CONTACTS[name]
                self.add_error(f"{name}_choice", f"The {noun} changes: say whether the new one is verified.")

    def needs(self, name: str) -> bool:
        """Whether a user of this pool cannot be without the attribute."""
        return self.schema[name].required or self.pool.username_attributes == (name,)

    # What comes out

    @property
    def merge(self) -> Merge:
        """What the form showed, what the user has now, and what was typed."""
        typed = {name: one_break(as_text(self.cleaned_data.get(name))) for name in self.schema}
        return Merge(base=self.cleaned_data["baseline"], theirs=self.now, yours=typed)

    @property
    def waiting(self) -> list[str]:
        """Addresses that will stay as they are until a code was entered."""
        return [name for name in contacts_in(self.changes) if self._waits(name)]

    @property
    def changes(self) -> dict[str, str]:
        """What is left to send: values by name, empty ones to delete. Verified marks are said explicitly."""
        merge = self.merge
        changes = {name: merge.result[name] for name in merge.changed}
        for name in contacts_in(merge.changed):
            if changes[name] and not self._waits_if_unverified(name):
                verified = self.cleaned_data[f"{name}_choice"] == VERIFIED
                changes[flag_of(name)] = "true" if verified else "false"
        return changes

    def _waits(self, name: str) -> bool:
        return bool(self.changes[name]) and self._waits_if_unverified(name)

    def _waits_if_unverified(self, name: str) -> bool:
        verified = self.cleaned_data[f"{name}_choice"] == VERIFIED
        return not verified and waits_for_a_code(self.pool, name)


class VerifiedForm(ConfirmForm):
    """The verified marks of the addresses that a user has."""

    words = "The {} is verified"

    def __init__(
        self, data: Any = None, *, user: User, seen: str, wanted: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, seen=seen)
        self.user = user
        for name in self.names:
            mark = (wanted or {}).get(flag_of(name))
            initial = user.has_verified(name) if mark is None else mark == "true"
            label = self.words.format(CONTACTS[name])
            field = forms.BooleanField(label=label, initial=initial, required=False)
            self.fields[flag_of(name)] = api(field, flag_of(name))

    @property
    def names(self) -> list[str]:
        """The addresses that get a box."""
        return [name for name in CONTACTS if self.user.attributes.get(name)]

    @property
    def marks(self) -> list[tuple[str, BoundField]]:
        """Each address with its box."""
        return [(self.user.attributes[name], self[flag_of(name)]) for name in self.names]

    @property
    def changes(self) -> dict[str, str]:
        """The marks that are to be otherwise than they are."""
        wanted = {name: self.cleaned_data[flag_of(name)] for name in self.names}
        return {
            flag_of(name): "true" if verified else "false"
            for name, verified in wanted.items()
            if verified != self.user.has_verified(name)
        }


class SignUpForm(VerifiedForm):
    """Confirming a sign-up, and which addresses that are not verified are to count as verified."""

    words = "Also mark the {} as verified"

    @property
    def names(self) -> list[str]:
        return [name for name in super().names if not self.user.has_verified(name)]


def one_break(text: str) -> str:
    """Text with one character for each line break, of which browsers send two."""
    return text.replace("\r\n", "\n")


def _choice(pool: Pool, name: str, wanted: str | None) -> forms.Field:
    before = VERIFIED if wanted == "true" else UNVERIFIED
    field = forms.ChoiceField(
        label=f"If the {CONTACTS[name]} changes",
        required=False,
        initial=None if wanted is None else before,
        choices=[
            (VERIFIED, f"The new one is verified. {if_verified(pool, name)}."),
            (UNVERIFIED, f"Not verified. {if_unverified(pool, name)}."),
        ],
        widget=forms.RadioSelect,
        help_text=consequences_of_change(pool, name),
    )
    return api(field, flag_of(name))


def _holds(field: forms.Field, value: str) -> bool:
    """Whether the field gives back a value exactly as it is."""
    if any(character in value for character in "\r\n") and not isinstance(field.widget, forms.Textarea):
        return False
    try:
        return not value or as_text(field.clean(value)) == value
    except ValidationError:
        return False
