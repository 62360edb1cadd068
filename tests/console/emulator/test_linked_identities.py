import json
from datetime import UTC, datetime
from typing import Any

import pytest

from console.emulator import world
from console.emulator.seeding.crowd import identities as identities_of_federated
from tests.console.emulator.conftest import Refused

DETAILS = {"client_id": "1", "client_secret": "2", "authorize_scopes": "openid"}
OIDC = {**DETAILS, "oidc_issuer": "https://login.example.com", "attributes_request_method": "GET"}


@pytest.fixture
def pool_id(client: Any) -> str:
    """A pool with two providers and a local user, ann."""
    pool_id = world.make_pool()
    for name, kind, details in (("Google", "Google", DETAILS), ("Company", "OIDC", OIDC)):
        client.create_identity_provider(
            UserPoolId=pool_id, ProviderName=name, ProviderType=kind, ProviderDetails=details
        )
    world.make_user(pool_id, "ann")
    return pool_id


def at(provider: str, value: str, attribute: str = "Cognito_Subject") -> dict[str, str]:
    return {
        "ProviderName": provider,
        "ProviderAttributeName": attribute,
        "ProviderAttributeValue": value,
    }


def link(client: Any, pool_id: str, source: dict[str, str], username: str = "ann") -> None:
    destination = {"ProviderName": "Cognito", "ProviderAttributeValue": username}
    client.admin_link_provider_for_user(UserPoolId=pool_id, DestinationUser=destination, SourceUser=source)


def identities(client: Any, pool_id: str, username: str = "ann") -> list[tuple[str, str]]:
    user = client.admin_get_user(UserPoolId=pool_id, Username=username)
    text = next((each["Value"] for each in user["UserAttributes"] if each["Name"] == "identities"), "[]")
    return [(entry["providerName"], entry["userId"]) for entry in json.loads(text)]


def test_a_linked_identity_is_seen_in_the_attribute_and_can_be_parted_with(client: Any, pool_id: str) -> None:
    link(client, pool_id, at("Google", "123"))
    link(client, pool_id, at("Company", "ann@example.com", "email"))
    assert identities(client, pool_id) == [("Google", "123"), ("Company", "ann@example.com")]
    client.admin_disable_provider_for_user(UserPoolId=pool_id, User=at("Google", "123"))
    assert identities(client, pool_id) == [("Company", "ann@example.com")]
    client.admin_disable_provider_for_user(UserPoolId=pool_id, User=at("Company", "ann@example.com", "email"))
    user = client.admin_get_user(UserPoolId=pool_id, Username="ann")
    assert "identities" not in {each["Name"] for each in user["UserAttributes"]}


def test_identities_that_cannot_be_linked_are_refused(client: Any, refused: Refused, pool_id: str) -> None:
    world.make_user(pool_id, "bob")
    world.make_user(pool_id, "Google_777", status="EXTERNAL_PROVIDER")
    link(client, pool_id, at("Google", "123"))
    for code, source, username, words in (
        ("InvalidParameterException", at("Google", "123"), "ann", "already linked to DestinationUser"),
        ("AliasExistsException", at("Google", "123"), "bob", "linked to another user"),
        ("InvalidParameterException", at("Google", "777"), "ann", "Merging is not currently supported"),
        ("InvalidParameterException", at("Nothing", "1"), "ann", "there is no provider Nothing"),
        ("InvalidParameterException", at("Google", "5", "email"), "ann", "must be Cognito_Subject"),
        ("UserNotFoundException", at("Google", "5"), "nobody", "does not exist"),
    ):
        message = refused(code, link, client=client, pool_id=pool_id, source=source, username=username)
        assert words in message


def test_a_user_is_linked_to_five_identities_at_most(client: Any, refused: Refused, pool_id: str) -> None:
    for number in range(5):
        link(client, pool_id, at("Company", f"user-{number}"))
    refused("LimitExceededException", link, client=client, pool_id=pool_id, source=at("Company", "user-5"))


def test_a_federated_user_can_be_linked_to_but_keeps_its_own_identity(
    client: Any, refused: Refused, pool_id: str
) -> None:
    own = identities_of_federated("Google", "777", datetime.now(UTC))
    world.make_user(pool_id, "Google_777", status="EXTERNAL_PROVIDER", attributes={"identities": own})
    client.admin_link_provider_for_user(
        UserPoolId=pool_id, DestinationUser=at("Google", "777"), SourceUser=at("Company", "x")
    )
    assert identities(client, pool_id, "Google_777") == [("Google", "777"), ("Company", "x")]
    call = {"UserPoolId": pool_id, "User": at("Google", "777")}
    refused("InvalidParameterException", client.admin_disable_provider_for_user, **call)


def test_the_password_of_a_local_user_can_be_taken_away(client: Any, refused: Refused, pool_id: str) -> None:
    local = {"ProviderName": "Cognito", "ProviderAttributeName": "Cognito_Subject"}
    call = {"UserPoolId": pool_id, "User": {**local, "ProviderAttributeValue": "ann"}}
    client.admin_disable_provider_for_user(**call)
    assert world.find_pool(pool_id).users["ann"].password is None
    call = {"UserPoolId": pool_id, "User": {**local, "ProviderAttributeValue": "nobody"}}
    refused("UserNotFoundException", client.admin_disable_provider_for_user, **call)
    call = {"UserPoolId": pool_id, "User": at("Google", "nobody")}
    refused("UserNotFoundException", client.admin_disable_provider_for_user, **call)
