"""What a board of invitations, or a list of sign-ups, is asked to show. Whatever is not asked for has a default."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from console.ui.forms import ConsoleForm
from users.invitations.forms.resending import SubsField
from users.invitations.states import State

WITHIN = {"1": "1 day", "2": "2 days", "3": "3 days", "7": "7 days", "14": "14 days"}
OLDER = {"0": "Any age", "1": "1 day", "7": "7 days", "30": "30 days", "90": "90 days", "365": "1 year"}
SORTS = {
    "expires": "Expiry, earliest first",
    "-expires": "Expiry, latest first",
    "created": "Age, oldest first",
    "-created": "Age, newest first",
    "name": "Name",
}
SIGNUP_SORTS = {name: label for name, label in SORTS.items() if "expires" not in name}


def chosen(label: str, choices: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()), required=False)


class Shown(ConsoleForm):
    """A list that is asked for by an address: what is missing or unknown in it is the default."""

    defaults: dict[str, str]

    def __init__(self, data: MultiValueDict[str, str]) -> None:
        data = data.copy()
        super().__init__(data)
        for name, value in self.defaults.items():
            asked = data.get(name)
            if asked is None or not cast(forms.ChoiceField, self.fields[name]).valid_value(asked):
                data[name] = value

    def value(self, name: str) -> str:
        """What is asked for, or the default."""
        return str(self.data[name])


class BoardForm(Shown):
    """Which of those who are invited, and in which order."""

    defaults = {"state": "", "within": "2", "sort": "expires"}

    state = chosen("Show", {"": "Everybody", **{state.value: state.label for state in State}})
    within = chosen("Soon means within", WITHIN)
    sort = chosen("Sort by", SORTS)

    @property
    def value_of_state(self) -> str:
        return self.value("state")

    @property
    def state_wanted(self) -> State | None:
        return State(self.value("state")) if self.value("state") else None

    @property
    def soon(self) -> timedelta:
        return timedelta(days=int(self.value("within")))


class SignUpsForm(Shown):
    """Which of those who signed up and did not confirm."""

    defaults = {"older": "30", "sort": "created"}

    older = chosen("Older than", OLDER)
    sort = chosen("Sort by", SIGNUP_SORTS)

    @property
    def value_of_older(self) -> str:
        return self.value("older")

    @property
    def age(self) -> timedelta:
        return timedelta(days=int(self.value("older")))


class SignUpSelection(ConsoleForm):
    """The sign-ups who were ticked on a page."""

    sub = SubsField(
        label="Sign-ups",
        error_messages={
            "required": "Tick the sign-ups that are to be deleted.",
            "invalid_choice": "These are no sign-ups of a page of this list.",
        },
    )

    @property
    def subs(self) -> list[str]:
        """Whoever was ticked; nobody where that is not valid."""
        return self.cleaned_data["sub"] if self.is_valid() else []


class DeleteSignUpsForm(ConsoleForm):
    """Confirms a deletion for ever by how many people it concerns."""

    typed = forms.CharField(
        label="Type how many sign-ups are to be deleted",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "size": "6"}),
    )
    reason = forms.CharField(
        label="Reason", help_text="It is kept in the audit trail.", max_length=500, required=False
    )

    def __init__(self, data: Any = None, *, count: int) -> None:
        super().__init__(data)
        self.count = count

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed != str(self.count):
            raise forms.ValidationError(f"{self.count} would be deleted: type that number.")
        return typed
