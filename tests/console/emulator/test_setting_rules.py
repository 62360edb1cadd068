from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

ROLE = "arn:aws:iam::123456789012:role/sms"
SENDER = {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"
LAMBDA = {"LambdaVersion": "V1_0", "LambdaArn": f"{FUNCTION}sender"}


def recovery(*names: str) -> dict[str, Any]:
    mechanisms = [{"Priority": place, "Name": name} for place, name in enumerate(names, start=1)]
    return {"AccountRecoverySetting": {"RecoveryMechanisms": mechanisms}}


def invitation(**texts: str) -> dict[str, Any]:
    return {"AdminCreateUserConfig": {"InviteMessageTemplate": texts}}


def first_factors(*names: str) -> dict[str, Any]:
    return {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": list(names)}}}


CLASHES: tuple[tuple[dict[str, Any], str], ...] = (
    (
        {"SmsConfiguration": {"SnsCallerArn": ROLE, "EumsSms": {"CallerArn": ROLE}}},
        "either SnsCallerArn or EumsSms, but not both",
    ),
    ({"SmsConfiguration": {"ExternalId": "x"}}, "must have either SnsCallerArn or EumsSms"),
    (
        {"SmsConfiguration": {"EumsSms": {"CallerArn": ROLE, "Region": "eu-west-1"}}},
        "Invalid region in EumsSms",
    ),
    ({"EmailConfiguration": {"From": "us@example.com"}}, "Cannot configure From address for default email"),
    (
        {"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT", "ConfigurationSet": "a"}},
        "Cannot configure ConfigurationSet",
    ),
    ({"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"}}, "Source ARN is required"),
    (recovery("admin_only", "verified_email"), "cannot use admin_only setting with any other"),
    (recovery("verified_email", "verified_email"), "duplicate priorities or recovery mechanisms"),
    ({"LambdaConfig": {"CustomSMSSender": LAMBDA}}, "KMSKeyId parameter is required"),
    ({"LambdaConfig": {"CustomEmailSender": LAMBDA}}, "KMSKeyId parameter is required"),
    (
        {
            "LambdaConfig": {
                "PreTokenGeneration": f"{FUNCTION}one",
                "PreTokenGenerationConfig": {"LambdaVersion": "V1_0", "LambdaArn": f"{FUNCTION}other"},
            }
        },
        "different Lambda function ARN",
    ),
    (invitation(SMSMessage="Your code is {####}"), "placeholder {username}"),
    (invitation(EmailMessage="Welcome, {username}"), "placeholder {####}"),
    (
        {"AcrConfiguration": {"Level1": {"AcrValue": "urn:cognito:loa:2"}}},
        "each name must be unique across all four levels",
    ),
    (first_factors("EMAIL_OTP"), "Password should be configured"),
    (first_factors("PASSWORD", "SOFTWARE_TOKEN"), "SOFTWARE_TOKEN is not supported"),
)


@pytest.mark.parametrize(("settings", "message"), CLASHES)
def test_settings_that_clash_are_refused_at_creation_and_later(
    client: Any, refused: Refused, settings: dict[str, Any], message: str
) -> None:
    pool_id = world.make_pool()
    before = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    code = "InvalidParameterException"
    assert message in refused(code, client.create_user_pool, PoolName="New", **settings)
    assert message in refused(code, client.update_user_pool, UserPoolId=pool_id, **settings)
    assert client.describe_user_pool(UserPoolId=pool_id)["UserPool"] == before


TOGETHER: dict[str, dict[str, Any]] = {
    "an SES identity": {
        "EmailConfiguration": {**SENDER, "From": "Us <us@example.com>", "ConfigurationSet": "a"}
    },
    "Cognito's e-mail with our address": {
        "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT", "SourceArn": SENDER["SourceArn"]}
    },
    "the newer SMS service": {"SmsConfiguration": {"EumsSms": {"CallerArn": ROLE, "Region": "us-east-1"}}},
    "a sender with its key": {
        "LambdaConfig": {"CustomSMSSender": LAMBDA, "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/1"}
    },
    "one token trigger twice": {
        "LambdaConfig": {
            "PreTokenGeneration": f"{FUNCTION}one",
            "PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": f"{FUNCTION}one"},
        }
    },
    "an invitation without a password": {
        **invitation(EmailMessage="Welcome, {username}"),
        **first_factors("PASSWORD", "EMAIL_OTP"),
    },
    "code and link": {
        "VerificationMessageTemplate": {
            "EmailMessage": "Your code is {####}",
            "EmailMessageByLink": "Click {##here##}",
        }
    },
    "administrators alone recover": recovery("admin_only"),
}


@pytest.mark.parametrize("settings", TOGETHER.values(), ids=TOGETHER)
def test_settings_that_go_together_are_read_back_as_sent(client: Any, settings: dict[str, Any]) -> None:
    pool_id = world.make_pool()
    client.update_user_pool(UserPoolId=pool_id, **settings)
    pool = client.describe_user_pool(UserPoolId=pool_id)["UserPool"]
    for name in set(settings) - {"Policies", "AdminCreateUserConfig"}:
        assert pool[name].items() >= settings[name].items()


def test_a_code_without_its_placeholder_is_refused_by_the_model(client: Any, refused: Refused) -> None:
    template = {"SmsMessage": "Your code is gone"}
    message = refused(
        "InvalidParameterException",
        client.update_user_pool,
        UserPoolId=world.make_pool(),
        VerificationMessageTemplate=template,
    )
    assert "failed to satisfy constraint" in message
