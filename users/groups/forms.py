"""Making a group, changing what can be changed of it, deleting it."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.validators import RegexValidator

from console.cognito import model
from console.ui.forms import ConsoleForm, api
from pools.groups import Group
from users.attributes.conflicts import TextAsTyped
from users.attributes.merging import Merge

SALT = "users.groups"
NAME = model.constraint("CreateGroup", "GroupName")
DESCRIPTION = model.constraint("CreateGroup", "Description")
ROLE = model.constraint("CreateGroup", "RoleArn")
PRECEDENCE = model.constraint("CreateGroup", "Precedence")
# Java's classes of characters, which Python's patterns lack: letters, marks, symbols, digits, punctuation.
NAME_CATEGORIES = frozenset(re.findall(r"\\p\{(\w)\}", NAME.pattern))
# The documentation names it, the model does not.
HIGHEST_PRECEDENCE = 2**31 - 1

LABELS = {"description": "Description", "precedence": "Precedence", "role_arn": "IAM role"}
CHANGED = (
    "This group was changed after the question was asked. Look again, and confirm if it is still wanted."
)
TOO_OLD = "Lifeguard cannot tell what this form showed at first. Compare it with the group, then save again."
CANNOT_CLEAR = {
    "role_arn": "Cognito cannot take a role away from a group. Leave it, or re-create the group without it.",
    "precedence": "Cognito cannot take a precedence away. Leave it, or re-create the group without it.",
}


def name_field(**kwargs: Any) -> forms.CharField:
    """A group's name, as CreateGroup takes it."""
    field = forms.CharField(
        label="Name",
        max_length=NAME.maximum,
        validators=[_check_name],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        **kwargs,
    )
    return api(field, "GroupName")


def _check_name(name: str) -> None:
    if any(unicodedata.category(character)[0] not in NAME_CATEGORIES for character in name):
        raise forms.ValidationError("Use letters, digits, symbols and punctuation, no spaces.")


class GroupSearch(ConsoleForm):
    """Text in the name or description of a group, in whatever case. Cognito itself cannot search groups."""

    q = forms.CharField(
        label="Name or description",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def text(self) -> str:
        return str(self.data.get("q") or "").strip()

    def finds(self, group: Group) -> bool:
        """Whether a group is one that is looked for."""
        sought = self.text.casefold()
        return sought in group.name.casefold() or sought in group.description.casefold()


class GroupFields(ConsoleForm):
    """What can be set of a group."""

    description = api(
        TextAsTyped(required=False, max_length=DESCRIPTION.maximum, widget=forms.Textarea(attrs={"rows": 2})),
        "Description",
    )
    precedence = api(
        forms.IntegerField(
            required=False,
            min_value=PRECEDENCE.minimum,
            max_value=HIGHEST_PRECEDENCE,
            help_text="0 is the highest. Of somebody’s groups that name a role, the lowest number decides.",
            widget=forms.TextInput(attrs={"size": 12, "inputmode": "numeric", "autocomplete": "off"}),
        ),
        "Precedence",
    )
    role_arn = api(
        forms.CharField(
            label=LABELS["role_arn"],
            required=False,
            min_length=ROLE.minimum,
            max_length=ROLE.maximum,
            validators=[RegexValidator(rf"\A{ROLE.pattern}\Z", "This is not the ARN of a role.")],
            help_text="Its ARN, such as arn:aws:iam::111111111111:role/editors. For identity pools.",
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        ),
        "RoleArn",
    )

    @property
    def settings(self) -> dict[str, Any]:
        """What was typed, by the names that a group's `settings` have. Only when it is valid."""
        return {name: self.cleaned_data[name] for name in ("description", "precedence", "role_arn")}


class CreateGroupForm(GroupFields):
    """A new group."""

    name = name_field(help_text="It cannot be changed later. No spaces.")
    field_order = ["name"]

    @property
    def group(self) -> Group:
        return Group(name=self.cleaned_data["name"], **self.settings)


class EditGroupForm(GroupFields):
    """The settings of a group, and what they were when the form was shown: signed, to be compared later."""

    baseline = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, group: Group, pool_id: str) -> None:
        self.group = group
        self.salt = f"{SALT}:{pool_id}:{group.name}"
        self.sealed = signing.dumps(group.settings, salt=self.salt, compress=True)
        super().__init__(data, initial=group.settings | {"baseline": self.sealed})

    def clean_baseline(self) -> dict[str, Any]:
        try:
            baseline: dict[str, Any] = signing.loads(self.cleaned_data["baseline"], salt=self.salt)
        except signing.BadSignature as error:
            self.data = {**dict(self.data.items()), "baseline": self.sealed}
            self.refusal_status = 409
            raise forms.ValidationError(TOO_OLD) from error
        return baseline

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        merge = self.merge
        for name, message in CANNOT_CLEAR.items():
            if merge.result[name] in EMPTY and merge.theirs[name] not in EMPTY:
                self.add_error(name, message)
        return self.cleaned_data

    @property
    def merge(self) -> Merge:
        """What the form showed, what the group is now, and what was typed."""
        return Merge(base=self.cleaned_data["baseline"], theirs=self.group.settings, yours=self.settings)


EMPTY = ("", None)


class TypedNameForm(ConsoleForm):
    """A group's name, typed, so that nobody takes another one; `seen` is when it had last changed."""

    typed = forms.CharField(
        label="Type the name of the group",
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, group: Group, initial: Mapping[str, Any] | None = None) -> None:
        self.group = group
        self.present = str(group.modified_at or "")
        super().__init__(data, initial={**(initial or {}), "seen": self.present})

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed != self.group.name:
            raise forms.ValidationError("This is not the name of the group.")
        return typed

    def clean_seen(self) -> str:
        seen: str = self.cleaned_data["seen"]
        if seen != self.present:
            self.data = {**dict(self.data.items()), "seen": self.present}
            self.refusal_status = 409
            self.add_error(None, CHANGED)
        return seen


class DeleteGroupForm(TypedNameForm):
    """Nothing but the name."""
