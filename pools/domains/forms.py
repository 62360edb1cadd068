"""A prefix domain, a custom domain, and what of them can be changed."""

import re
from typing import Any

from django import forms

from console.cognito import model
from console.ui.forms import api
from pools.domains.gateway import COMPARISON
from pools.domains.pages import TLS
from pools.editing.forms import WholeForm
from pools.saving.states import State, value_at, with_changes

CREATE = "CreateUserPoolDomain"
NAME = model.constraint(CREATE, "Domain")
CERTIFICATE = model.constraint(CREATE, "CustomDomainConfig.CertificateArn")
POLICIES = model.constraint(CREATE, "CustomDomainConfig.SecurityPolicy").choices
RESERVED = ("aws", "amazon", "cognito")
# The model's own pattern is about prefixes: custom domains are names of DNS, with at least one dot.
LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(?:\.{LABEL})+")
TEXT = {"autocomplete": "off", "spellcheck": "false"}


class VersionForm(WholeForm):
    """Which sign-in pages a domain shows. `plan` is the pool's feature plan."""

    comparison = COMPARISON

    version = api(
        forms.TypedChoiceField(
            label="Sign-in pages",
            coerce=int,
            choices=[(2, "Managed login"), (1, "Classic hosted UI")],
            widget=forms.RadioSelect,
            help_text="Managed login needs the Essentials or Plus plan, and a style for each app client.",
        ),
        "ManagedLoginVersion",
    )

    def __init__(self, data: Any = None, *, plan: str, state: State | None = None) -> None:
        """Filled from the state of a domain, if there is one."""
        self.plan = plan
        self.state = state = state or {"ManagedLoginVersion": 1 if plan == "LITE" else 2}
        initial = {
            "version": state.get("ManagedLoginVersion", 1),
            "certificate": value_at(state, "CustomDomainConfig.CertificateArn"),
            "policy": value_at(state, "CustomDomainConfig.SecurityPolicy"),
        }
        super().__init__(data, initial=initial)

    def clean_version(self) -> int:
        version: int = self.cleaned_data["version"]
        if version == 2 and self.plan == "LITE" and self.initial["version"] != 2:
            raise forms.ValidationError("This pool has the Lite plan, which has no managed login.")
        return version

    @property
    def wanted(self) -> dict[str, Any]:
        """As a state has it and CreateUserPoolDomain takes it. Only when it is valid."""
        return {"ManagedLoginVersion": self.cleaned_data["version"]}


class CertificateForm(VersionForm):
    """The certificate of a custom domain as well."""

    certificate = api(
        forms.CharField(
            label="Certificate",
            min_length=CERTIFICATE.minimum,
            max_length=CERTIFICATE.maximum,
            help_text="The ARN of an ACM certificate in us-east-1 that covers the domain, wherever the pool is.",
            widget=forms.TextInput(attrs=TEXT),
        ),
        "CustomDomainConfig.CertificateArn",
    )
    policy = api(
        forms.ChoiceField(
            label="TLS",
            required=False,
            choices=[("", "Cognito’s default"), *((each, TLS.get(each, each)) for each in POLICIES)],
        ),
        "CustomDomainConfig.SecurityPolicy",
    )
    field_order = ("name", "certificate", "policy", "version")

    def clean_certificate(self) -> str:
        arn: str = self.cleaned_data["certificate"]
        arn_fields = arn.split(":", 5)
        if not model.fits(arn, CERTIFICATE.pattern) or arn_fields[2] != "acm" or "certificate/" not in arn:
            raise forms.ValidationError("This is not the ARN of an ACM certificate.")
        if arn_fields[3] != "us-east-1":
            raise forms.ValidationError(
                f"This certificate is in {arn_fields[3]}. "
                "CloudFront, which serves the domain, takes those of us-east-1."
            )
        return arn

    @property
    def wanted(self) -> dict[str, Any]:
        chosen = {
            "CustomDomainConfig.CertificateArn": self.cleaned_data["certificate"],
            "CustomDomainConfig.SecurityPolicy": self.cleaned_data["policy"] or None,
        }
        config = with_changes(self.state, chosen)["CustomDomainConfig"]
        return super().wanted | {"CustomDomainConfig": config}


class NewPrefixForm(VersionForm):
    """A prefix of Cognito's own domain."""

    kind = "prefix"
    name = api(
        forms.CharField(
            label="Prefix",
            max_length=NAME.maximum,
            help_text="Lower-case letters, digits and hyphens. It has to be free in the whole region.",
            widget=forms.TextInput(attrs=TEXT),
        ),
        "Domain",
    )
    field_order = ("name", "version")

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not re.fullmatch(LABEL, name):
            raise forms.ValidationError(
                "Use lower-case letters, digits and hyphens, with a letter or digit first and last."
            )
        if word := next((word for word in RESERVED if word in name), ""):
            raise forms.ValidationError(f"Cognito allows no prefix that contains “{word}”.")
        return name


class NewCustomForm(CertificateForm):
    """A domain of one's own, with its certificate."""

    kind = "custom"
    name = api(
        forms.CharField(
            label="Domain",
            max_length=NAME.maximum,
            help_text="Such as login.example.com. The domain above it needs an A record in DNS.",
            widget=forms.TextInput(attrs=TEXT),
        ),
        "Domain",
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not HOST.fullmatch(name):
            raise forms.ValidationError(
                "Use the name of a domain in lower-case letters, such as login.example.com."
            )
        return name
