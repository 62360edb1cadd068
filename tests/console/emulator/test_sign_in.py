"""Signing in as a user: from the invitation to tokens, and everything that stands in between."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import outbox, world
from tests.console.emulator.conftest import Refused

FLOWS = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH"]
SETTINGS: dict[str, Any] = {
    "UsernameAttributes": ["email"],
    "UserPoolTier": "PLUS",
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "AutoVerifiedAttributes": ["email"],
    "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}},
}
ANN = "ann@example.com"
TEMPORARY, CHOSEN = "Temporary-1", "Chosen-1234"
SignIn = Callable[..., Any]


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool("Shop", **SETTINGS)


@pytest.fixture
def app_id(client: Any, pool_id: str) -> str:
    return app(client, pool_id, ExplicitAuthFlows=FLOWS)


def app(client: Any, pool_id: str, **settings: Any) -> str:
    made = client.create_user_pool_client(UserPoolId=pool_id, ClientName="App", **settings)
    return str(made["UserPoolClient"]["ClientId"])


@pytest.fixture
def sign_in(client: Any, app_id: str) -> SignIn:
    def begun(
        password: str = CHOSEN, username: str = ANN, flow: str = "USER_PASSWORD_AUTH", **more: str
    ) -> Any:
        given = {"USERNAME": username, **({"PASSWORD": password} if password else {}), **more}
        return client.initiate_auth(ClientId=app_id, AuthFlow=flow, AuthParameters=given)

    return begun


@pytest.fixture
def answer(client: Any, app_id: str) -> SignIn:
    def answered(asked: Any, **given: str) -> Any:
        return client.respond_to_auth_challenge(
            ClientId=app_id,
            ChallengeName=asked["ChallengeName"],
            Session=asked["Session"],
            ChallengeResponses={"USERNAME": ANN, **given},
        )

    return answered


def sent(pattern: str = r"(\d{6})") -> str:
    """What the latest message tells."""
    found = re.search(pattern, outbox.messages()[0].body)
    assert found is not None, outbox.messages()[0].body
    return found[1]


def make_ann(pool_id: str, **more: Any) -> str:
    attributes = {"email_verified": "true", "phone_number": "+351910000000"}
    return world.make_user(pool_id, ANN, **{"password": CHOSEN, "attributes": attributes, **more})


def events(client: Any, pool_id: str) -> list[tuple[str, list[str]]]:
    told = client.admin_list_user_auth_events(UserPoolId=pool_id, Username=ANN)["AuthEvents"]
    return [
        (event["EventResponse"], [each["ChallengeResponse"] for each in event["ChallengeResponses"]])
        for event in told
    ]


def test_an_invited_person_gets_in_with_the_password_of_the_message_and_chooses_another(
    client: Any, pool_id: str, sign_in: SignIn, answer: SignIn
) -> None:
    invited = [{"Name": "email", "Value": ANN}, {"Name": "email_verified", "Value": "true"}]
    client.admin_create_user(
        UserPoolId=pool_id, Username=ANN, UserAttributes=invited, DesiredDeliveryMediums=["EMAIL"]
    )
    temporary = sent(r"temporary password is (\S+)\. ")
    asked = sign_in(temporary)
    assert asked["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    tokens = answer(asked, NEW_PASSWORD=CHOSEN)["AuthenticationResult"]
    assert client.get_user(AccessToken=tokens["AccessToken"])["UserAttributes"]
    assert client.admin_get_user(UserPoolId=pool_id, Username=ANN)["UserStatus"] == "CONFIRMED"
    assert sign_in()["AuthenticationResult"]["RefreshToken"]
    assert events(client, pool_id) == [("Pass", ["Success"]), ("Pass", ["Success"])]


def test_a_new_password_has_to_meet_the_policy_and_the_session_survives_that(
    client: Any, pool_id: str, sign_in: SignIn, answer: SignIn, refused: Refused
) -> None:
    make_ann(pool_id, status="FORCE_CHANGE_PASSWORD", password=TEMPORARY)
    asked = sign_in(TEMPORARY)
    refused("InvalidPasswordException", answer, asked=asked, NEW_PASSWORD="short")
    assert answer(asked, NEW_PASSWORD=CHOSEN)["AuthenticationResult"]
    message = refused("NotAuthorizedException", answer, asked=asked, NEW_PASSWORD=CHOSEN)
    assert message == "Invalid session for the user."


@pytest.mark.parametrize(
    ("user", "code", "message"),
    [
        ({"password": "another"}, "NotAuthorizedException", "Incorrect username or password."),
        ({"enabled": False}, "NotAuthorizedException", "User is disabled."),
        ({"status": "UNCONFIRMED"}, "UserNotConfirmedException", "User is not confirmed."),
        (
            {"status": "RESET_REQUIRED"},
            "PasswordResetRequiredException",
            "Password reset required for the user",
        ),
        (
            {"status": "FORCE_CHANGE_PASSWORD", "modified": datetime.now(UTC) - timedelta(days=8)},
            "NotAuthorizedException",
            "Temporary password has expired and must be reset by an administrator.",
        ),
    ],
)
def test_who_cannot_sign_in_is_told_why(
    client: Any,
    pool_id: str,
    sign_in: SignIn,
    refused: Refused,
    user: dict[str, Any],
    code: str,
    message: str,
) -> None:
    make_ann(pool_id, **user)
    assert refused(code, sign_in) == message
    right = ["Success"] if "expired" in message else []
    noted = [("Fail", right or ["Failure"])] if code == "NotAuthorizedException" else []
    assert events(client, pool_id) == noted


def test_nobody_is_told_who_exists_if_the_app_client_hides_it(
    client: Any, pool_id: str, sign_in: SignIn, refused: Refused
) -> None:
    assert refused("UserNotFoundException", sign_in) == "User does not exist."
    hiding = app(client, pool_id, ExplicitAuthFlows=FLOWS, PreventUserExistenceErrors="ENABLED")
    given = {"USERNAME": "nobody@example.com", "PASSWORD": "x"}
    refused(
        "NotAuthorizedException",
        client.initiate_auth,
        ClientId=hiding,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters=given,
    )


def test_a_flow_that_the_app_client_does_not_allow_is_refused(
    client: Any, pool_id: str, refused: Refused
) -> None:
    make_ann(pool_id)
    plain = app(client, pool_id)
    given = {"USERNAME": ANN, "PASSWORD": CHOSEN}
    for flow in ("USER_PASSWORD_AUTH", "USER_AUTH"):
        call = {"ClientId": plain, "AuthFlow": flow, "AuthParameters": given}
        message = refused("InvalidParameterException", client.initiate_auth, **call)
        assert message == f"{flow} flow not enabled for this client"
    call = {"ClientId": plain, "AuthFlow": "ADMIN_USER_PASSWORD_AUTH", "AuthParameters": given}
    assert "not supported" in refused("InvalidParameterException", client.initiate_auth, **call)


def test_an_app_client_with_a_secret_has_to_prove_that_it_knows_it(
    client: Any, pool_id: str, refused: Refused
) -> None:
    make_ann(pool_id)
    secret = app(client, pool_id, ExplicitAuthFlows=FLOWS, GenerateSecret=True)
    call = {"ClientId": secret, "AuthFlow": "USER_PASSWORD_AUTH"}
    given = {"USERNAME": ANN, "PASSWORD": CHOSEN}
    assert "SECRET_HASH was not received" in refused(
        "NotAuthorizedException", client.initiate_auth, **call, AuthParameters=given
    )
    assert "Unable to verify" in refused(
        "NotAuthorizedException", client.initiate_auth, **call, AuthParameters={**given, "SECRET_HASH": "x"}
    )


@pytest.mark.parametrize("factor", ["SMS_MFA", "EMAIL_OTP", "SOFTWARE_TOKEN_MFA"])
def test_a_second_factor_is_asked_for(
    client: Any, pool_id: str, sign_in: SignIn, answer: SignIn, refused: Refused, factor: str
) -> None:
    user: Any = world.find_pool(pool_id).table.with_sub(make_ann(pool_id))
    pool = world.find_pool(pool_id)
    pool.mfa_config = "OPTIONAL"
    pool.extended_config["SmsConfiguration"] = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
    user.sms_mfa_enabled = user.email_mfa_enabled = user.software_token_mfa_enabled = True
    asked = sign_in()
    assert asked["ChallengeName"] == "SELECT_MFA_TYPE"
    asked = answer(asked, ANSWER=factor)
    assert asked["ChallengeName"] == factor
    refused("CodeMismatchException", answer, asked=asked, **{f"{factor}_CODE": "000000"})
    code = "123456" if factor == "SOFTWARE_TOKEN_MFA" else sent()
    assert answer(asked, **{f"{factor}_CODE": code})["AuthenticationResult"]["IdToken"]
    assert events(client, pool_id) == [("Pass", ["Success", "Success"]), ("Fail", ["Success", "Failure"])]


def test_a_pool_that_requires_mfa_asks_for_it_to_be_set_up(pool_id: str, sign_in: SignIn) -> None:
    make_ann(pool_id)
    world.find_pool(pool_id).mfa_config = "ON"
    assert sign_in()["ChallengeName"] == "MFA_SETUP"


def test_a_code_can_stand_for_the_password(
    client: Any, pool_id: str, sign_in: SignIn, answer: SignIn
) -> None:
    make_ann(pool_id)
    asked = sign_in("", flow="USER_AUTH", PREFERRED_CHALLENGE="EMAIL_OTP")
    assert asked["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"] == "a***@e***"
    code = sent()
    assert answer(asked, EMAIL_OTP_CODE=code)["AuthenticationResult"]
    asked = sign_in("", flow="USER_AUTH")
    assert (asked["ChallengeName"], set(asked["AvailableChallenges"])) == (
        "SELECT_CHALLENGE",
        {"PASSWORD", "PASSWORD_SRP", "EMAIL_OTP"},
    )
    asked = answer(asked, ANSWER="PASSWORD")
    assert answer(asked, PASSWORD=CHOSEN)["AuthenticationResult"]


def test_who_has_to_reset_their_password_gets_in_with_a_code(
    client: Any, pool_id: str, app_id: str, sign_in: SignIn, refused: Refused
) -> None:
    make_ann(pool_id)
    client.admin_reset_user_password(UserPoolId=pool_id, Username=ANN)
    code = sent()
    call = {"ClientId": app_id, "Username": ANN, "Password": "Another-1234"}
    refused("CodeMismatchException", client.confirm_forgot_password, **call, ConfirmationCode="nothing")
    client.confirm_forgot_password(**call, ConfirmationCode=code)
    refused("ExpiredCodeException", client.confirm_forgot_password, **call, ConfirmationCode=code)
    assert sign_in("Another-1234")["AuthenticationResult"]


def test_a_sign_in_leaves_a_session_where_they_are_tracked(client: Any, pool_id: str, app_id: str) -> None:
    make_ann(pool_id)
    client.set_user_pool_session_configuration(
        UserPoolId=pool_id, UserSessionTracking="ENABLED", TokenSession={"MaxPerUser": 20}
    )
    headers = [{"headerName": "User-Agent", "headerValue": "Firefox 140"}]
    context = {"IpAddress": "192.0.2.7", "ServerName": "x", "ServerPath": "/", "HttpHeaders": headers}
    client.admin_initiate_auth(
        UserPoolId=pool_id,
        ClientId=app_id,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": ANN, "PASSWORD": CHOSEN},
        ContextData=context,
    )
    session = client.admin_list_user_sessions(UserPoolId=pool_id, Username=ANN)["Sessions"][0]
    assert (session["DeviceType"], session["LastIPAddress"], session["ClientId"]) == (
        "Firefox 140",
        "192.0.2.7",
        app_id,
    )


def test_the_sub_names_local_users_alone(client: Any, pool_id: str, refused: Refused) -> None:
    local = make_ann(pool_id)
    federated = world.make_user(pool_id, "Google_7", status="EXTERNAL_PROVIDER")
    assert client.admin_get_user(UserPoolId=pool_id, Username=local)["Enabled"]
    assert client.admin_get_user(UserPoolId=pool_id, Username="Google_7")["Enabled"]
    refused("UserNotFoundException", client.admin_get_user, UserPoolId=pool_id, Username=federated)
