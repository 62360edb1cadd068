"""Every rule: a state that breaks it, the field it blames, and the same pool put right."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from console.cognito.errors import Refused
from console.emulator.overlay import plans, setting_rules
from console.emulator.overlay.pool_settings import Draft
from pools.saving import rules
from pools.saving.settings import MFA
from pools.saving.states import with_changes
from pools.settings.refusals import paths_blamed
from pools.settings.rules import RULES
from pools.settings.sections import SECTIONS
from tests.pools.states import states

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:one"
OTHER = "arn:aws:lambda:eu-west-1:123456789012:function:two"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/1"
IDENTITY = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
ROLE = "arn:aws:iam::123456789012:role/sms"
SNS, EUMS = "SmsConfiguration.SnsCallerArn", "SmsConfiguration.EumsSms.CallerArn"
FIRST = "Policies.SignInPolicy.AllowedFirstAuthFactors"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
MODE = f"{MFA}.MfaConfiguration"
APP = f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"
EMAIL = f"{MFA}.EmailMfaConfiguration"
COUNTS = f"{MFA}.WebAuthnConfiguration.FactorConfiguration"
SENDER, SOURCE = "EmailConfiguration.EmailSendingAccount", "EmailConfiguration.SourceArn"
DAYS = "Policies.PasswordPolicy.TemporaryPasswordValidityDays"
LEGACY = "AdminCreateUserConfig.UnusedAccountValidityDays"
WAITING = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
TOKENS = "LambdaConfig.PreTokenGenerationConfig"
INVITATION = "AdminCreateUserConfig.InviteMessageTemplate"
VERIFICATION = "VerificationMessageTemplate"
BOTH = "MULTI_FACTOR_WITH_USER_VERIFICATION"
OWN_SENDER = {SENDER: "DEVELOPER", SOURCE: IDENTITY}
TEXTS = {f"{EMAIL}.Message": "Code {####}", f"{EMAIL}.Subject": "Code"}
LEVELS = "AcrConfiguration"
BASE = {
    "Id": "eu-west-1_abc123456",
    "Name": "Staff",
    "UserPoolTier": "PLUS",
    MFA: {"MfaConfiguration": "OFF"},
}


def state(**changes: Any) -> dict[str, Any]:
    return with_changes(BASE, changes)


def ways(*names: str) -> list[dict[str, Any]]:
    return [{"Priority": place, "Name": name} for place, name in enumerate(names, 1)]


# What breaks a rule, the field to blame, and what puts it right.
CASES: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    (
        {"AliasAttributes": ["email"], "UsernameAttributes": ["email"]},
        "AliasAttributes",
        {"AliasAttributes": None},
    ),
    ({WAITING: ["email"]}, WAITING, {"AutoVerifiedAttributes": ["email"]}),
    ({"AutoVerifiedAttributes": ["phone_number"]}, "AutoVerifiedAttributes", {SNS: ROLE}),
    ({"AutoVerifiedAttributes": ["phone_number"]}, "AutoVerifiedAttributes", {EUMS: ROLE}),
    ({RECOVERY: ways("admin_only", "verified_email")}, RECOVERY, {RECOVERY: ways("admin_only")}),
    ({RECOVERY: [*ways("verified_email"), *ways("verified_phone_number")]}, RECOVERY, {RECOVERY: None}),
    ({RECOVERY: ways("verified_email", "verified_email")}, RECOVERY, {RECOVERY: ways("verified_email")}),
    (
        {RECOVERY: ways("verified_phone_number"), SNS: ROLE, MODE: "OPTIONAL"},
        RECOVERY,
        {RECOVERY: ways("verified_phone_number", "verified_email")},
    ),
    ({RECOVERY: ways("verified_phone_number"), SNS: ROLE, MODE: "ON"}, RECOVERY, {MODE: "OFF"}),
    (
        {RECOVERY: ways("verified_email"), **OWN_SENDER, **TEXTS},
        RECOVERY,
        {RECOVERY: ways("verified_email", "verified_phone_number")},
    ),
    ({FIRST: ["EMAIL_OTP"]}, FIRST, {FIRST: ["PASSWORD", "EMAIL_OTP"]}),
    ({FIRST: ["PASSWORD", "SOFTWARE_TOKEN"]}, FIRST, {FIRST: ["PASSWORD"]}),
    ({FIRST: ["PASSWORD", "EMAIL_OTP"], MODE: "ON", APP: True}, FIRST, {MODE: "OPTIONAL"}),
    ({FIRST: ["PASSWORD", "SMS_OTP"], MODE: "ON", APP: True}, FIRST, {FIRST: None}),
    ({FIRST: ["PASSWORD", "WEB_AUTHN"], MODE: "ON", APP: True}, COUNTS, {COUNTS: BOTH}),
    (
        {FIRST: ["PASSWORD", "WEB_AUTHN"], MODE: "ON", APP: True, COUNTS: "SINGLE_FACTOR"},
        COUNTS,
        {MODE: "OPTIONAL"},
    ),
    ({DAYS: 0}, DAYS, {DAYS: 1}),
    ({MODE: "OPTIONAL"}, MODE, {APP: True}),
    ({MODE: "ON", APP: False}, MODE, {SNS: ROLE}),
    ({MODE: "ON", SENDER: "DEVELOPER", SOURCE: IDENTITY}, MODE, TEXTS),
    (TEXTS, EMAIL, OWN_SENDER),
    ({SENDER: "DEVELOPER"}, SOURCE, {SOURCE: IDENTITY}),
    ({"EmailConfiguration.From": "a@example.com"}, "EmailConfiguration.From", OWN_SENDER),
    ({"EmailConfiguration.ConfigurationSet": "set"}, "EmailConfiguration.ConfigurationSet", OWN_SENDER),
    ({SNS: ROLE, EUMS: ROLE}, EUMS, {SNS: None}),
    ({"SmsConfiguration.ExternalId": "x"}, SNS, {SNS: ROLE}),
    (
        {EUMS: ROLE, "SmsConfiguration.EumsSms.Region": "us-east-1"},
        "SmsConfiguration.EumsSms.Region",
        {"SmsConfiguration.EumsSms.Region": "eu-west-1"},
    ),
    *(
        ({path: "Hello"}, path, {path: "Hello {####}"})
        for path in (
            f"{VERIFICATION}.EmailMessage",
            f"{VERIFICATION}.SmsMessage",
            "EmailVerificationMessage",
            "SmsVerificationMessage",
            "SmsAuthenticationMessage",
        )
    ),
    ({**OWN_SENDER, **TEXTS, f"{EMAIL}.Message": "Hello"}, f"{EMAIL}.Message", TEXTS),
    *(
        (
            {f"{INVITATION}.{name}": text},
            f"{INVITATION}.{name}",
            {f"{INVITATION}.{name}": "{username} {####}"},
        )
        for name in ("EmailMessage", "SMSMessage")
        for text in ("Only {username}", "Only {####}")
    ),
    (
        {f"{INVITATION}.EmailMessage": "Only {username}"},
        f"{INVITATION}.EmailMessage",
        {FIRST: ["PASSWORD", "EMAIL_OTP"]},
    ),
    (
        {f"{VERIFICATION}.EmailMessageByLink": "Click {####}"},
        f"{VERIFICATION}.EmailMessageByLink",
        {f"{VERIFICATION}.EmailMessageByLink": "Click {##here##}"},
    ),
    *(
        (
            {f"LambdaConfig.{name}.LambdaArn": FUNCTION, "LambdaConfig.KMSKeyID": KEY},
            f"LambdaConfig.{name}.LambdaArn",
            {f"LambdaConfig.{name}.LambdaVersion": "V1_0"},
        )
        for name in ("PreTokenGenerationConfig", "InboundFederation", "CustomSMSSender", "CustomEmailSender")
    ),
    (
        {
            "LambdaConfig.PreTokenGeneration": OTHER,
            f"{TOKENS}.LambdaArn": FUNCTION,
            f"{TOKENS}.LambdaVersion": "V1_0",
        },
        "LambdaConfig.PreTokenGeneration",
        {"LambdaConfig.PreTokenGeneration": FUNCTION},
    ),
    (
        {"LambdaConfig.CustomSMSSender": {"LambdaArn": FUNCTION, "LambdaVersion": "V1_0"}},
        "LambdaConfig.KMSKeyID",
        {"LambdaConfig.KMSKeyID": KEY},
    ),
    (
        {"KeyConfiguration.KeyType": "CUSTOMER_MANAGED_KEY"},
        "KeyConfiguration.KmsKeyArn",
        {"KeyConfiguration.KmsKeyArn": KEY},
    ),
    (
        {"KeyConfiguration.KmsKeyArn": KEY},
        "KeyConfiguration.KmsKeyArn",
        {"KeyConfiguration.KeyType": "CUSTOMER_MANAGED_KEY"},
    ),
    (
        {LEVELS: {"Level1": {"AcrValue": "x"}, "Level2": {"AcrValue": "x"}}},
        LEVELS,
        {LEVELS: {"Level1": {"AcrValue": "x"}, "Level2": {"AcrValue": "y"}}},
    ),
    ({LEVELS: {"Level1": {"AcrValue": "urn:cognito:loa:2"}}}, LEVELS, {LEVELS: None}),
    (
        {"UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode": "AUDIT"},
        "UserPoolAddOns.AdvancedSecurityMode",
        {"UserPoolAddOns.AdvancedSecurityMode": "OFF"},
    ),
    (
        {"DcrConfiguration.AllowedScopes": ["a/b"]},
        "DcrConfiguration.EnableStatus",
        {"DcrConfiguration.EnableStatus": "Disabled"},
    ),
    (
        {"UserPoolTags": {f"key{number}": "" for number in range(51)}},
        "UserPoolTags",
        {"UserPoolTags": {**{f"key{number}": "" for number in range(50)}, "aws:stack": "x"}},
    ),
    *(
        ({f"LambdaConfig.{name}": ROLE}, f"LambdaConfig.{name}", {f"LambdaConfig.{name}": FUNCTION})
        for name in (
            "PreSignUp",
            "PostConfirmation",
            "UserMigration",
            "PreAuthentication",
            "PostAuthentication",
            "DefineAuthChallenge",
            "CreateAuthChallenge",
            "VerifyAuthChallengeResponse",
            "PreTokenGeneration",
            "CustomMessage",
        )
    ),
    *(
        (
            {
                f"LambdaConfig.{name}": {"LambdaArn": KEY, "LambdaVersion": "V1_0"},
                "LambdaConfig.KMSKeyID": KEY,
            },
            f"LambdaConfig.{name}.LambdaArn",
            {f"LambdaConfig.{name}.LambdaArn": FUNCTION},
        )
        for name in ("PreTokenGenerationConfig", "InboundFederation", "CustomSMSSender", "CustomEmailSender")
    ),
    ({"LambdaConfig.KMSKeyID": FUNCTION}, "LambdaConfig.KMSKeyID", {"LambdaConfig.KMSKeyID": KEY}),
    (
        {"KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": ROLE}},
        "KeyConfiguration.KmsKeyArn",
        {"KeyConfiguration.KmsKeyArn": KEY},
    ),
    ({SOURCE: ROLE}, SOURCE, {SOURCE: IDENTITY}),
    ({SNS: FUNCTION}, SNS, {SNS: ROLE}),
    ({EUMS: FUNCTION}, EUMS, {EUMS: ROLE}),
    # Plans: with the setting turned on, or with the plan taken away.
    *(
        ({path: value, "UserPoolTier": plan, **more}, path, {"UserPoolTier": needed})
        for path, value, plan, needed, more in (
            (FIRST, ["PASSWORD", "WEB_AUTHN"], "LITE", "ESSENTIALS", {}),
            ("Policies.PasswordPolicy.PasswordHistorySize", 3, "LITE", "ESSENTIALS", {}),
            (f"{EMAIL}.Message", "{####}", "LITE", "ESSENTIALS", OWN_SENDER),
            (COUNTS, "SINGLE_FACTOR", "LITE", "ESSENTIALS", {}),
            (f"{TOKENS}.LambdaVersion", "V2_0", "LITE", "ESSENTIALS", {f"{TOKENS}.LambdaArn": FUNCTION}),
            ("DcrConfiguration.EnableStatus", "Enabled", "LITE", "ESSENTIALS", {}),
            (LEVELS, {"Level1": {"AcrValue": "one"}}, "LITE", "ESSENTIALS", {}),
            ("UserPoolAddOns.AdvancedSecurityMode", "AUDIT", "ESSENTIALS", "PLUS", {}),
            (
                "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode",
                "AUDIT",
                "ESSENTIALS",
                "PLUS",
                {"UserPoolAddOns.AdvancedSecurityMode": "OFF"},
            ),
        )
    ),
]


@pytest.mark.parametrize(("broken", "blamed", "repair"), CASES)
def test_a_rule_is_broken_blames_its_field_and_is_content_once_it_is_put_right(
    broken: dict[str, Any], blamed: str, repair: dict[str, Any]
) -> None:
    blamed = EMAIL if blamed == f"{EMAIL}.Message" and "UserPoolTier" in broken else blamed
    wrong = state(**broken)
    found = rules.newly_broken(BASE, wrong, RULES)
    assert blamed in {rule.paths[0] for rule in found}
    right = with_changes(wrong, repair)
    assert [rule for rule in rules.broken(right, RULES) if rule in found] == []


def test_every_rule_about_a_state_has_been_broken_here() -> None:
    broken = [rule for case, _, _ in CASES for rule in rules.broken(state(**case), RULES)]
    assert [rule.message for rule in RULES if rule not in broken and rule not in PASSAGES] == []


# Ways that cannot be gone

OFF = state(**{MODE: "OFF"})
OFF_WITH_FACTORS = state(**{MODE: "OFF", APP: True, f"{MFA}.EmailMfaConfiguration": {}})
PASSAGES = [
    rule
    for rule in RULES
    if rule.forbidden(state(**{DAYS: 7, SNS: ROLE}), BASE) or rule.forbidden(OFF, OFF_WITH_FACTORS)
]


@pytest.mark.parametrize(
    ("now", "wanted", "blamed"),
    [
        ({DAYS: 7}, {DAYS: None}, DAYS),
        ({DAYS: 7}, {DAYS: None, LEGACY: 7}, DAYS),
        ({SNS: ROLE}, {"SmsConfiguration": None}, SNS),
        ({EUMS: ROLE}, {"SmsConfiguration": None}, SNS),
        ({SNS: ROLE}, {SNS: None, "SmsConfiguration.ExternalId": "x"}, SNS),
    ],
)
def test_some_things_can_never_be_taken_away(
    now: dict[str, Any], wanted: dict[str, Any], blamed: str
) -> None:
    before = state(**now)
    assert blamed in {
        rule.paths[0] for rule in rules.newly_broken(before, with_changes(before, wanted), RULES)
    }


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        ({DAYS: 7}, {DAYS: 8}),
        ({LEGACY: 7}, {DAYS: 7, LEGACY: None}),
        ({SNS: ROLE}, {SNS: None, EUMS: ROLE}),
        ({}, {SNS: ROLE}),
    ],
)
def test_what_is_replaced_is_not_taken_away(now: dict[str, Any], wanted: dict[str, Any]) -> None:
    before = state(**now)
    assert rules.newly_broken(before, with_changes(before, wanted), RULES) == []


def test_there_is_a_test_for_each_way_that_cannot_be_gone() -> None:
    assert len(PASSAGES) == 4


# What was broken before


def test_nobody_is_held_to_a_rule_that_was_broken_before_they_came() -> None:
    before = state(**{WAITING: ["email"]})
    assert rules.broken(before, RULES)
    assert rules.newly_broken(before, with_changes(before, {DAYS: 3}), RULES) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [(f"{MFA}.EmailMfaConfiguration", {}), (f"{MFA}.SoftwareTokenMfaConfiguration", {"Enabled": True})],
)
def test_no_factor_is_set_up_while_the_second_factor_is_off(path: str, value: Any) -> None:
    off = state(**{f"{MFA}.MfaConfiguration": "OFF"})
    told = [rule.paths[0] for rule in rules.newly_broken(off, with_changes(off, {path: value}), RULES)]
    assert path in {each.removesuffix(".Enabled") for each in told}
    on = {path: value, f"{MFA}.MfaConfiguration": "OPTIONAL"}
    assert not [
        rule for rule in rules.newly_broken(off, with_changes(off, on), RULES) if "is off" in rule.message
    ]


def test_a_pool_without_a_plan_counts_as_one_of_the_least() -> None:
    assert rules.broken({**state(**{LEVELS: {"Level1": {"AcrValue": "one"}}}), "UserPoolTier": ""}, RULES)


def test_nothing_is_missed_in_a_plan_that_nobody_knows() -> None:
    assert (
        rules.broken(state(UserPoolTier="ULTRA", **{"UserPoolAddOns.AdvancedSecurityMode": "AUDIT"}), RULES)
        == []
    )


# The words


def test_every_rule_says_a_sentence_and_blames_settings_that_exist() -> None:
    known = {setting.path for section in SECTIONS for setting in section.settings}
    for rule in RULES:
        assert rule.message.endswith(".")
        assert rule.paths
        assert set(rule.paths) <= known, rule.message


# At least as strict as the service


SMS_WITHOUT_SENDER = {
    "SmsConfiguration": {"ExternalId": "x"},
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_phone_number", "Priority": 1}]},
    MFA: {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": True}},
}


@pytest.mark.long
@example(state=SMS_WITHOUT_SENDER)
@given(state=states())
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_what_the_service_would_refuse_is_refused_here(state: dict[str, Any]) -> None:
    second = state[MFA]
    draft = Draft(
        region="eu-west-1",
        settings={"UserPoolTier": "LITE", **{name: each for name, each in state.items() if name != MFA}},
        mode=second["MfaConfiguration"],
        email_mfa=deepcopy(second.get("EmailMfaConfiguration")),
        web_authn=second.get("WebAuthnConfiguration"),
    )
    known = (*setting_rules.RULES, *setting_rules.SMS_RULES, *setting_rules.MFA_RULES)
    refusals = [message for is_broken, message in known if is_broken(draft)]
    refusals += [
        f"not in the pricing tier: {name}"
        for needed, is_on, name in plans.GATES
        if is_on(draft) and not plans.has(draft.tier, needed)
    ]
    for message in refusals:
        blamed = set(paths_blamed(Refused(operation="UpdateUserPool", message=message)))
        assert [rule for rule in rules.broken(state, RULES) if blamed & set(rule.paths)], message
