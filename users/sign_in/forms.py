"""Confirming what is done to sessions, identities and factors of one user."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from console.ui.forms import ConsoleForm, api, offer
from users.asking.forms import ConfirmForm, reason_field

NO_PREFERENCE = ("", "None: they choose at sign-in")


class SessionForm(ConfirmForm):
    """Ending a session, and those that are tied to it if there are any."""

    field_order = ("linked", "reason", "seen")
    linked = api(
        forms.BooleanField(
            required=False,
            label="End the sessions that are tied to it too",
            help_text="The sign-in pages it came through, or the apps that were entered through it.",
        ),
        "RevokeAssociatedSessions",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.subject.linked:
            del self.fields["linked"]


class UnlinkForm(ConfirmForm):
    """Unlinking an identity. What it was linked by matters only while it was never used."""

    field_order = ("attribute", "reason", "seen")
    attribute = api(
        forms.CharField(
            initial="Cognito_Subject",
            max_length=128,
            label="Attribute it is known by",
            help_text=(
                "Cognito_Subject, except for a SAML or OIDC identity that was linked by another attribute and has "
                "not signed in since: then that attribute."
            ),
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        ),
        "User.ProviderAttributeName",
    )


class LinkForm(ConsoleForm):
    """Which identity is to be this user."""

    provider = api(forms.ChoiceField(label="Provider"), "SourceUser.ProviderName")
    attribute = api(
        forms.CharField(
            initial="Cognito_Subject",
            max_length=128,
            label="Attribute that tells who it is",
            help_text=(
                "Cognito_Subject is the provider’s own id of a person: the sub of a token, the NameID of SAML. "
                "OIDC and SAML providers may use another attribute that is mapped."
            ),
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        ),
        "SourceUser.ProviderAttributeName",
    )
    value = api(
        forms.CharField(
            max_length=2048,
            label="Its value at the provider",
            help_text="Exactly as the provider sends it. Capitals matter for most.",
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        ),
        "SourceUser.ProviderAttributeValue",
    )
    trusted = forms.BooleanField(
        label="I trust this provider, and I know that this identity is the same person",
        error_messages={
            "required": "Whoever has that identity gets in as this user: confirm that you are sure."
        },
    )
    reason = reason_field()

    def __init__(self, *args: Any, providers: Mapping[str, bool], **kwargs: Any) -> None:
        """`providers` are those of the pool, each with whether only the subject names a person there."""
        super().__init__(*args, **kwargs)
        self.providers = providers
        offer(self, "provider", [(name, name) for name in providers])

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        subject_only = self.providers.get(cleaned.get("provider", ""))
        if subject_only and cleaned.get("attribute", "Cognito_Subject") != "Cognito_Subject":
            self.add_error("attribute", f"At {cleaned['provider']} it has to be Cognito_Subject.")
        return cleaned


class PreferenceForm(ConfirmForm):
    """Which second factors are on, of those that the pool offers and the user has; and which comes first."""

    preferred = forms.ChoiceField(
        required=False, label="Asked for first", widget=forms.RadioSelect, choices=[NO_PREFERENCE]
    )

    def __init__(
        self,
        *args: Any,
        factors: Sequence[tuple[str, str, str]],
        enabled: Sequence[str],
        preferred: str,
        mandatory: bool,
        **kwargs: Any,
    ) -> None:
        """`factors` are (name, label, API path); `mandatory` when the pool requires one of everybody."""
        super().__init__(*args, **kwargs)
        self.names, self.mandatory = [name for name, _, _ in factors], mandatory
        for name, label, path in factors:
            self.fields[name] = api(
                forms.BooleanField(required=False, label=label, initial=name in enabled), path
            )
        offer(self, "preferred", [NO_PREFERENCE, *((name, label) for name, label, _ in factors)])
        self.fields["preferred"].initial = preferred
        self.order_fields([*self.names, "preferred", "reason", "seen"])

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("preferred") and cleaned["preferred"] not in self.wanted:
            self.add_error("preferred", "Only a factor that is switched on can be asked for first.")
        if self.mandatory and not self.wanted:
            self.add_error(None, "This pool requires a second factor of everybody: leave one on.")
        return cleaned

    @property
    def wanted(self) -> list[str]:
        """The factors that are to be on."""
        return [name for name in self.names if self.cleaned_data.get(name)]
