"""Forms about operators and what they may reach."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.validators import UnicodeUsernameValidator

from console.access.operators import OperatorRefused, reach_of
from console.access.roles import Role
from console.ui.forms import ConsoleForm

ROLES = [
    (Role.VIEWER, "Viewer: finds people and reads settings; personal data stays masked"),
    (Role.HELP_DESK, "Help desk: also resends invitations, resets passwords, signs out, enables, disables"),
    (Role.ADMINISTRATOR, "Administrator: also invites and manages users and pool settings"),
    (Role.OWNER, "Owner: everything; for all pools, this includes operators"),
]
# Stands for all connections; no slug of a connection looks like it.
EVERYWHERE = "*"
# The browser knows its own person's name and address, not the new operator's.
NOT_MINE = {"autocomplete": "off"}


def reach_choices() -> list[tuple[str, str]]:
    """All pools, then all pools of each connection."""
    connections = settings.COGNITO_CONNECTIONS.values()
    return [(EVERYWHERE, "All pools of all connections")] + [
        (connection.slug, f"All pools of {connection.name}") for connection in connections
    ]


class GrantForm(ConsoleForm):
    """A role, and what it is for. `reaches` is what was chosen, one for each grant."""

    role = forms.TypedChoiceField(
        choices=ROLES, coerce=lambda value: Role(int(value)), widget=forms.RadioSelect, initial=Role.VIEWER
    )
    reach = forms.ChoiceField(choices=reach_choices, label="For")
    pools = forms.CharField(
        label="Only these pools",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text="Pool ids, one a line, such as us-east-1_AbCd12345. Empty: all pools of the choice above.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        slug = cleaned.get("reach", "").removeprefix(EVERYWHERE)
        pools = cleaned.get("pools", "").split()
        try:
            self.reaches = [reach_of(pool_id=pool_id, connection=slug) for pool_id in pools or [""]]
        except OperatorRefused as refusal:
            self.add_error("pools", str(refusal))
        return cleaned

    @property
    def cleaned(self) -> dict[str, Any]:
        """What the domain asks for: the role and the reaches."""
        return {"role": self.cleaned_data["role"], "reaches": self.reaches}


class OperatorForm(GrantForm):
    """A new operator with the first role."""

    username = forms.CharField(
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text="What they type to sign in. It stays in the audit trail and is not changed later.",
        widget=forms.TextInput(attrs=NOT_MINE | {"autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(max_length=150, required=False, widget=forms.TextInput(attrs=NOT_MINE))
    email = forms.EmailField(
        label="E-mail",
        required=False,
        help_text="For you to know whom to write to. Lifeguard sends nothing to it.",
        widget=forms.EmailInput(attrs=NOT_MINE),
    )

    field_order = ["username", "name", "email"]

    @property
    def cleaned(self) -> dict[str, Any]:
        return super().cleaned | {name: self.cleaned_data[name] for name in ("username", "name", "email")}
