"""`ProviderDetails` of each type of identity provider: what is required, and what the service adds.

The keys that it adds are those of the examples in the model's documentation.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from console.emulator.overlay.core.errors import invalid_parameter

SOCIAL = ("Facebook", "Google", "LoginWithAmazon", "SignInWithApple")
SOCIAL_KEYS = ("client_id", "client_secret", "authorize_scopes")
SOCIAL_MESSAGE = "clientId, clientSecret and authorizeScopes are all required idp details."
REQUIRED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "Facebook": (SOCIAL_KEYS, SOCIAL_MESSAGE),
    "Google": (SOCIAL_KEYS, SOCIAL_MESSAGE),
    "LoginWithAmazon": (SOCIAL_KEYS, SOCIAL_MESSAGE),
    "SignInWithApple": (
        ("client_id", "team_id", "key_id", "private_key", "authorize_scopes"),
        "clientId, privateKey, teamId, and keyId are all required idp details.",
    ),
    "OIDC": (
        ("client_id", "authorize_scopes", "oidc_issuer", "attributes_request_method"),
        "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod are all required idp details.",
    ),
    "SAML": ((), ""),
}
# The claim that becomes the username. With SAML it is the NameID, which is not mapped.
SUBJECTS: Mapping[str, str] = {
    "Facebook": "id",
    "Google": "sub",
    "LoginWithAmazon": "user_id",
    "SignInWithApple": "sub",
    "OIDC": "sub",
}
# Written by the service into the details of a SAML provider, and not accepted back.
SAML_DERIVED = ("ActiveEncryptionCertificate", "SSORedirectBindingURI", "SLORedirectBindingURI")
# Which the service finds out from the issuer unless it is told.
DISCOVERED = {
    "attributes_url": "userInfo",
    "authorize_url": "authorize",
    "jwks_uri": ".well-known/jwks.json",
    "token_url": "token",
}
LOCATION = '<(?:[^>]*:)?{}[^>]*Location="([^"]+)"'

Details = Mapping[str, str]


def check(kind: str, details: Details) -> None:
    """Raises InvalidParameterException for details that are incomplete or contradict each other."""
    keys, message = REQUIRED[kind]
    if any(not details.get(key) for key in keys):
        raise invalid_parameter(message)
    if kind == "SAML":
        _check_saml(details)
    if kind == "OIDC":
        _check_oidc(details)


def complete(kind: str, details: Details) -> dict[str, str]:
    """The details with what the service adds to them, and without what it never shows."""
    return {name: value for name, value in (DERIVED[kind](details)).items() if name != "private_key"}


def _check_saml(details: Details) -> None:
    sources = [name for name in ("MetadataURL", "MetadataFile") if details.get(name)]
    if not sources:
        raise invalid_parameter("At least one of the MetadataURL or MetadataFile should be provided.")
    if len(sources) > 1:
        raise invalid_parameter("Only one of the MetadataURL or MetadataFile should be provided.")
    for name in SAML_DERIVED:
        if name in details:
            raise invalid_parameter(f"{name} cannot be set. It is derived from the metadata.")


def _check_oidc(details: Details) -> None:
    if details["attributes_request_method"] not in {"GET", "POST"}:
        raise invalid_parameter(
            "1 validation error detected: Value at 'attributes_request_method' failed to satisfy "
            "constraint: Member must satisfy enum value set: [POST, GET]"
        )
    if any(
        not details[name].startswith("https://") for name in ("oidc_issuer", *DISCOVERED) if name in details
    ):
        raise invalid_parameter("OIDC endpoint must start with https://")


def _saml(details: Details) -> dict[str, str]:
    from_file = details.get("MetadataFile", "")
    host = urlsplit(details.get("MetadataURL", "")).netloc or "idp.invalid"
    addresses = {
        "SSORedirectBindingURI": _location(from_file, "SingleSignOnService") or f"https://{host}/sso/saml"
    }
    if details.get("IDPSignout", "false").lower() == "true":
        slo = _location(from_file, "SingleLogoutService") or f"https://{host}/slo/saml"
        addresses["SLORedirectBindingURI"] = slo
    return {**details, **addresses}


def _location(metadata: str, element: str) -> str:
    found = re.search(LOCATION.format(element), metadata)
    return found.group(1) if found else ""


def _oidc(details: Details) -> dict[str, str]:
    issuer = details["oidc_issuer"].rstrip("/")
    found = {name: f"{issuer}/{path}" for name, path in DISCOVERED.items()}
    return {"attributes_url_add_attributes": "false", **found, **details}


def _google(details: Details) -> dict[str, str]:
    return {
        **details,
        "attributes_url": "https://people.googleapis.com/v1/people/me?personFields=",
        "attributes_url_add_attributes": "true",
        "authorize_url": "https://accounts.google.com/o/oauth2/v2/auth",
        "oidc_issuer": "https://accounts.google.com",
        "token_request_method": "POST",
        "token_url": "https://www.googleapis.com/oauth2/v4/token",
    }


def _facebook(details: Details) -> dict[str, str]:
    version = details.get("api_version", "v17.0")
    return {
        **details,
        "api_version": version,
        "attributes_url": f"https://graph.facebook.com/{version}/me?fields=",
        "attributes_url_add_attributes": "true",
        "authorize_url": f"https://www.facebook.com/{version}/dialog/oauth",
        "token_request_method": "GET",
        "token_url": f"https://graph.facebook.com/{version}/oauth/access_token",
    }


def _amazon(details: Details) -> dict[str, str]:
    return {
        **details,
        "attributes_url": "https://api.amazon.com/user/profile",
        "attributes_url_add_attributes": "false",
        "authorize_url": "https://www.amazon.com/ap/oa",
        "token_request_method": "POST",
        "token_url": "https://api.amazon.com/auth/o2/token",
    }


def _apple(details: Details) -> dict[str, str]:
    return {
        **details,
        "attributes_url_add_attributes": "false",
        "authorize_url": "https://appleid.apple.com/auth/authorize",
        "oidc_issuer": "https://appleid.apple.com",
        "token_request_method": "POST",
        "token_url": "https://appleid.apple.com/auth/token",
    }


DERIVED: Mapping[str, Callable[[Details], dict[str, str]]] = {
    "Facebook": _facebook,
    "Google": _google,
    "LoginWithAmazon": _amazon,
    "OIDC": _oidc,
    "SAML": _saml,
    "SignInWithApple": _apple,
}
