"""allauth's forms as ours: labels instead of placeholders, checked on the server alone."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError


class Plain(forms.Form):
    """What our own forms have and allauth's lack."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, LoginForm):  # type: ignore[misc]
    """Username and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class OwnPasswordForm(Plain, ChangePasswordForm):  # type: ignore[misc]
    """The present password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Present password"
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = "At least 12 characters. Several words are good."
        self.fields["password2"].label = "New password again"

    def clean_password1(self) -> str:
        """A one-time password must not stay."""
        new: str = self.cleaned_data["password1"]
        if new == self.data.get("oldpassword"):
            raise ValidationError("Choose a password that differs from the present one.")
        return new


class ConfirmPasswordForm(Plain, ReauthenticateForm):  # type: ignore[misc]
    """The password, asked again before something dangerous."""


class CodeForm(Plain, AuthenticateForm):  # type: ignore[misc]
    """The second step of a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code"
        self.fields["code"].help_text = "From your authenticator app, or one of your recovery codes."


class ConfirmCodeForm(Plain, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code, asked again before something dangerous."""


class ActivateAppForm(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code that the app shows"
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AddPasskeyForm(Plain, AddWebAuthnForm):  # type: ignore[misc]
    """A name for the passkey, and whether it replaces the password or only follows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "To tell it from others: “Work laptop”, “Blue key”."
        replaces = self.fields["passwordless"]
        replaces.label, replaces.initial = "Sign in with it instead of the password", True
        replaces.help_text = (
            "The device then checks your finger, face or PIN. If not, it follows the password."
        )


class RenamePasskeyForm(Plain, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""
