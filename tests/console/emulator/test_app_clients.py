import base64
import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

import pytest

from console.emulator import world
from console.emulator.behaviour import behaviour
from tests.console.emulator.conftest import Refused

NOT_AN_INPUT = {"ClientSecret", "ClientType", "CreationDate", "LastModifiedDate"}
CALLBACK = "https://app.example.com/callback"
OAUTH: dict[str, Any] = {
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthScopes": ["openid", "email"],
    "CallbackURLs": [CALLBACK],
}


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool(Schema=[{"Name": "level", "AttributeDataType": "Number", "Mutable": True}])


def made(client: Any, pool_id: str, **settings: Any) -> Any:
    return client.create_user_pool_client(UserPoolId=pool_id, ClientName="App", **settings)["UserPoolClient"]


def described(client: Any, app: Any) -> Any:
    answer = client.describe_user_pool_client(UserPoolId=app["UserPoolId"], ClientId=app["ClientId"])
    return answer["UserPoolClient"]


def test_an_app_client_made_with_a_name_only_has_the_documented_defaults(client: Any, pool_id: str) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    app = made(client, pool_id)
    assert len(app["ClientId"]) == 26 and app["ClientId"].isalnum()
    assert before <= app["CreationDate"] == app["LastModifiedDate"]
    assert (app["RefreshTokenValidity"], app["AuthSessionValidity"], app["TokenValidityUnits"]) == (30, 3, {})
    assert app["EnableTokenRevocation"] is True
    assert app["AllowedOAuthFlowsUserPoolClient"] is False
    assert app["ExplicitAuthFlows"] == [
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_SRP_AUTH",
    ]
    assert not {"ClientSecret", "ReadAttributes", "CallbackURLs", "AccessTokenValidity"} & set(app)
    assert described(client, app) == app


def test_a_secret_is_generated_or_brought_along(client: Any, refused: Refused, pool_id: str) -> None:
    assert len(made(client, pool_id, GenerateSecret=True)["ClientSecret"]) == 51
    own = "a" * 24
    assert described(client, made(client, pool_id, ClientSecret=own))["ClientSecret"] == own
    call = {"UserPoolId": pool_id, "ClientName": "Both", "GenerateSecret": True, "ClientSecret": own}
    refused("InvalidParameterException", client.create_user_pool_client, **call)


def test_an_update_resets_what_is_omitted(client: Any, pool_id: str) -> None:
    app = made(
        client,
        pool_id,
        GenerateSecret=True,
        ReadAttributes=["email"],
        RefreshTokenValidity=5,
        TokenValidityUnits={"RefreshToken": "hours"},
        EnableTokenRevocation=False,
        PreventUserExistenceErrors="ENABLED",
        **OAUTH,
    )
    client.update_user_pool_client(UserPoolId=pool_id, ClientId=app["ClientId"], ClientName="Renamed")
    after = described(client, app)
    assert (after["ClientName"], after["RefreshTokenValidity"], after["TokenValidityUnits"]) == (
        "Renamed",
        30,
        {},
    )
    assert after["EnableTokenRevocation"] is True
    assert not {"ReadAttributes", "CallbackURLs", "PreventUserExistenceErrors"} & set(after)
    for name in ("ClientSecret", "ClientId", "CreationDate"):
        assert after[name] == app[name]
    assert after["LastModifiedDate"] > app["LastModifiedDate"]


def test_an_update_can_be_made_to_keep_what_is_omitted(client: Any, pool_id: str) -> None:
    app = made(client, pool_id, ReadAttributes=["email"], EnableTokenRevocation=False, **OAUTH)
    behaviour.keep_omitted = True
    client.update_user_pool_client(UserPoolId=pool_id, ClientId=app["ClientId"], AuthSessionValidity=10)
    after = described(client, app)
    assert after == {**app, "AuthSessionValidity": 10, "LastModifiedDate": after["LastModifiedDate"]}


def test_a_described_app_client_can_be_sent_back_and_stays_the_same(client: Any, pool_id: str) -> None:
    app = made(client, pool_id, WriteAttributes=["name", "custom:level"], GenerateSecret=True, **OAUTH)
    client.update_user_pool_client(**{name: app[name] for name in set(app) - NOT_AN_INPUT})
    after = described(client, app)
    assert after == {**app, "LastModifiedDate": after["LastModifiedDate"]}


def test_lists_come_back_sorted_and_empty_ones_not_at_all(client: Any, pool_id: str) -> None:
    app = made(client, pool_id, **{**OAUTH, "LogoutURLs": [], "ReadAttributes": ["name", "email"]})
    assert app["AllowedOAuthScopes"] == ["email", "openid"]
    assert app["ReadAttributes"] == ["email", "name"]
    assert "LogoutURLs" not in app


def test_nought_days_of_a_refresh_token_are_thirty(client: Any, pool_id: str) -> None:
    units = {"RefreshToken": "minutes", "AccessToken": "minutes"}
    app = made(client, pool_id, RefreshTokenValidity=0, TokenValidityUnits=units, AccessTokenValidity=60)
    assert (app["RefreshTokenValidity"], app["TokenValidityUnits"]) == (30, {"AccessToken": "minutes"})


def test_rotation_goes_without_the_old_way_of_refreshing(client: Any, pool_id: str) -> None:
    app = made(client, pool_id, RefreshTokenRotation={"Feature": "ENABLED", "RetryGracePeriodSeconds": 10})
    assert "ALLOW_REFRESH_TOKEN_AUTH" not in app["ExplicitAuthFlows"]


@pytest.mark.parametrize(
    ("settings", "code", "message"),
    [
        (
            {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH"]},
            "InvalidParameterException",
            "cannot be used with legacy auth flow names",
        ),
        (
            {
                "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
                "RefreshTokenRotation": {"Feature": "ENABLED"},
            },
            "InvalidParameterException",
            "Refresh token rotation",
        ),
        ({"AccessTokenValidity": 25}, "InvalidParameterException", "Invalid range for token validity."),
        (
            {"IdTokenValidity": 4, "TokenValidityUnits": {"IdToken": "minutes"}},
            "InvalidParameterException",
            "Invalid range for token validity.",
        ),
        (
            {"RefreshTokenValidity": 59, "TokenValidityUnits": {"RefreshToken": "minutes"}},
            "InvalidParameterException",
            "Invalid range for token validity.",
        ),
        (
            {
                "RefreshTokenValidity": 1,
                "AccessTokenValidity": 2,
                "TokenValidityUnits": {"RefreshToken": "hours"},
            },
            "InvalidParameterException",
            "must be less than or equal to refresh token",
        ),
        (
            {"ReadAttributes": ["email", "custom:nothing"]},
            "InvalidParameterException",
            "Invalid read attributes",
        ),
        ({"WriteAttributes": ["email_verified"]}, "InvalidParameterException", "Invalid write attributes"),
        (
            {**OAUTH, "AllowedOAuthFlows": ["code", "client_credentials"]},
            "InvalidOAuthFlowException",
            "along with code flow or implicit flow",
        ),
        (
            {**OAUTH, "AllowedOAuthFlows": ["client_credentials"]},
            "InvalidOAuthFlowException",
            "does not have a client secret",
        ),
        (
            {**OAUTH, "AllowedOAuthScopes": []},
            "InvalidParameterException",
            "AllowedOAuthFlows and AllowedOAuthScopes are required",
        ),
        (
            {**OAUTH, "CallbackURLs": []},
            "InvalidParameterException",
            "CallbackUrls can not be empty",
        ),
        (
            {**OAUTH, "CallbackURLs": ["http://app.example.com"]},
            "InvalidParameterException",
            "http://app.example.com cannot use the HTTP protocol.",
        ),
        (
            {**OAUTH, "LogoutURLs": ["https://app.example.com/#bye"]},
            "InvalidParameterException",
            "cannot use fragment",
        ),
        ({**OAUTH, "CallbackURLs": ["/here"]}, "InvalidParameterException", "is not a valid URL"),
        (
            {**OAUTH, "DefaultRedirectURI": "https://other.example.com"},
            "InvalidParameterException",
            "is not in the callback URIs list",
        ),
        (
            {**OAUTH, "AllowedOAuthScopes": ["payroll/read"]},
            "ScopeDoesNotExistException",
            "Invalid scope requested: payroll/read",
        ),
        (
            {"SupportedIdentityProviders": ["COGNITO", "Google"]},
            "InvalidParameterException",
            "The provider Google does not exist for User Pool",
        ),
        (
            {"EnablePropagateAdditionalUserContextData": True},
            "InvalidParameterException",
            "Client Secret is required",
        ),
        (
            {"AnalyticsConfiguration": {"ApplicationId": "abc123"}},
            "InvalidParameterException",
            "Invalid analytics configuration given",
        ),
    ],
)
def test_settings_that_do_not_go_together_are_refused(
    client: Any, refused: Refused, pool_id: str, settings: dict[str, Any], code: str, message: str
) -> None:
    app = made(client, pool_id)
    assert message in refused(
        code, client.create_user_pool_client, UserPoolId=pool_id, ClientName="App", **settings
    )
    assert message in refused(
        code, client.update_user_pool_client, UserPoolId=pool_id, ClientId=app["ClientId"], **settings
    )
    assert described(client, app) == app


@pytest.mark.parametrize(
    "settings",
    [
        {**OAUTH, "CallbackURLs": ["http://localhost:8000/x", "myapp://example"], "LogoutURLs": [CALLBACK]},
        {
            **OAUTH,
            "CallbackURLs": ["http://[::1]/", "http://127.0.0.1"],
            "DefaultRedirectURI": "http://[::1]/",
        },
        {"AllowedOAuthFlows": ["client_credentials"], "GenerateSecret": True},
        {"GenerateSecret": True, "EnablePropagateAdditionalUserContextData": True},
        {
            "AnalyticsConfiguration": {
                "ApplicationArn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a"
            }
        },
        {"ExplicitAuthFlows": ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH"]},
        {
            "RefreshTokenValidity": 315360000,
            "AccessTokenValidity": 300,
            "IdTokenValidity": 1,
            "TokenValidityUnits": {"RefreshToken": "seconds", "AccessToken": "seconds", "IdToken": "days"},
        },
    ],
    ids=[
        "local and app addresses",
        "loopback",
        "machine to machine",
        "context data",
        "analytics",
        "old flows",
        "limits",
    ],
)
def test_settings_that_go_together_are_kept(client: Any, pool_id: str, settings: dict[str, Any]) -> None:
    app = described(client, made(client, pool_id, **settings))
    for name in set(settings) - {"GenerateSecret"}:
        wanted = settings[name]
        assert app[name] == (sorted(wanted) if isinstance(wanted, list) else wanted)


def test_a_required_attribute_must_be_writable(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(Schema=[{"Name": "email", "AttributeDataType": "String", "Required": True}])
    call = {"UserPoolId": pool_id, "ClientName": "App"}
    refused("InvalidParameterException", client.create_user_pool_client, WriteAttributes=["name"], **call)
    client.create_user_pool_client(WriteAttributes=["name", "email"], **call)


def test_scopes_of_an_api_and_providers_can_be_named_once_they_exist(client: Any, pool_id: str) -> None:
    client.create_resource_server(
        UserPoolId=pool_id,
        Identifier="https://api.example.com",
        Name="API",
        Scopes=[{"ScopeName": "read", "ScopeDescription": "Read"}],
    )
    app = made(client, pool_id, **{**OAUTH, "AllowedOAuthScopes": ["https://api.example.com/read"]})
    assert app["AllowedOAuthScopes"] == ["https://api.example.com/read"]


def test_lite_has_no_choice_of_sign_in_and_its_use_keeps_a_pool_from_lite(
    client: Any, refused: Refused, pool_id: str
) -> None:
    lite = world.make_pool(UserPoolTier="LITE")
    message = refused(
        "FeatureUnavailableInTierException",
        client.create_user_pool_client,
        UserPoolId=lite,
        ClientName="App",
        ExplicitAuthFlows=["ALLOW_USER_AUTH"],
    )
    assert "LITE pricing tier" in message
    made(client, pool_id, ExplicitAuthFlows=["ALLOW_USER_AUTH"])
    refused("TierChangeNotAllowedException", client.update_user_pool, UserPoolId=pool_id, UserPoolTier="LITE")


def test_app_clients_are_listed_in_pages_by_name_and_id_only(client: Any, pool_id: str) -> None:
    ids = [made(client, pool_id)["ClientId"] for _ in range(5)]
    page = client.list_user_pool_clients(UserPoolId=pool_id, MaxResults=2)
    assert [app["ClientId"] for app in page["UserPoolClients"]] == ids[:2]
    assert set(page["UserPoolClients"][0]) == {"ClientId", "ClientName", "UserPoolId"}
    client.delete_user_pool_client(UserPoolId=pool_id, ClientId=ids[1])
    rest = client.list_user_pool_clients(UserPoolId=pool_id, NextToken=page["NextToken"], MaxResults=2)
    assert [app["ClientId"] for app in rest["UserPoolClients"]] == ids[2:4]
    assert client.list_user_pool_clients(UserPoolId=pool_id, ClientType="DCR")["UserPoolClients"] == []
    assert (
        len(client.list_user_pool_clients(UserPoolId=pool_id, ClientType="REGULAR")["UserPoolClients"]) == 4
    )


def test_a_deleted_app_client_is_gone(client: Any, refused: Refused, pool_id: str) -> None:
    call = {"UserPoolId": pool_id, "ClientId": made(client, pool_id)["ClientId"]}
    client.delete_user_pool_client(**call)
    for operation in (
        client.describe_user_pool_client,
        client.update_user_pool_client,
        client.delete_user_pool_client,
        client.list_user_pool_client_secrets,
    ):
        message = refused("ResourceNotFoundException", operation, **call)
        assert message == f"User pool client {call['ClientId']} does not exist."


def test_people_can_still_sign_in_with_an_app_client_that_has_a_secret(client: Any, pool_id: str) -> None:
    world.make_user(pool_id, "ann", password="Secret-1234")
    app = made(client, pool_id, GenerateSecret=True, ExplicitAuthFlows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"])
    digest = hmac.new(app["ClientSecret"].encode(), f"ann{app['ClientId']}".encode(), hashlib.sha256).digest()
    answer = client.admin_initiate_auth(
        UserPoolId=pool_id,
        ClientId=app["ClientId"],
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": "ann",
            "PASSWORD": "Secret-1234",
            "SECRET_HASH": base64.b64encode(digest).decode(),
        },
    )
    assert answer["AuthenticationResult"]["AccessToken"]
