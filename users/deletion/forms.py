"""Confirming that somebody is to be deleted, and that somebody deleted is to return or be forgotten."""

from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api, offer
from users.asking.forms import ConfirmForm, reason_field
from users.gateway import User
from users.invitations.records import Medium


class DeleteUserForm(ConfirmForm):
    """Their name, typed; a reason; and one more tick while they can still sign in."""

    typed = forms.CharField(
        strip=True,
        label="Type the name as shown above",
        error_messages={"required": "Type the name as shown above."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    while_enabled = forms.BooleanField(
        label="Delete them although they are enabled",
        error_messages={"required": "Disable them first, or tick this."},
        help_text="Disabling first lets you see whether anybody misses them. It can be undone; this cannot.",
    )
    reason = reason_field()
    field_order = ("seen", "while_enabled", "typed", "reason")

    def __init__(self, data: Any = None, *, user: User, expected: str) -> None:
        super().__init__(data, seen=user.appearance)
        self.expected = expected
        reason = self.fields["reason"]
        reason.required = True
        reason.error_messages["required"] = "Give a reason."
        reason.help_text = "For the audit trail: why, and who decided it."
        if not user.enabled:
            del self.fields["while_enabled"]

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed != self.expected:
            raise forms.ValidationError("This is not the name.")
        return typed


class ReturnForm(ConsoleForm):
    """Whether a message goes out, and whether somebody who was disabled stays so."""

    invitation = api(
        forms.ChoiceField(
            label="Invitation",
            required=False,
            widget=forms.RadioSelect,
            help_text="Without a message nobody learns the temporary password: resend the invitation later.",
        ),
        "DesiredDeliveryMediums",
    )
    disable = forms.BooleanField(label="Disable them again, as they were", required=False, initial=True)
    reason = reason_field()

    def __init__(self, data: Any = None, *, user: User, media: tuple[Medium, ...]) -> None:
        super().__init__(data, initial={"invitation": ""})
        offer(
            self,
            "invitation",
            [
                ("", "Create the user now, invite later: no message goes out"),
                *((medium.value, f"Send the invitation now by {medium.label}") for medium in media),
            ],
        )
        if user.enabled:
            del self.fields["disable"]

    @property
    def chosen_media(self) -> tuple[Medium, ...]:
        """By what the invitation goes out; nothing for no message. Only when it is valid."""
        chosen = self.cleaned_data["invitation"]
        return (Medium(chosen),) if chosen else ()

    @property
    def disables(self) -> bool:
        return bool(self.cleaned_data.get("disable"))


class ForgetForm(ConsoleForm):
    """A confirmation, with a reason."""

    reason = reason_field()
