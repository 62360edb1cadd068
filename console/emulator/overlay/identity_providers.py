"""Identity providers: create, describe, update, delete, list, find by identifier; the pool's SAML certificate."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import provider_details
from console.emulator.overlay.certificates import certificate
from console.emulator.overlay.core.errors import (
    ServiceError,
    invalid_parameter,
    limit_exceeded,
    resource_not_found,
)
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

MAXIMUM = 300


@dataclass(slots=True, kw_only=True)
class IdentityProvider:
    """Where people of a pool may sign in instead of in Cognito."""

    user_pool_id: str
    name: str
    kind: str
    details: dict[str, str]
    mapping: dict[str, str]
    identifiers: list[str]
    acr_mapping: dict[str, str]
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    modified: datetime = field(default_factory=lambda: datetime.now(UTC))


@operation("CreateIdentityProvider")
def create_identity_provider(call: Call) -> dict[str, Any]:
    """The provider with what the service derives from its details.

    Raises DuplicateProviderException; InvalidParameterException for details that are incomplete, a name that
    does not fit the type, attributes that the pool does not have; LimitExceededException.
    """
    pool, name, kind = call.pool, call.parameters["ProviderName"], call.parameters["ProviderType"]
    _check_name(name, kind)
    if name in pool.identity_providers:
        raise ServiceError(
            "DuplicateProviderException", f"A provider with the name {name} already exists in this user pool."
        )
    if len(pool.identity_providers) >= MAXIMUM:
        raise limit_exceeded("The maximum number of identity providers for this user pool has been reached.")
    provider = IdentityProvider(
        user_pool_id=pool.id, name=name, kind=kind, details={}, mapping={}, identifiers=[], acr_mapping={}
    )
    _change(pool, provider, {"AttributeMapping": {}, **call.parameters})
    provider.created = provider.modified
    pool.identity_providers[name] = provider
    return {"IdentityProvider": describe(provider)}


@operation("DescribeIdentityProvider")
def describe_identity_provider(call: Call) -> dict[str, Any]:
    """One provider, its secrets included; but never Apple's private key."""
    return {"IdentityProvider": describe(_find(call))}


@operation("GetIdentityProviderByIdentifier")
def get_identity_provider_by_identifier(call: Call) -> dict[str, Any]:
    """The provider that has this among its identifiers. Raises ResourceNotFoundException."""
    wanted = call.parameters["IdpIdentifier"]
    for provider in call.pool.identity_providers.values():
        if wanted in provider.identifiers:
            return {"IdentityProvider": describe(provider)}
    raise resource_not_found(f"Identity provider with identifier {wanted} does not exist.")


@operation("UpdateIdentityProvider")
def update_identity_provider(call: Call) -> dict[str, Any]:
    """A member that is sent replaces the whole of what there was; a member that is omitted stays."""
    provider = _find(call)
    _change(call.pool, provider, call.parameters)
    return {"IdentityProvider": describe(provider)}


@operation("DeleteIdentityProvider")
def delete_identity_provider(call: Call) -> dict[str, Any]:
    """App clients that name it go on naming it."""
    del call.pool.identity_providers[_find(call).name]
    return {}


@operation("ListIdentityProviders")
def list_identity_providers(call: Call) -> dict[str, Any]:
    """Names, types and dates in the order of creation."""
    page, token = list_page(call.parameters, list(call.pool.identity_providers.values()), "name")
    return {"Providers": [_summary(provider) for provider in page], **token}


@operation("GetSigningCertificate")
def get_signing_certificate(call: Call) -> dict[str, Any]:
    """The certificate with which the pool signs its SAML requests."""
    pool = call.pool
    return {"Certificate": certificate(pool.id, pool.creation_date)}


def describe(provider: IdentityProvider) -> dict[str, Any]:
    """`IdentityProviderType`; what was never set is absent."""
    details = provider_details.complete(provider.kind, provider.details)
    if provider.kind == "SAML":
        details["ActiveEncryptionCertificate"] = certificate(provider.name, provider.created)
    optional = {
        "AttributeMapping": provider.mapping,
        "IdpIdentifiers": provider.identifiers,
        "AcrMapping": provider.acr_mapping,
    }
    return {
        "UserPoolId": provider.user_pool_id,
        **_summary(provider),
        "ProviderDetails": details,
        **{name: value for name, value in optional.items() if value},
    }


def _change(pool: Pool, provider: IdentityProvider, parameters: Any) -> None:
    """Check everything that was sent, then keep it."""
    if "ProviderDetails" in parameters:
        provider_details.check(provider.kind, parameters["ProviderDetails"])
    mapping = _mapping(pool, provider.kind, parameters.get("AttributeMapping", {}))
    _check_identifiers(pool, provider, parameters.get("IdpIdentifiers", ()))
    if parameters.get("AcrMapping") and provider.kind != "OIDC":
        raise invalid_parameter("AcrMapping is supported for OIDC identity providers only.")
    provider.details = dict(parameters.get("ProviderDetails", provider.details))
    provider.mapping = mapping if "AttributeMapping" in parameters else provider.mapping
    provider.identifiers = list(parameters.get("IdpIdentifiers", provider.identifiers))
    provider.acr_mapping = dict(parameters.get("AcrMapping", provider.acr_mapping))
    provider.modified = datetime.now(UTC)


def _check_name(name: str, kind: str) -> None:
    reserved = {*provider_details.SOCIAL, "COGNITO", "Cognito"}
    if (name in reserved or kind in provider_details.SOCIAL) and name != kind:
        raise invalid_parameter(f"Provider {name} cannot be of type {kind}.")


def _mapping(pool: Pool, kind: str, sent: dict[str, str]) -> dict[str, str]:
    """The mapping with the username in it, whether or not it was sent."""
    for name in sent:
        if name != "username" and name not in pool.schema_attributes:
            raise invalid_parameter(
                f"Attribute {name} in the attribute mapping does not exist in the schema."
            )
    subject = provider_details.SUBJECTS.get(kind)
    return {**sent, **({"username": sent.get("username", subject)} if subject else {})}


def _check_identifiers(pool: Pool, provider: IdentityProvider, identifiers: Any) -> None:
    others = [each for each in pool.identity_providers.values() if each is not provider]
    taken = {identifier for each in others for identifier in each.identifiers}
    for identifier in identifiers:
        if identifier in taken:
            raise invalid_parameter(f"The identifier {identifier} is used by another identity provider.")


def _summary(provider: IdentityProvider) -> dict[str, Any]:
    return {
        "ProviderName": provider.name,
        "ProviderType": provider.kind,
        "CreationDate": provider.created,
        "LastModifiedDate": provider.modified,
    }


def _find(call: Call) -> IdentityProvider:
    name = call.parameters["ProviderName"]
    provider = call.pool.identity_providers.get(name)
    if provider is None:
        raise resource_not_found(f"Identity provider {name} does not exist.")
    found: IdentityProvider = provider
    return found
