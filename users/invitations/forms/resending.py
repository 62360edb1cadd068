"""The forms that confirm sending invitations again."""

import re
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from console.ui.forms import ConsoleForm, offer
from users.attributes.fields import plain
from users.gateway import User
from users.invitations.records import Invitation, Medium

# As many as one page of users shows.
MOST = 60
SUB = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def state_of(user: User) -> str:
    """What is compared to see whether a user has changed since a page was shown."""
    return user.modified_at.isoformat() if user.modified_at else ""


class ResendForm(ConsoleForm):
    """Confirms one resend; `seen` is the user's last change as the operator saw it."""

    medium = forms.ChoiceField(label="Send by", widget=forms.RadioSelect)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, invitation: Invitation, **kwargs: Any) -> None:
        initial = {"medium": invitation.default_medium, "seen": state_of(user)}
        super().__init__(*args, initial=initial, **kwargs)
        self.user, self.invitation = user, invitation
        labels = {
            Medium.EMAIL: f"E-mail to {plain(user.email)}",
            Medium.SMS: f"Text message to {plain(user.phone_number)}",
        }
        choices = [(medium.value, labels[medium]) for medium in invitation.media]
        offer(self, "medium", choices)

    @property
    def medium_chosen(self) -> Medium:
        return Medium(self.cleaned_data["medium"])

    @property
    def has_moved(self) -> bool:
        """Whether the user has changed since the page was shown: by a second press, or by somebody else."""
        return bool(self.cleaned_data["seen"] != state_of(self.user))


class SubsField(forms.MultipleChoiceField):
    """Any users by sub, each once."""

    def valid_value(self, value: str) -> bool:
        return SUB.fullmatch(value) is not None

    def clean(self, value: Any) -> list[str]:
        subs = list(dict.fromkeys(super().clean(value)))
        if len(subs) > MOST:
            raise forms.ValidationError(f"Select at most {MOST} users at once.")
        return subs


class SelectionForm(ConsoleForm):
    """The users who were ticked on a page."""

    sub = SubsField(
        label="Users",
        error_messages={
            "required": "Tick the users to whom the invitation is to be sent again.",
            "invalid_choice": "These are no users of a page of this list.",
        },
    )


class ResendEachForm(ConsoleForm):
    """Confirms resending to several; `seen` holds what each one's last change was, as "sub time"."""

    text_too = forms.BooleanField(
        label="Send text messages to those who have no e-mail address",
        help_text="Text messages cost money for each one sent.",
        required=False,
    )
    confirmed = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def __init__(self, data: MultiValueDict[str, str] | None = None) -> None:
        super().__init__(data)
        entries = (entry.partition(" ") for entry in data.getlist("seen")) if data else ()
        self.seen = {sub: moved for sub, _, moved in entries}

    def has_moved(self, user: User) -> bool:
        """Whether this user has changed since the page was shown."""
        return self.seen.get(user.sub) != state_of(user)
