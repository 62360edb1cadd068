"""Identity providers of each kind, as Cognito takes them and as forms send them."""

from collections.abc import Callable
from typing import Any

import pytest

from console.emulator.overlay import perform

OIDC = {
    "client_id": "staff",
    "client_secret": "stored-secret",
    "authorize_scopes": "openid email",
    "oidc_issuer": "https://login.example.com",
    "attributes_request_method": "GET",
}

APPLE = {
    "client_id": "com.example.web",
    "team_id": "TEAM",
    "key_id": "KEY",
    "private_key": "stored-key",
    "authorize_scopes": "email name",
}

METADATA = (
    '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">\n'
    '<IDPSSODescriptor><KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>'
    "<X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>"
    '<SingleSignOnService Location="https://idp.example.com/sso"/></IDPSSODescriptor></EntityDescriptor>'
)


def mapped(*pairs: tuple[str, str]) -> dict[str, str]:
    """What a browser would send for these rows."""
    typed = {"mapping-TOTAL_FORMS": str(len(pairs)), "mapping-INITIAL_FORMS": "0"}
    for number, (name, claim) in enumerate(pairs):
        typed |= {f"mapping-{number}-attribute": name, f"mapping-{number}-claim": claim}
    return typed


NEW = {
    "name": "Daughter",
    **{name: value for name, value in OIDC.items() if name != "client_secret"},
    "client_secret": "planted",
    "identifiers": "daughter.example\n",
    "Level1": "password",
    **mapped(("email", "mail"), ("", "")),
}


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}identity-providers/"


@pytest.fixture
def make(pool_id: str) -> Callable[..., str]:
    """Make a provider: `make("OIDC", OIDC, name="Daughter", AttributeMapping=...)` is its name."""

    def made(kind: str = "OIDC", details: dict[str, str] = OIDC, *, name: str = "", **more: Any) -> str:
        name = name or ("Daughter" if kind in {"OIDC", "SAML"} else kind)
        about = {"UserPoolId": pool_id, "ProviderName": name, "ProviderType": kind}
        perform("CreateIdentityProvider", "us-east-1", {**about, "ProviderDetails": details, **more})
        return name

    return made
