"""A new app client: what it is for, and what cannot be guessed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from console.cognito.model import constraint
from console.ui.forms import ConsoleForm, api
from pools.app_clients.forms import UrlsField
from pools.app_clients.sections import PUBLISHED
from pools.editing.fields.by_model import TextField

OPERATION = "CreateUserPoolClient"
PUBLIC, CONFIDENTIAL, MACHINE = "public", "confidential", "machine"
KINDS = (
    (PUBLIC, "Browser or mobile app: no secret, since everybody could read it there"),
    (CONFIDENTIAL, "Web app with a server of its own, which keeps a secret"),
    (MACHINE, "Machine to machine: a program signs in as itself, with a secret"),
)
STANDARD = ("openid", "email", "profile")


def _about_scopes(scopes: Sequence[str] | None) -> str:
    if scopes is None:
        return "They could not be read just now: load the page again, or give the app client its scopes afterwards."
    return (
        ""
        if scopes
        else "This pool has no resource servers with scopes: a machine has nothing to ask for yet."
    )


class AppClientCreationForm(ConsoleForm):
    """Name, kind, addresses, scopes; everything else is decided safely, and can be changed afterwards."""

    kind = forms.ChoiceField(
        label="What is it for?",
        choices=KINDS,
        initial=PUBLIC,
        widget=forms.RadioSelect,
        help_text="Whether it has a secret is decided now, for ever.",
    )

    def __init__(self, *args: Any, scopes: Sequence[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = TextField(
            limits=constraint(OPERATION, "ClientName"),
            label="Name",
            help_text="What operators call it; people who sign in do not see it.",
            error_messages={"required": "Give it a name."},
        )
        self.fields["name"] = api(name, "ClientName")
        for field, path, label in (
            ("callbacks", "CallbackURLs", "Addresses after sign-in"),
            ("logouts", "LogoutURLs", "Addresses after sign-out"),
        ):
            self.fields[field] = api(_urls(path, label), path)
        self.fields["scopes"] = api(
            forms.MultipleChoiceField(
                label="Scopes of resource servers",
                choices=[(scope, scope) for scope in scopes or ()],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_about_scopes(scopes),
            ),
            "AllowedOAuthScopes",
        )
        self.fields["managed"] = api(
            forms.BooleanField(
                label="Keep the secret in AWS Secrets Manager",
                required=False,
                help_text="Cognito puts it there, exchanges it at once and then every 7 days, and tells nobody: the "
                "app reads it there. The role of Lifeguard needs rights there, and AWS bills what it keeps.",
            ),
            PUBLISHED,
        )
        self.order_fields(["name", "kind", "managed", "callbacks", "logouts", "scopes"])

    def clean_name(self) -> str:
        name: str | None = self.cleaned_data["name"]
        if not name:
            raise forms.ValidationError("Give it a name.")
        return name

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        is_machine = data.get("kind") == MACHINE
        if data.get("kind") == PUBLIC and data.get("managed"):
            self.add_error("managed", "An app client of this kind has no secret that could be kept.")
        if is_machine and "scopes" in data and not data["scopes"]:
            self.add_error("scopes", "A machine asks for scopes of resource servers: tick at least one.")
        if is_machine and (data.get("callbacks") or data.get("logouts")):
            self.add_error("callbacks", "A machine has no browser to send back: leave the addresses empty.")
        if not is_machine and "callbacks" in data and not data["callbacks"]:
            self.add_error("callbacks", "Say where people come back to after sign-in.")
        return data

    @property
    def parameters(self) -> dict[str, Any]:
        """The members of CreateUserPoolClient but for the pool's id. Only for a valid form."""
        data = self.cleaned_data
        common = {
            "ClientName": data["name"],
            "GenerateSecret": data["kind"] != PUBLIC,
            **({PUBLISHED: True} if data["managed"] else {}),
            "PreventUserExistenceErrors": "ENABLED",
            "EnableTokenRevocation": True,
            "AllowedOAuthFlowsUserPoolClient": True,
        }
        if data["kind"] == MACHINE:
            return common | {
                "AllowedOAuthFlows": ["client_credentials"],
                "AllowedOAuthScopes": data["scopes"],
            }
        return common | {
            "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
            "SupportedIdentityProviders": ["COGNITO"],
            "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": [*STANDARD, *data["scopes"]],
            "CallbackURLs": data["callbacks"],
            **({"LogoutURLs": data["logouts"]} if data["logouts"] else {}),
            "RefreshTokenValidity": 30,
            "AccessTokenValidity": 60,
            "IdTokenValidity": 60,
            "TokenValidityUnits": {"RefreshToken": "days", "AccessToken": "minutes", "IdToken": "minutes"},
        }


def _urls(path: str, label: str) -> UrlsField:
    return UrlsField(
        limits=constraint(OPERATION, path),
        label=label,
        required=False,
        help_text="One a line, each in full: https, http on localhost, or an app’s own scheme. Machines have none.",
    )
