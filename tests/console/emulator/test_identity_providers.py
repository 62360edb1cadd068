import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509

from console.emulator import world
from tests.console.emulator.conftest import Refused

GOOGLE = {"client_id": "1.apps.example.com", "client_secret": "hush", "authorize_scopes": "openid email"}
OIDC = {
    "client_id": "app",
    "client_secret": "hush",
    "authorize_scopes": "openid",
    "oidc_issuer": "https://login.example.com",
    "attributes_request_method": "GET",
}
SAML = {"MetadataURL": "https://idp.example.com/metadata", "IDPSignout": "true"}
APPLE = {
    "client_id": "com.example",
    "team_id": "TEAM",
    "key_id": "KEY",
    "private_key": "-----",
    "authorize_scopes": "email name",
}
KINDS = {
    "Google": GOOGLE,
    "Facebook": GOOGLE,
    "LoginWithAmazon": GOOGLE,
    "SignInWithApple": APPLE,
    "OIDC": OIDC,
    "SAML": SAML,
}


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool()


def made(client: Any, pool_id: str, kind: str, name: str = "", **more: Any) -> Any:
    answer = client.create_identity_provider(
        UserPoolId=pool_id,
        ProviderName=name or kind,
        ProviderType=kind,
        **{"ProviderDetails": KINDS[kind], **more},
    )
    return answer["IdentityProvider"]


def described(client: Any, pool_id: str, name: str) -> Any:
    return client.describe_identity_provider(UserPoolId=pool_id, ProviderName=name)["IdentityProvider"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_is_read_back_with_what_the_service_derives(client: Any, pool_id: str, kind: str) -> None:
    provider = made(client, pool_id, kind)
    kept = {name: value for name, value in KINDS[kind].items() if name != "private_key"}
    assert provider["ProviderDetails"].items() > kept.items()
    assert "private_key" not in provider["ProviderDetails"]
    assert provider["CreationDate"] == provider["LastModifiedDate"]
    assert described(client, pool_id, kind) == provider


@pytest.mark.parametrize(
    ("kind", "missing", "message"),
    [
        ("Google", "client_secret", "clientId, clientSecret and authorizeScopes"),
        ("Facebook", "client_id", "clientId, clientSecret and authorizeScopes"),
        ("SignInWithApple", "private_key", "clientId, privateKey, teamId, and keyId"),
        ("OIDC", "oidc_issuer", "clientId, authorizeScopes, oidcIssuer and attributesRequestMethod"),
        ("SAML", "MetadataURL", "At least one of the MetadataURL or MetadataFile"),
    ],
)
def test_details_must_be_complete(
    client: Any, refused: Refused, pool_id: str, kind: str, missing: str, message: str
) -> None:
    details = {name: value for name, value in KINDS[kind].items() if name != missing}
    told = refused("InvalidParameterException", lambda: made(client, pool_id, kind, ProviderDetails=details))
    assert message in told


@pytest.mark.parametrize(
    ("kind", "details", "message"),
    [
        ("SAML", {**SAML, "MetadataFile": "<xml/>"}, "Only one of the MetadataURL or MetadataFile"),
        ("SAML", {**SAML, "SSORedirectBindingURI": "https://idp.example.com"}, "cannot be set"),
        ("OIDC", {**OIDC, "oidc_issuer": "http://login.example.com"}, "must start with https://"),
        ("OIDC", {**OIDC, "attributes_request_method": "PUT"}, "enum value set: [POST, GET]"),
    ],
)
def test_contradictions_are_refused(
    client: Any, refused: Refused, pool_id: str, kind: str, details: dict[str, str], message: str
) -> None:
    told = refused("InvalidParameterException", lambda: made(client, pool_id, kind, ProviderDetails=details))
    assert message in told


def test_a_social_provider_has_the_name_of_its_type_and_no_other_has_it(
    client: Any, refused: Refused, pool_id: str
) -> None:
    for name, kind in (("Gooogle", "Google"), ("Google", "OIDC"), ("COGNITO", "SAML")):
        message = refused(
            "InvalidParameterException", made, client=client, pool_id=pool_id, kind=kind, name=name
        )
        assert message == f"Provider {name} cannot be of type {kind}."


def test_a_name_is_taken_once(client: Any, refused: Refused, pool_id: str) -> None:
    made(client, pool_id, "OIDC", "Company")
    refused("DuplicateProviderException", made, client=client, pool_id=pool_id, kind="SAML", name="Company")


def test_an_update_replaces_whole_maps_and_keeps_what_is_omitted(client: Any, pool_id: str) -> None:
    made(
        client, pool_id, "OIDC", "Company", AttributeMapping={"email": "mail"}, IdpIdentifiers=["example.com"]
    )
    before = described(client, pool_id, "Company")
    answer = client.update_identity_provider(
        UserPoolId=pool_id, ProviderName="Company", AttributeMapping={"name": "full_name"}
    )["IdentityProvider"]
    assert answer["AttributeMapping"] == {"name": "full_name", "username": "sub"}
    assert answer["ProviderDetails"] == before["ProviderDetails"]
    assert answer["IdpIdentifiers"] == ["example.com"]
    assert answer["LastModifiedDate"] > before["LastModifiedDate"] >= answer["CreationDate"]
    public = {name: value for name, value in OIDC.items() if name != "client_secret"}
    client.update_identity_provider(UserPoolId=pool_id, ProviderName="Company", ProviderDetails=public)
    assert "client_secret" not in described(client, pool_id, "Company")["ProviderDetails"]


def test_apple_wants_its_key_again_with_every_change_of_details(
    client: Any, refused: Refused, pool_id: str
) -> None:
    provider = made(client, pool_id, "SignInWithApple")
    call = {"UserPoolId": pool_id, "ProviderName": "SignInWithApple"}
    details = provider["ProviderDetails"]
    refused("InvalidParameterException", client.update_identity_provider, ProviderDetails=details, **call)
    client.update_identity_provider(AttributeMapping={"email": "email"}, **call)


def test_the_username_is_always_mapped_but_with_saml(client: Any, pool_id: str) -> None:
    assert made(client, pool_id, "Google")["AttributeMapping"] == {"username": "sub"}
    assert made(client, pool_id, "Facebook")["AttributeMapping"] == {"username": "id"}
    assert "AttributeMapping" not in made(client, pool_id, "SAML")


def test_attributes_and_identifiers_that_cannot_be_are_refused(
    client: Any, refused: Refused, pool_id: str
) -> None:
    made(client, pool_id, "OIDC", "One", IdpIdentifiers=["example.com"])
    for more in (
        {"AttributeMapping": {"custom:nothing": "x"}},
        {"IdpIdentifiers": ["example.com"]},
        {"AcrMapping": {"Level1": "low"}},
    ):
        refused("InvalidParameterException", made, client=client, pool_id=pool_id, kind="SAML", **more)
    assert made(client, pool_id, "OIDC", "Two", AcrMapping={"Level1": "low"})["AcrMapping"] == {
        "Level1": "low"
    }


def test_a_provider_is_found_by_its_identifier(client: Any, refused: Refused, pool_id: str) -> None:
    made(client, pool_id, "OIDC", "Company", IdpIdentifiers=["example.com", "example.org"])
    found = client.get_identity_provider_by_identifier(UserPoolId=pool_id, IdpIdentifier="example.org")
    assert found["IdentityProvider"]["ProviderName"] == "Company"
    refused(
        "ResourceNotFoundException",
        client.get_identity_provider_by_identifier,
        UserPoolId=pool_id,
        IdpIdentifier="example.net",
    )


def test_addresses_of_a_saml_provider_are_read_from_its_metadata(client: Any, pool_id: str) -> None:
    metadata = (
        '<md:EntityDescriptor><md:SingleLogoutService Binding="x" Location="https://a.example/slo"/>'
        '<md:SingleSignOnService Binding="x" Location="https://a.example/sso"/></md:EntityDescriptor>'
    )
    details = {"MetadataFile": metadata, "IDPSignout": "true"}
    shown = made(client, pool_id, "SAML", ProviderDetails=details)["ProviderDetails"]
    assert shown["SSORedirectBindingURI"] == "https://a.example/sso"
    assert shown["SLORedirectBindingURI"] == "https://a.example/slo"
    assert certificate_of(shown["ActiveEncryptionCertificate"]).subject


def test_a_deleted_provider_is_gone(client: Any, refused: Refused, pool_id: str) -> None:
    made(client, pool_id, "Google")
    call = {"UserPoolId": pool_id, "ProviderName": "Google"}
    client.delete_identity_provider(**call)
    for operation in (
        client.describe_identity_provider,
        client.update_identity_provider,
        client.delete_identity_provider,
    ):
        refused("ResourceNotFoundException", operation, **call)


def test_providers_are_listed_in_pages(client: Any, pool_id: str) -> None:
    for kind in KINDS:
        made(client, pool_id, kind)
    pages = client.get_paginator("list_identity_providers").paginate(
        UserPoolId=pool_id, PaginationConfig={"PageSize": 4}
    )
    found = [[each["ProviderName"] for each in page["Providers"]] for page in pages]
    assert found == [list(KINDS)[:4], list(KINDS)[4:]]


def certificate_of(text: str) -> x509.Certificate:
    return x509.load_der_x509_certificate(base64.b64decode(text))


def test_the_signing_certificate_is_one_and_stays_the_same(client: Any, pool_id: str) -> None:
    text = client.get_signing_certificate(UserPoolId=pool_id)["Certificate"]
    certificate = certificate_of(text)
    assert certificate.not_valid_after_utc - datetime.now(UTC) > timedelta(days=3_600)
    assert client.get_signing_certificate(UserPoolId=pool_id)["Certificate"] == text
