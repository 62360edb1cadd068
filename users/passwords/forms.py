"""Setting a password for somebody."""

from typing import Any

from django import forms

from console.ui.forms import api, offer
from pools.gateway import Pool
from pools.settings.pool_facts import temporary_days
from users.asking.forms import ConfirmForm, reason_field
from users.passwords.making import Secret, generate_password
from users.passwords.requirements import longest, requirements

TEMPORARY, PERMANENT = "temporary", "permanent"
GENERATED, TYPED = "generated", "typed"


class PasswordForm(ConfirmForm):
    """What kind of password, who makes it up, and whether open sessions end."""

    kind = api(
        forms.ChoiceField(label="Kind", initial=TEMPORARY, widget=forms.RadioSelect),
        "Permanent",
    )
    password_choice = forms.ChoiceField(
        label="Password",
        initial=GENERATED,
        choices=[(GENERATED, "Lifeguard makes one up and shows it once"), (TYPED, "I type one")],
        widget=forms.RadioSelect,
    )
    password = api(
        forms.CharField(
            label="Password typed by you",
            required=False,
            strip=False,
            max_length=longest(),
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
            help_text="Lifeguard neither keeps it nor shows it again.",
        ),
        "Password",
    )
    sign_out = forms.BooleanField(
        label="Sign them out everywhere too",
        required=False,
        help_text="If the account may be in other hands: a new password alone ends no session.",
    )
    reason = reason_field()

    def __init__(self, data: Any = None, *, pool: Pool, seen: str) -> None:
        super().__init__(data, seen=seen)
        self.pool = pool
        days = temporary_days(pool.raw)
        offer(
            self,
            "kind",
            [
                (TEMPORARY, f"Temporary: within {days} days they sign in with it and choose their own"),
                (PERMANENT, "Permanent: theirs until somebody changes it; they count as confirmed"),
            ],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        typed, choice = cleaned.get("password", ""), cleaned.get("password_choice")
        if choice == GENERATED and typed:
            self.add_error(
                "password_choice",
                "A password was typed, but Lifeguard is to make one up. Choose one of the two.",
            )
        if choice == TYPED and not self.has_error("password"):
            self._check(typed)
        return cleaned

    def _check(self, typed: str) -> None:
        missing = [each.text for each in requirements(typed, self.pool.password_policy) if not each.met]
        if not typed:
            self.add_error("password", "Type the password.")
        elif missing:
            self.add_error("password", f"The pool's policy asks for {', '.join(missing)}.")

    @property
    def is_permanent(self) -> bool:
        return bool(self.cleaned_data["kind"] == PERMANENT)

    @property
    def is_generated(self) -> bool:
        return bool(self.cleaned_data["password_choice"] == GENERATED)

    def new_password(self) -> Secret:
        """The typed password, or one made up now: another one each time."""
        if self.is_generated:
            return generate_password(self.pool.password_policy)
        return Secret(self.cleaned_data["password"])
