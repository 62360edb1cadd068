"""Every warning: a change that deserves it, and one that does not."""

import shlex
from typing import Any

import pytest

from pools.saving import risks
from pools.saving.settings import MFA
from pools.saving.states import with_changes
from pools.settings.risks import RISKS

ROLE, OTHER_ROLE = "arn:aws:iam::123456789012:role/sms", "arn:aws:iam::123456789012:role/other"
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:one"
OTHER = "arn:aws:lambda:eu-west-1:123456789012:function:two"
KEY, OTHER_KEY = (f"arn:aws:kms:eu-west-1:123456789012:key/{number}" for number in (1, 2))
IDENTITY = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
SNS = "SmsConfiguration.SnsCallerArn"
MODE = f"{MFA}.MfaConfiguration"
APP = f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"
EMAIL = f"{MFA}.EmailMfaConfiguration"
PASSKEYS = f"{MFA}.WebAuthnConfiguration"
FIRST = "Policies.SignInPolicy.AllowedFirstAuthFactors"
POLICY = "Policies.PasswordPolicy"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
SENDER = "EmailConfiguration.EmailSendingAccount"
SOURCE = "EmailConfiguration.SourceArn"
WAITING = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
SELF_SIGN_UP = "AdminCreateUserConfig.AllowAdminCreateUserOnly"
VERIFICATION = "VerificationMessageTemplate"
TOKENS = "LambdaConfig.PreTokenGenerationConfig"
ADD_ONS = "UserPoolAddOns.AdvancedSecurityMode"
REMEMBERED = "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"
CHALLENGE = "DeviceConfiguration.ChallengeRequiredOnNewDevice"
DCR = "DcrConfiguration"
BASE = {
    "Id": "eu-west-1_abc123456",
    "Arn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc123456",
    "UserPoolTier": "PLUS",
    MFA: {"MfaConfiguration": "OFF"},
}
Changes = dict[str, Any]


def told(now: Changes, wanted: Changes) -> dict[str, risks.Risk]:
    before = with_changes(BASE, now)
    return {risk.title: risk for risk in risks.applying(RISKS, before, with_changes(before, wanted))}


def ways(*names: str) -> list[dict[str, Any]]:
    return [{"Priority": place, "Name": name} for place, name in enumerate(names, 1)]


# What there is, what is wanted, the warning; then something wanted that does not deserve it.
CASES: list[tuple[Changes, Changes, str, Changes]] = [
    (
        {"DeletionProtection": "ACTIVE"},
        {"DeletionProtection": "INACTIVE"},
        "The pool can be deleted from then on",
        {"Name": "Other"},
    ),
    ({}, {"UserPoolTier": "LITE"}, "Another plan has another price", {"UserPoolTier": "PLUS"}),
    ({ADD_ONS: "ENFORCED"}, {ADD_ONS: "AUDIT"}, "Risky sign-ins are guarded less", {ADD_ONS: "ENFORCED"}),
    ({ADD_ONS: "AUDIT"}, {"UserPoolAddOns": None}, "Risky sign-ins are guarded less", {ADD_ONS: "ENFORCED"}),
    ({}, {ADD_ONS: "ENFORCED"}, "Sign-ins can be refused for their risk", {ADD_ONS: "AUDIT"}),
    (
        {"UserPoolTags": {"team": "a"}},
        {"UserPoolTags": {"team": "b"}},
        "Tags can decide who has access",
        {"Name": "Other"},
    ),
    ({SELF_SIGN_UP: True}, {SELF_SIGN_UP: False}, "Anybody can sign up", {SELF_SIGN_UP: True}),
    ({}, {SELF_SIGN_UP: True}, "Nobody can sign up any more", {SELF_SIGN_UP: False}),
    (
        {f"{POLICY}.MinimumLength": 12},
        {f"{POLICY}.MinimumLength": 8},
        "Weaker passwords are taken from then on",
        {f"{POLICY}.MinimumLength": 14},
    ),
    (
        {f"{POLICY}.RequireNumbers": True},
        {f"{POLICY}.RequireNumbers": False},
        "Weaker passwords are taken from then on",
        {f"{POLICY}.RequireSymbols": True},
    ),
    (
        {"AdminCreateUserConfig.UnusedAccountValidityDays": 30},
        {f"{POLICY}.TemporaryPasswordValidityDays": 7},
        "There is no way back to the older limit",
        {"AdminCreateUserConfig.UnusedAccountValidityDays": 20},
    ),
    (
        {FIRST: ["PASSWORD", "WEB_AUTHN"]},
        {FIRST: ["PASSWORD"]},
        "Some people cannot begin as they do now",
        {FIRST: ["PASSWORD", "WEB_AUTHN", "SMS_OTP"]},
    ),
    (
        {},
        {FIRST: ["PASSWORD", "EMAIL_OTP"]},
        "Every sign-in by code is one of 50 e-mails a day",
        {FIRST: ["PASSWORD", "EMAIL_OTP"], SENDER: "DEVELOPER"},
    ),
    (
        {},
        {FIRST: ["PASSWORD", "EMAIL_OTP"]},
        "Every sign-in by code is one of 50 e-mails a day",
        {FIRST: ["PASSWORD", "EMAIL_OTP"], "LambdaConfig.CustomEmailSender.LambdaArn": "arn"},
    ),
    (
        {},
        {FIRST: ["PASSWORD", "SMS_OTP"]},
        "There is nobody to send the codes",
        {FIRST: ["PASSWORD", "SMS_OTP"], SNS: ROLE},
    ),
    (
        {"AutoVerifiedAttributes": ["email"]},
        {"AutoVerifiedAttributes": None},
        "What is not verified does not help to recover",
        {"AutoVerifiedAttributes": ["email", "phone_number"]},
    ),
    ({WAITING: ["email"]}, {WAITING: []}, "A change of address counts at once", {WAITING: ["email"]}),
    (
        {},
        {f"{VERIFICATION}.DefaultEmailOption": "CONFIRM_WITH_LINK"},
        "The link has nowhere to lead",
        {f"{VERIFICATION}.DefaultEmailOption": "CONFIRM_WITH_LINK", "Domain": "shop"},
    ),
    (
        {},
        {RECOVERY: ways("admin_only")},
        "Nobody can replace a forgotten password alone",
        {RECOVERY: ways("verified_email")},
    ),
    (
        {RECOVERY: ways("verified_email")},
        {RECOVERY: None},
        "Recovery goes back to how it was in old pools",
        {RECOVERY: ways("admin_only")},
    ),
    ({APP: True}, {MODE: "ON"}, "Everybody will need a second factor", {MODE: "OPTIONAL"}),
    (
        {MODE: "ON", APP: True},
        {MODE: "OFF", APP: None},
        "Accounts are guarded by one factor alone",
        {MODE: "OPTIONAL"},
    ),
    (
        {MODE: "ON", APP: True, SNS: ROLE},
        {APP: False},
        "Somebody may have no other factor",
        {MODE: "OFF", APP: None},
    ),
    (
        {MODE: "OPTIONAL", APP: True, f"{EMAIL}.Message": "{####}"},
        {EMAIL: None},
        "Somebody may have no other factor",
        {f"{EMAIL}.Message": "Code {####}"},
    ),
    (
        {f"{PASSKEYS}.RelyingPartyId": "a.example.com"},
        {f"{PASSKEYS}.RelyingPartyId": "b.example.com"},
        "The passkeys that people have stop working",
        {f"{PASSKEYS}.UserVerification": "preferred"},
    ),
    (
        {},
        {f"{PASSKEYS}.UserVerification": "required"},
        "Some passkeys are no longer enough",
        {f"{PASSKEYS}.RelyingPartyId": "a.example.com"},
    ),
    (
        {},
        {f"{PASSKEYS}.FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"},
        "A passkey takes the place of both factors",
        {f"{PASSKEYS}.FactorConfiguration": "SINGLE_FACTOR"},
    ),
    (
        {REMEMBERED: False},
        {"DeviceConfiguration": None},
        "Devices are no longer remembered",
        {REMEMBERED: True},
    ),
    (
        {REMEMBERED: True},
        {CHALLENGE: True},
        "A known device is as good as a second factor",
        {CHALLENGE: False},
    ),
    ({}, {REMEMBERED: True}, "Apps have to confirm devices from then on", {}),
    ({}, {SENDER: "DEVELOPER", SOURCE: IDENTITY}, "Amazon SES sends from then on", {SOURCE: IDENTITY}),
    (
        {SENDER: "DEVELOPER", SOURCE: IDENTITY},
        {SENDER: "COGNITO_DEFAULT"},
        "At most 50 e-mails a day",
        {"EmailConfiguration.From": "a@example.com"},
    ),
    (
        {SENDER: "DEVELOPER", SOURCE: IDENTITY},
        {SOURCE: f"{IDENTITY}.org"},
        "People see another sender",
        {"EmailConfiguration.ReplyToEmailAddress": "a@example.com"},
    ),
    ({}, {SNS: ROLE}, "SMS settings can hardly be taken away again", {SENDER: "DEVELOPER"}),
    (
        {SNS: ROLE},
        {SNS: OTHER_ROLE, "SmsConfiguration.ExternalId": "us"},
        "A broken SMS role would block this pool",
        {SENDER: "DEVELOPER"},
    ),
    (
        {},
        {f"{VERIFICATION}.EmailSubject": "Code"},
        "Cognito may refuse texts of your own",
        {f"{VERIFICATION}.EmailSubject": "Code", SENDER: "DEVELOPER"},
    ),
    (
        {f"{VERIFICATION}.EmailMessage": "{####}"},
        {f"{VERIFICATION}.EmailMessageByLink": "{##a##}"},
        "Cognito may refuse two texts for the same e-mail",
        {f"{VERIFICATION}.EmailMessage": "Code {####}"},
    ),
    (
        {},
        {"LambdaConfig.PreSignUp": FUNCTION},
        "Cognito has to be allowed to call the function",
        {"LambdaConfig.KMSKeyID": KEY},
    ),
    (
        {"LambdaConfig.UserMigration": FUNCTION},
        {"LambdaConfig.UserMigration": None},
        "People who have not been moved yet stay out",
        {"LambdaConfig.UserMigration": OTHER},
    ),
    *(
        (
            {f"LambdaConfig.{name}AuthChallenge{rest}": FUNCTION},
            {"LambdaConfig": None},
            "Custom sign-in stops working",
            {f"LambdaConfig.{name}AuthChallenge{rest}": OTHER},
        )
        for name, rest in (("Define", ""), ("Create", ""), ("Verify", "Response"))
    ),
    *(
        (
            {f"LambdaConfig.{name}": {"LambdaArn": FUNCTION, "LambdaVersion": "V1_0"}},
            {f"LambdaConfig.{name}": None},
            "Cognito sends these messages itself from then on",
            {f"LambdaConfig.{name}.LambdaArn": OTHER},
        )
        for name in ("CustomEmailSender", "CustomSMSSender")
    ),
    (
        {},
        {"LambdaConfig.CustomSMSSender": {"LambdaArn": FUNCTION, "LambdaVersion": "V1_0"}},
        "Cognito sends none of these messages itself any more",
        {"LambdaConfig.CustomMessage": FUNCTION},
    ),
    *(
        (
            {f"LambdaConfig.{name}": FUNCTION},
            {f"LambdaConfig.{name}": None},
            "What the function refused is let in",
            {f"LambdaConfig.{name}": OTHER},
        )
        for name in ("PreSignUp", "PreAuthentication")
    ),
    (
        {f"{TOKENS}.LambdaArn": FUNCTION, f"{TOKENS}.LambdaVersion": "V1_0"},
        {f"{TOKENS}.LambdaVersion": "V2_0"},
        "Tokens may say something else",
        {"LambdaConfig.PreSignUp": FUNCTION},
    ),
    (
        {},
        {"LambdaConfig.KMSKeyID": KEY},
        "The key has to be allowed too",
        {"LambdaConfig.PreSignUp": FUNCTION},
    ),
    (
        {},
        {"KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": KEY}},
        "The pool stands and falls with your key",
        {"KeyConfiguration.KeyType": "AWS_OWNED_KEY"},
    ),
    (
        {"KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": KEY}},
        {"KeyConfiguration.KmsKeyArn": OTHER_KEY},
        "The old key is still needed for a while",
        {"Name": "Other"},
    ),
    ({}, {"IssuerConfiguration.Type": "UPDATED"}, "Tokens name another issuer", {"Name": "Other"}),
    (
        {},
        {f"{DCR}.EnableStatus": "Enabled"},
        "Programs can make app clients in this pool",
        {f"{DCR}.EnableStatus": "Disabled"},
    ),
    (
        {f"{DCR}.EnableStatus": "Enabled"},
        {f"{DCR}.EnableStatus": "Disabled"},
        "No app client can register itself any more",
        {f"{DCR}.OpenDcrEnabled": False},
    ),
    (
        {f"{DCR}.OpenDcrEnabled": True},
        {f"{DCR}.EnableStatus": "Enabled"},
        "Anybody can register an app client",
        {f"{DCR}.EnableStatus": "Enabled", f"{DCR}.OpenDcrEnabled": False},
    ),
    (
        {f"{DCR}.EnableStatus": "Enabled", f"{DCR}.OpenDcrEnabled": True},
        {f"{DCR}.OpenDcrGrantTypes": ["client_credentials"]},
        "You pay for the tokens of strangers",
        {f"{DCR}.OpenDcrGrantTypes": ["code"]},
    ),
    (
        {},
        {"AcrConfiguration": {"Level1": {"AcrValue": "one"}}},
        "Tokens name their level differently",
        {"Name": "Other"},
    ),
    (
        {f"{DCR}.EnableStatus": "Enabled"},
        {f"{DCR}.AllowedScopes": ["shop/read"]},
        "Registered app clients can ask for these scopes",
        {f"{DCR}.OpenDcrEnabled": False},
    ),
]


@pytest.mark.parametrize(("now", "wanted", "title", "harmless"), CASES)
def test_a_change_is_warned_of_when_it_deserves_it(
    now: Changes, wanted: Changes, title: str, harmless: Changes
) -> None:
    assert title in told(now, wanted)
    assert title not in told(now, harmless)


def test_every_warning_has_been_given_here() -> None:
    assert {risk.title for risk in RISKS} == {title for _, _, title, _ in CASES}


@pytest.mark.parametrize(("now", "wanted", "title", "harmless"), CASES)
def test_a_warning_is_told_in_whole_sentences(
    now: Changes, wanted: Changes, title: str, harmless: Changes
) -> None:
    what = told(now, wanted)[title].what
    assert isinstance(what, str)
    assert what.endswith((".", ":"))
    assert "None" not in what
    assert "{" not in what


def test_nothing_is_warned_of_where_nothing_changes() -> None:
    everything = {path: value for now, wanted, _, _ in CASES for path, value in {**now, **wanted}.items()}
    assert told(everything, {}) == {}


# What they name


def test_the_right_to_call_a_function_is_a_command_to_copy() -> None:
    wanted = {
        "LambdaConfig.PreSignUp": FUNCTION,
        "LambdaConfig.PostConfirmation": OTHER,
        f"{TOKENS}.LambdaArn": OTHER,
        "LambdaConfig.PreTokenGeneration": OTHER,
    }
    risk = told({}, wanted)["Cognito has to be allowed to call the function"]
    assert "“Before sign-up”, “After confirmation”, “Before tokens are issued”" in str(risk.what)
    assert isinstance(risk.commands, list)
    first, second = (shlex.split(command.replace("\\\n", "")) for command in risk.commands)
    assert first[:3] == ["aws", "lambda", "add-permission"]
    assert first[first.index("--function-name") + 1] == FUNCTION
    assert first[first.index("--principal") + 1] == "cognito-idp.amazonaws.com"
    assert first[first.index("--source-arn") + 1] == BASE["Arn"]
    assert first[first.index("--region") + 1] == "eu-west-1"
    assert OTHER in second


def test_a_change_of_plan_says_what_comes_and_what_may_be_in_the_way() -> None:
    title = "Another plan has another price"
    assert "threat protection" in str(told({"UserPoolTier": "LITE"}, {"UserPoolTier": "PLUS"})[title].what)
    smaller = str(told({}, {"UserPoolTier": "LITE"})[title].what)
    assert smaller.startswith("From Plus to Lite")
    assert "choice-based sign-in" in smaller


def test_tags_are_named() -> None:
    now = {"UserPoolTags": {"team": "a", "kept": "x", "gone": "y"}}
    wanted = {"UserPoolTags": {"team": "b", "kept": "x", "new": "z"}}
    what = str(told(now, wanted)["Tags can decide who has access"].what)
    assert what.startswith("team, gone, new: ")


def test_the_new_issuer_is_named() -> None:
    what = str(told({}, {"IssuerConfiguration.Type": "UPDATED"})["Tokens name another issuer"].what)
    assert "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc123456" in what


def test_the_role_that_sends_is_named_with_its_external_id() -> None:
    risk = told({}, {SNS: ROLE, "SmsConfiguration.ExternalId": "us"})[
        "A broken SMS role would block this pool"
    ]
    assert ROLE in str(risk.what)
    assert "“us”" in str(risk.what)
    assert list(risk.commands) == ["aws iam get-role --role-name sms"]  # type: ignore[arg-type]
