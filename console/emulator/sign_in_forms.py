"""The two steps of trying to sign in: who, and the answer to a challenge."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from console.emulator.trying import RESET, Step
from console.ui.forms import ConsoleForm, offer

Choices = Iterable[tuple[str, list[tuple[str, str]]]]
LABELS = {
    "NEW_PASSWORD_REQUIRED": "New password",
    "PASSWORD": "Password",
    RESET: "New password",
    "SELECT_MFA_TYPE": "Second factor",
    "SELECT_CHALLENGE": "How to begin",
}
HINTS = {
    "SOFTWARE_TOKEN_MFA": "Nobody here has the app: any six digits are right, but 000000.",
    "MFA_SETUP": "The pool requires a second factor and this user has none.",
}
SECRET = frozenset({"NEW_PASSWORD_REQUIRED", "PASSWORD", RESET})


def _password() -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": "off"})


class BeginForm(ConsoleForm):
    """Who signs in, and through which app."""

    app = forms.ChoiceField(label="App client")
    username = forms.CharField(max_length=128, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    password = forms.CharField(
        required=False,
        max_length=256,
        strip=False,
        widget=_password(),
        help_text="As in the invitation. Left empty, a code is sent instead, where pool and app client allow that.",
    )

    def __init__(self, *args: Any, apps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "app", apps)


class AnswerForm(ConsoleForm):
    """The answer to one challenge. What was said before comes along."""

    app = forms.ChoiceField(widget=forms.HiddenInput)
    username = forms.CharField(widget=forms.HiddenInput)
    challenge = forms.CharField(widget=forms.HiddenInput, max_length=40)
    session = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4096)
    choices = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    code = forms.CharField(label="Code of the message", max_length=20)
    answer = forms.CharField(label="Code", max_length=256, strip=False)

    def __init__(
        self, *args: Any, apps: Choices, challenge: str, choices: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "app", apps)
        if challenge != RESET:
            del self.fields["code"]
        answer = self.fields["answer"]
        answer.label, answer.help_text = LABELS.get(challenge, "Code"), HINTS.get(challenge, "")
        if challenge in SECRET:
            answer.widget = _password()
        if choices:
            self.fields["answer"] = forms.ChoiceField(
                label=answer.label, choices=[(name, name) for name in choices]
            )

    @property
    def step(self) -> Step:
        """What is answered."""
        return Step(challenge=self.cleaned_data["challenge"], session=self.cleaned_data["session"])
