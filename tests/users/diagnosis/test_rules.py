"""Every rule both ways: whom it recognises, and who comes near and is in no such trouble."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pools.app_clients.gateway import ListedAppClient
from tests.users.diagnosis.people import (
    EMAIL,
    NAME,
    NOW,
    PHONE,
    USERNAME,
    app_client,
    case,
    event,
    failures,
    from_provider,
    other,
    person,
)
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence
from users.diagnosis.examination import CLEAR, Diagnosis
from users.diagnosis.rules import RULES
from users.gateway import SignInFactors

BY_NAME = {rule.name: rule for rule in RULES}
INVITED, RESET = "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED"
UNVERIFIED = {"email_verified": "false"}
SPEECHLESS = {"email": "", "email_verified": ""}
LONG_AGO = NOW - timedelta(days=8)
ADMIN_ONLY = {"AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]}}
ALIASES = {"AliasAttributes": ["email", "preferred_username"]}
REQUIRED = {
    "SchemaAttributes": [{"Name": "family_name", "Required": True}, {"Name": "sub", "Required": True}]
}
SMS = {"SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}}
MFA_ON = {"MfaConfiguration": "ON"}
BY_EMAIL = {"MfaConfiguration": "ON", "EmailMfaConfiguration": {"Message": "{####}"}}
BY_APP = {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}}
SENSITIVE = {"UsernameConfiguration": {"CaseSensitive": True}}
WATCHING = {"UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"}}
BUILT_IN = {"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"}}
HISTORY = {"Policies": {"PasswordPolicy": {"MinimumLength": 10, "PasswordHistorySize": 4}}}
NO_FACTORS = SignInFactors(preferred="", enabled=())
SOME_FACTORS = SignInFactors(preferred="SMS_MFA", enabled=("SMS_MFA",))
APP_ALONE = SignInFactors(preferred="", enabled=("SOFTWARE_TOKEN_MFA",))
APP_AND_TEXT = SignInFactors(preferred="", enabled=("SOFTWARE_TOKEN_MFA", "SMS_MFA"))
GOOGLE = from_provider("Google")
HOSTED = {
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthFlows": ["code"],
    "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:gate"
LINKED = '[{"providerName": "Google", "userId": "77", "primary": false}]'
ONE_OF_MANY = {"listed_app_clients": tuple(ListedAppClient(id=str(n), name="") for n in range(9))}
CLOSED = app_client(ExplicitAuthFlows=["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])

# rule: a case that it recognises, and words of the evidence
FOUND: list[tuple[str, Case, str]] = [
    ("disabled", case(person(enabled=False)), "20 November 2026"),
    ("unconfirmed", case(person(status="UNCONFIRMED")), "UNCONFIRMED"),
    ("unusual-status", case(person(status="ARCHIVED")), "no longer gives"),
    ("unusual-status", case(person(status="COMPROMISED")), "in other hands"),
    ("unusual-status", case(person(status="UNKNOWN")), "UNKNOWN"),
    ("unusual-status", case(person(status="SOMETHING_NEW")), "SOMETHING_NEW"),
    ("invited", case(person(status=INVITED)), "until 27 November 2026"),
    ("invited", case(person(status=INVITED), unread=(Source.POOL,)), "not signed in yet."),
    ("invitation-expired", case(person(status=INVITED, changed=LONG_AGO)), "expired on 20 November 2026"),
    (
        "invitation-expired",
        case(
            person(status=INVITED, changed=NOW - timedelta(days=4)),
            pool={"Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 3}}},
        ),
        "last 3 days",
    ),
    ("invitation-undeliverable", case(person(status=INVITED, **SPEECHLESS)), "neither"),
    (
        "invitation-undeliverable",
        case(person(status=INVITED, phone_number=PHONE, **SPEECHLESS)),
        "cannot send text messages",
    ),
    ("reset-required", case(person(status=RESET)), "RESET_REQUIRED"),
    ("new-password-rules", case(person(status=RESET), pool=HISTORY), "last 4 passwords"),
    ("new-password-rules", case(person(status=INVITED)), "8 characters or more"),
    ("new-password-refused", case(events=(event(kind="PasswordChange"),)), "failed once"),
    ("new-password-refused", case(events=failures(2, kind="ForgotPassword")), "failed 2 times"),
    ("wrong-passwords", case(events=failures(3)), "failed 3 times since"),
    ("wrong-passwords", case(events=failures(5)), "15 minutes"),
    ("reset-without-road", case(person(status=RESET, **UNVERIFIED)), "not verified"),
    ("reset-without-road", case(person(status=RESET, **SPEECHLESS)), "they have none"),
    ("reset-without-road", case(person(status=RESET), pool=ADMIN_ONLY), "administrators set passwords"),
    ("contact-unverified", case(person(**UNVERIFIED)), "Their e-mail address is not verified."),
    (
        "contact-unverified",
        case(person(phone_number=PHONE, **UNVERIFIED), pool={"AccountRecoverySetting": None}),
        "Their phone number and e-mail address are not verified.",
    ),
    ("no-recovery-address", case(person(**SPEECHLESS)), "a verified e-mail address, and they have none"),
    ("recovery-by-administrators", case(pool=ADMIN_ONLY), "nobody recovers"),
    ("required-attribute-missing", case(pool=REQUIRED), "Family name"),
    ("required-attribute-missing", case(person(**GOOGLE), pool=REQUIRED), "their provider has to fill"),
    (
        "no-sign-in-address",
        case(person(**SPEECHLESS), pool={"UsernameAttributes": ["email"]}),
        "they have none",
    ),
    ("alias-unverified", case(person(**UNVERIFIED), pool=ALIASES), "only once verified"),
    ("capitals-matter", case(person(username="Zelda"), pool=SENSITIVE), "Capitals matter"),
    (
        "capitals-matter",
        case(person(email="Z@secret.example"), pool={**SENSITIVE, "UsernameAttributes": ["email"]}),
        "Capitals matter",
    ),
    (
        "second-factor-impossible",
        case(person(**SPEECHLESS), pool=MFA_ON, mfa=BY_EMAIL),
        "which is an e-mail here",
    ),
    ("second-factor-not-set-up", case(pool=MFA_ON, mfa=BY_APP, factors=NO_FACTORS), "none is on for them"),
    ("authenticator-needed", case(pool=MFA_ON, mfa=BY_APP, factors=APP_ALONE), "their only second factor"),
    ("authenticator-lost", case(events=failures(2, challenge="Mfa")), "failed 2 times"),
    ("federated", case(person(**GOOGLE), providers=("Google",)), "through Google"),
    ("federated", case(person(**GOOGLE), unread=(Source.PROVIDERS,)), "through Google"),
    ("federated", case(person(status="EXTERNAL_PROVIDER", username="odd")), "another identity provider"),
    ("provider-gone", case(person(**GOOGLE), providers=("Facebook",)), "through Google, which is not"),
    (
        "provider-gone",
        case(person(status="EXTERNAL_PROVIDER", username="Okta_1"), providers=("Google",)),
        "through Okta",
    ),
    ("provider-not-offered", case(person(**GOOGLE)), "No app client of the pool offers Google."),
    ("provider-not-offered", case(person(**GOOGLE), **ONE_OF_MANY), "None of the 1 app clients"),
    ("identity-not-linked", case(person(**GOOGLE), others=(other(),)), "is not linked"),
    ("federated-twin", case(others=(other(**GOOGLE),)), "through Google"),
    (
        "address-taken",
        case(person(**UNVERIFIED), pool=ALIASES, others=(other(),)),
        "e-mail address is verified on",
    ),
    ("case-twin", case(pool=SENSITIVE, others=(other(username=USERNAME.upper()),)), "other capitals"),
    ("same-person", case(others=(other(**UNVERIFIED),)), "The same e-mail address"),
    (
        "same-person",
        case(person(phone_number=PHONE), others=(other(email="other@secret.example", phone_number=PHONE),)),
        "The same phone number",
    ),
    ("no-app-client", case(app_clients=()), "nothing to sign in to"),
    ("no-password-sign-in", case(app_clients=(CLOSED,)), "No app client of the pool"),
    ("no-password-sign-in", case(app_clients=(CLOSED,), **ONE_OF_MANY), "None of the 1 app clients"),
    ("triggers", case(pool={"LambdaConfig": {"PreAuthentication": FUNCTION}}), "“Before sign-in”"),
    ("triggers", case(pool={"LambdaConfig": {"PreTokenGeneration": FUNCTION}}), "(older)"),
    (
        "triggers",
        case(person(**GOOGLE), pool={"LambdaConfig": {"InboundFederation": {"LambdaArn": FUNCTION}}}),
        "“Federated sign-in”",
    ),
    ("blocked-by-risk", case(events=(event(decision="Block"),)), "once since the last success"),
    ("blocked-by-risk", case(pool=WATCHING, events=(event(decision="Block"),)), "only watches"),
    ("password-compromised", case(events=(event(compromised=True),)), "made public elsewhere"),
    ("password-compromised", case(pool=WATCHING, events=(event(compromised=True),)), "only watches"),
    (
        "sms-fails",
        case(
            person(status=INVITED, phone_number=PHONE, **SPEECHLESS),
            pool={**SMS, "SmsConfigurationFailure": "InvalidSmsRoleAccessPolicyException"},
        ),
        "InvalidSmsRoleAccessPolicyException",
    ),
    (
        "sms-limited",
        case(
            person(status=INVITED, phone_number=PHONE, **SPEECHLESS),
            pool={**SMS, "SmsConfigurationFailure": "SNSSandbox"},
        ),
        "the AWS account is in the SMS sandbox",
    ),
    ("sms-limited", case(person(status=INVITED, phone_number=PHONE, **SPEECHLESS), pool=SMS), "sandbox"),
    ("sms-limited", case(person(phone_number=PHONE), pool=SMS, factors=SOME_FACTORS), "sandbox"),
    ("built-in-sender", case(person(status="UNCONFIRMED"), pool=BUILT_IN), "50 a day"),
    ("recovery-running", case(person(status=INVITED), recovers=True), "a password of their own"),
    ("recovery-running", case(person(status="UNCONFIRMED"), recovers=True), "confirm their sign-up"),
    (
        "recovery-running",
        case(recovers=True, factors=SignInFactors(preferred="", enabled=("SOFTWARE_TOKEN_MFA",))),
        "authenticator apps",
    ),
    (
        "recovery-running",
        case(recovers=True, pool={"MfaConfiguration": "ON"}, factors=SignInFactors(preferred="", enabled=())),
        "yet to set up",
    ),
]
# rule: cases that come near, and that it has nothing to say of
PASSED: list[tuple[str, Case]] = [
    ("recovery-running", case(person(status=INVITED))),
    ("recovery-running", case(recovers=True)),
    ("disabled", case()),
    ("unconfirmed", case(person(**UNVERIFIED))),
    ("unusual-status", case(person(status="EXTERNAL_PROVIDER"))),
    ("invited", case(person(status=INVITED, changed=LONG_AGO))),
    ("invited", case(person(status=RESET))),
    ("invitation-expired", case(person(status=INVITED, changed=NOW - timedelta(days=6.9)))),
    ("invitation-expired", case(person(status="CONFIRMED", changed=LONG_AGO))),
    ("invitation-expired", case(replace(person(status=INVITED), modified_at=None))),
    ("invitation-undeliverable", case(person(status=INVITED))),
    ("invitation-undeliverable", case(person(status=INVITED, phone_number=PHONE, **SPEECHLESS), pool=SMS)),
    ("reset-required", case(person(status=INVITED))),
    ("new-password-rules", case(pool=HISTORY)),
    ("new-password-refused", case(events=(event(kind="PasswordChange", response="Pass"),))),
    ("new-password-refused", case(events=(event(kind="PasswordChange", minutes=60 * 24 * 8),))),
    ("wrong-passwords", case(events=failures(2))),
    ("wrong-passwords", case(events=(event(minutes=1, response="Pass"), *failures(9, since=2)))),
    ("wrong-passwords", case(events=failures(9, since=60 * 24 * 8))),
    ("wrong-passwords", case(events=failures(3, challenge="Mfa"))),
    ("wrong-passwords", case(events=failures(3, decision="Block"))),
    ("reset-without-road", case(person(status=RESET))),
    ("reset-without-road", case(person(**UNVERIFIED))),
    ("contact-unverified", case(person(status=INVITED, **UNVERIFIED))),
    ("contact-unverified", case(person(**UNVERIFIED), pool=ADMIN_ONLY)),
    ("contact-unverified", case(person(**SPEECHLESS))),
    ("no-recovery-address", case(person(**UNVERIFIED))),
    ("no-recovery-address", case(person(**GOOGLE, **SPEECHLESS))),
    ("recovery-by-administrators", case(person(**GOOGLE), pool=ADMIN_ONLY)),
    ("required-attribute-missing", case(person(family_name="Secret"), pool=REQUIRED)),
    ("no-sign-in-address", case(pool={"UsernameAttributes": ["email"]})),
    ("no-sign-in-address", case(person(**GOOGLE, **SPEECHLESS), pool={"UsernameAttributes": ["email"]})),
    ("alias-unverified", case(pool=ALIASES)),
    ("alias-unverified", case(person(**UNVERIFIED))),
    ("alias-unverified", case(person(status="UNCONFIRMED", **UNVERIFIED), pool=ALIASES)),
    ("capitals-matter", case(person(username="Zelda"))),
    ("capitals-matter", case(pool=SENSITIVE)),
    ("capitals-matter", case(person(**GOOGLE), pool=SENSITIVE)),
    ("second-factor-impossible", case(person(**SPEECHLESS), pool=MFA_ON, mfa=BY_APP)),
    ("second-factor-impossible", case(pool=MFA_ON, mfa=BY_EMAIL)),
    (
        "second-factor-impossible",
        case(person(**SPEECHLESS), pool={"MfaConfiguration": "OPTIONAL"}, mfa=BY_EMAIL),
    ),
    ("second-factor-not-set-up", case(pool=MFA_ON, factors=SOME_FACTORS)),
    ("second-factor-not-set-up", case(pool={"MfaConfiguration": "OPTIONAL"}, factors=NO_FACTORS)),
    ("second-factor-not-set-up", case(person(**GOOGLE), pool=MFA_ON, factors=NO_FACTORS)),
    ("authenticator-needed", case(pool=MFA_ON, factors=APP_AND_TEXT)),
    ("authenticator-needed", case(pool={"MfaConfiguration": "OFF"}, factors=APP_ALONE)),
    ("authenticator-lost", case(events=failures(1, challenge="Mfa"))),
    ("authenticator-lost", case(events=(event(minutes=0, response="Pass"), *failures(4, challenge="Mfa")))),
    ("federated", case(person(identities=LINKED))),
    ("federated", case(person(**GOOGLE), providers=("Facebook",))),
    ("provider-gone", case(person(**GOOGLE), providers=("Google",))),
    ("provider-gone", case(person(identities=LINKED))),
    ("provider-gone", case(person(**GOOGLE), providers=tuple(map(str, range(60))))),
    (
        "provider-not-offered",
        case(person(**GOOGLE), app_clients=(app_client(SupportedIdentityProviders=["Google"], **HOSTED),)),
    ),
    ("provider-not-offered", case()),
    ("identity-not-linked", case(person(**GOOGLE), others=(other(identities=LINKED),))),
    ("identity-not-linked", case(person(**GOOGLE), others=(other(email="x@secret.example"),))),
    ("federated-twin", case(person(identities=LINKED), others=(other(**GOOGLE),))),
    ("federated-twin", case(others=(other(),))),
    ("address-taken", case(pool=ALIASES, others=(other(),))),
    ("address-taken", case(person(**UNVERIFIED), others=(other(),))),
    ("address-taken", case(person(**UNVERIFIED), pool=ALIASES, others=(other(**UNVERIFIED),))),
    ("case-twin", case(others=(other(username=USERNAME.upper()),))),
    ("case-twin", case(pool=SENSITIVE, others=(other(),))),
    ("same-person", case(others=(other(**GOOGLE),))),
    ("same-person", case(person(**UNVERIFIED), pool=ALIASES, others=(other(),))),
    ("no-app-client", case(app_clients=(), more_are_listed=True)),
    ("no-app-client", case()),
    ("no-password-sign-in", case(app_clients=(CLOSED, app_client("Open")))),
    (
        "no-password-sign-in",
        case(app_clients=(app_client(SupportedIdentityProviders=["COGNITO"], **HOSTED),)),
    ),
    ("no-password-sign-in", case(person(**GOOGLE), app_clients=(CLOSED,))),
    ("triggers", case(pool={"LambdaConfig": {"CustomMessage": FUNCTION, "UserMigration": FUNCTION}})),
    ("blocked-by-risk", case(events=(event(decision="AccountTakeover"),))),
    ("blocked-by-risk", case(events=(event(minutes=1, response="Pass"), event(decision="Block")))),
    ("password-compromised", case(events=failures(4))),
    ("sms-fails", case(pool={**SMS, "SmsConfigurationFailure": "InvalidSmsRoleAccessPolicyException"})),
    (
        "sms-fails",
        case(
            person(status=INVITED, phone_number=PHONE, **SPEECHLESS),
            pool={**SMS, "SmsConfigurationFailure": "SNSSandbox"},
        ),
    ),
    ("sms-limited", case(person(status=INVITED, phone_number=PHONE), pool=SMS)),
    ("built-in-sender", case(pool=BUILT_IN)),
    ("built-in-sender", case(person(status=INVITED))),
    (
        "built-in-sender",
        case(
            person(status=INVITED),
            pool={**BUILT_IN, "LambdaConfig": {"CustomEmailSender": {"LambdaArn": "a"}}},
        ),
    ),
]


def evidence_of(name: str, found: Case) -> Evidence | None:
    """What one rule says, if it is asked at all."""
    rule = BY_NAME[name]
    return rule.finds(found) if rule.needs <= found.read else None


@pytest.mark.parametrize("name", BY_NAME)
def test_a_rule_recognises_its_cases_and_lets_those_pass_who_merely_come_near(name: str) -> None:
    recognised = [(found, words) for rule, found, words in FOUND if rule == name]
    passed = [near for rule, near in PASSED if rule == name]
    assert recognised and passed
    for found, words in recognised:
        evidence = evidence_of(name, found)
        assert evidence is not None, words
        assert words in evidence.words
        blind = replace(found, read=found.read - BY_NAME[name].needs)
        if BY_NAME[name].needs:
            assert evidence_of(name, blind) is None
    assert [evidence_of(name, near) for near in passed] == [None] * len(passed)


def test_there_are_at_least_eighteen_rules_with_names_of_their_own_and_full_sentences() -> None:
    assert len(RULES) == len(BY_NAME) >= 18
    for rule in RULES:
        assert all(text.endswith((".", "?")) for text in (rule.passes, rule.advice)), rule.name
        assert not rule.title.endswith("."), rule.name
        assert rule.verdict[0].islower(), rule.name


def test_a_sound_person_in_a_sound_pool_has_no_findings() -> None:
    assert Diagnosis(case()).findings == []


def test_nothing_that_is_said_names_anybody() -> None:
    for _, found, _ in FOUND:
        said = " ".join(
            f"{each.evidence.words} {each.evidence.verdict} {each.answer}"
            for each in Diagnosis(found).findings
        )
        for secret in (EMAIL, PHONE, NAME, "Zelda", USERNAME, "secret.example", "other.1"):
            assert secret.casefold() not in said.casefold()


def test_a_finding_is_as_certain_as_what_was_read() -> None:
    expected = [
        ("blocked-by-risk", case(events=(event(decision="Block"),)), Certainty.LIKELY),
        ("blocked-by-risk", case(pool=WATCHING, events=(event(decision="Block"),)), Certainty.POSSIBLE),
        ("no-password-sign-in", case(app_clients=(CLOSED,)), Certainty.KNOWN),
        ("no-password-sign-in", case(app_clients=(CLOSED,), **ONE_OF_MANY), Certainty.POSSIBLE),
        ("provider-not-offered", case(person(**GOOGLE), **ONE_OF_MANY), Certainty.POSSIBLE),
    ]
    for name, found, certainty in expected:
        (finding,) = [each for each in Diagnosis(found).findings if each.rule.name == name]
        assert finding.certainty is certainty


def test_the_verdict_is_that_of_the_most_telling_finding() -> None:
    by_name = {"preferred_username": "zel", **UNVERIFIED}
    expected = [
        (case(), CLEAR.words),
        (case(person(enabled=False, status=INVITED)), "No: the user is disabled."),
        (case(events=failures(3)), "Probably not: the password was wrong 3 times."),
        (case(person(**GOOGLE), providers=("Google",), app_clients=()), "No: the pool has no app client."),
        (case(person(**GOOGLE), providers=("Google",), unread=(Source.FLOWS,)), "Only through Google."),
        (
            case(person(**UNVERIFIED), pool=ALIASES),
            "Only with their username, not with their e-mail address.",
        ),
        (
            case(person(**by_name), pool=ALIASES),
            "Only with their username or preferred username, not with their e-mail address.",
        ),
        (case(person(**UNVERIFIED)), CLEAR.words),
        (case(pool=WATCHING, events=(event(decision="Block"),)), CLEAR.words),
    ]
    assert [Diagnosis(found).verdict.words for found, _ in expected] == [words for _, words in expected]


def test_findings_come_in_the_order_in_which_they_matter() -> None:
    found = case(
        person(enabled=False, status=RESET, **UNVERIFIED),
        pool={**ALIASES, "LambdaConfig": {"PreAuthentication": FUNCTION}},
        events=failures(3),
    )
    kinds = [each.kind for each in Diagnosis(found).findings]
    assert kinds[0] == (Effect.BARS, Certainty.KNOWN)
    assert kinds.index((Effect.BARS, Certainty.LIKELY)) < kinds.index((Effect.NARROWS, Certainty.KNOWN))
    assert kinds.index((Effect.NARROWS, Certainty.KNOWN)) < kinds.index((Effect.NO_RECOVERY, Certainty.KNOWN))
    assert kinds[-1] == (Effect.BARS, Certainty.POSSIBLE)


def test_every_rule_is_found_passed_or_unasked_and_never_two_of_them() -> None:
    for _, found, _ in FOUND:
        done = Diagnosis(replace(found, read=found.read - {Source.EVENTS, Source.FLOWS}))
        names = [
            *(each.rule.name for each in done.findings),
            *(rule.name for rule in (*done.passed, *done.unasked)),
        ]
        assert sorted(names) == sorted(BY_NAME)
