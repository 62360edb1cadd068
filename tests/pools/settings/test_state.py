"""From a state of a pool to the calls that change it: which, in which order, with what."""

import json
from typing import Any

import pytest

from console.cognito import model
from pools.saving.calls import Step
from pools.saving.settings import MFA
from pools.saving.states import value_at, with_changes
from pools.settings.calls import steps
from pools.settings.state import CLEARED, COUNTED, GIVEN, in_step, lost_by_editing, state_of, unknown_settings

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"}
DEVELOPER = {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/x"}
FULL: dict[str, Any] = {
    "Id": "us-east-1_x",
    "Arn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_x",
    "Name": "Staff",
    "Policies": {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": 7}},
    "LambdaConfig": {"PreSignUp": "arn:aws:lambda:us-east-1:123456789012:function:a"},
    "EmailConfiguration": DEVELOPER,
    "UserPoolTags": {"team": "blue", "aws:made-by": "someone"},
    "UserPoolTier": "ESSENTIALS",
    "AliasAttributes": ["email"],
    MFA: {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": True}},
}


def calls(wanted: dict[str, Any], now: dict[str, Any] = FULL) -> list[str]:
    state = in_step(now, with_changes(now, wanted))
    return [step.operation for step in steps(now, state)]


def parameters(wanted: dict[str, Any], now: dict[str, Any] = FULL) -> dict[str, Any]:
    state = in_step(now, with_changes(now, wanted))
    return dict(steps(now, state)[0].parameters)


def test_an_update_sends_everything_and_nothing_that_cannot_be_sent() -> None:
    sent = parameters({"Policies.PasswordPolicy.MinimumLength": 12})
    assert set(sent) == {
        "UserPoolId",
        "PoolName",
        "Policies",
        "LambdaConfig",
        "EmailConfiguration",
        "UserPoolTags",
        "UserPoolTier",
        "MfaConfiguration",
    }
    assert sent["MfaConfiguration"] == "OPTIONAL"
    assert sent["UserPoolTags"] == {"team": "blue"}
    model.check_contract("UpdateUserPool", sent)


@pytest.mark.parametrize(
    "member", ["AutoVerifiedAttributes", "UserAttributeUpdateSettings", "UserPoolAddOns"]
)
def test_what_is_taken_away_is_cleared_in_so_many_words(member: str) -> None:
    now = with_changes(FULL, {member: {"Some": "thing"}})
    assert parameters({member: None, "Name": "New"}, now)[member] == CLEARED[member]


def test_registration_of_app_clients_is_never_turned_on_by_leaving_it_out() -> None:
    sent = parameters({"DcrConfiguration.OpenDcrEnabled": True})
    assert sent["DcrConfiguration"] == {"OpenDcrEnabled": True, "EnableStatus": "Disabled"}


def test_tags_have_calls_of_their_own_and_system_tags_stay() -> None:
    assert calls({"UserPoolTags": {"team": "red", "aws:made-by": "someone"}}) == ["TagResource"]
    assert calls({"UserPoolTags": {"aws:made-by": "someone"}}) == ["UntagResource"]


def test_a_second_factor_is_turned_on_in_its_own_store() -> None:
    assert calls({f"{MFA}.MfaConfiguration": "ON"}) == ["SetUserPoolMfaConfig"]


def test_without_sms_settings_it_is_turned_off_there_too() -> None:
    sent = parameters({f"{MFA}.MfaConfiguration": "OFF"})
    assert sent == {"UserPoolId": "us-east-1_x", "MfaConfiguration": "OFF"}


def test_with_sms_settings_only_the_first_store_turns_it_off() -> None:
    now = with_changes(FULL, {"SmsConfiguration": SMS})
    assert calls({f"{MFA}.MfaConfiguration": "OFF"}, now) == ["UpdateUserPool"]
    assert parameters({f"{MFA}.MfaConfiguration": "OFF"}, now)["MfaConfiguration"] == "OFF"
    passkeys = {
        f"{MFA}.MfaConfiguration": "OFF",
        f"{MFA}.WebAuthnConfiguration.RelyingPartyId": "example.com",
    }
    assert calls(passkeys, now) == ["UpdateUserPool", "SetUserPoolMfaConfig"]


def test_sms_settings_go_along_with_every_change_of_the_second_store() -> None:
    now = with_changes(FULL, {"SmsConfiguration": SMS, "SmsAuthenticationMessage": "Code {####}"})
    sent = parameters({f"{MFA}.MfaConfiguration": "ON"}, now)
    assert sent["SmsMfaConfiguration"] == {
        "SmsConfiguration": SMS,
        "SmsAuthenticationMessage": "Code {####}",
    }


@pytest.mark.parametrize(
    ("now", "wanted"),
    [
        (
            {f"{MFA}.EmailMfaConfiguration": {"Message": "{####}", "Subject": "x"}},
            {f"{MFA}.EmailMfaConfiguration": None, "EmailConfiguration": None},
        ),
        (
            {f"{MFA}.WebAuthnConfiguration.FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION"},
            {f"{MFA}.WebAuthnConfiguration": None, "UserPoolTier": "LITE"},
        ),
        (
            {f"{MFA}.MfaConfiguration": "ON"},
            {
                f"{MFA}.MfaConfiguration": "OPTIONAL",
                "Policies.SignInPolicy.AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"],
            },
        ),
    ],
    ids=["e-mail stops being a factor", "a cheaper plan", "codes as a first factor"],
)
def test_what_is_given_up_goes_before_what_needs_it_gone(now: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert calls(wanted, with_changes(FULL, now)) == ["SetUserPoolMfaConfig", "UpdateUserPool"]


def test_what_is_needed_comes_before_what_needs_it() -> None:
    now = with_changes(FULL, {"EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"}})
    wanted = {
        "EmailConfiguration": DEVELOPER,
        f"{MFA}.EmailMfaConfiguration": {"Message": "{####}", "Subject": "x"},
    }
    assert calls(wanted, now) == ["UpdateUserPool", "SetUserPoolMfaConfig"]


def test_an_e_mail_factor_without_a_text_of_its_own_is_kept() -> None:
    now = with_changes(FULL, {f"{MFA}.EmailMfaConfiguration": {}})
    assert parameters({f"{MFA}.MfaConfiguration": "ON"}, now)["EmailMfaConfiguration"] == {}


def test_the_older_members_follow_the_newer_ones() -> None:
    old, new = "LambdaConfig.PreTokenGeneration", "LambdaConfig.PreTokenGenerationConfig.LambdaArn"
    now = with_changes(
        FULL, {old: "a", new: "a", "LambdaConfig.PreTokenGenerationConfig.LambdaVersion": "V2_0"}
    )
    assert value_at(in_step(now, with_changes(now, {new: "b"})), old) == "b"
    gone = in_step(now, with_changes(now, {"LambdaConfig.PreTokenGenerationConfig": None}))
    assert value_at(gone, old) is None


def test_forgetting_devices_leaves_no_member_behind() -> None:
    now = with_changes(
        FULL,
        {
            "DeviceConfiguration": {
                "ChallengeRequiredOnNewDevice": True,
                "DeviceOnlyRememberedOnUserPrompt": True,
            }
        },
    )
    wanted = with_changes(now, {"DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt": None})
    assert "DeviceConfiguration" not in in_step(now, wanted)


def test_one_state_holds_both_answers_once() -> None:
    pool = {**FULL, "MfaConfiguration": "ON", "SmsConfiguration": SMS, "EstimatedNumberOfUsers": 3}
    del pool[MFA]
    mfa = {"MfaConfiguration": "ON", "SmsMfaConfiguration": {"SmsConfiguration": SMS}}
    state = state_of(pool, mfa)
    assert "MfaConfiguration" not in state
    assert "EstimatedNumberOfUsers" not in state
    assert state[MFA] == {"MfaConfiguration": "ON"}


def test_where_the_stores_disagree_both_are_kept() -> None:
    other = {"SnsCallerArn": "arn:aws:iam::123456789012:role/other"}
    pool = {**FULL, "MfaConfiguration": "OFF", "SmsConfiguration": SMS}
    mfa = {"MfaConfiguration": "ON", "SmsMfaConfiguration": {"SmsConfiguration": other}}
    state = state_of({name: value for name, value in pool.items() if name != MFA}, mfa)
    assert state["MfaConfiguration"] == "OFF"
    assert value_at(state, f"{MFA}.SmsMfaConfiguration.SmsConfiguration") == other


def test_what_nobody_knows_how_to_write_is_unknown() -> None:
    state = with_changes(
        FULL, {"Quantum": 1, "Policies.PasswordPolicy.Strength": 2, f"{MFA}.Face": {"On": True}}
    )
    assert set(unknown_settings(state)) == {
        "Quantum",
        "Policies.PasswordPolicy.Strength",
        f"{MFA}.Face",
    }
    assert unknown_settings(FULL) == []


def test_every_member_that_cognito_answers_is_written_or_known_not_to_be() -> None:
    answered = set(model.output_shape("DescribeUserPool").members["UserPool"].members)
    written = set(model.input_shape("UpdateUserPool").members)
    assert answered - written == {*GIVEN, *COUNTED, "Name"}
    assert written - answered == {"UserPoolId", "PoolName"}


def loses(wanted: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What nobody knows how to write and such a save would lose."""
    state = in_step(now, with_changes(now, wanted))
    unknown = unknown_settings(now)
    return [path for path in unknown if any(step.loses(path) for step in steps(now, state))]


NEWER = {"Quantum": 1, "Policies.PasswordPolicy.Strength": 2, f"{MFA}.Face": {"On": True}}


@pytest.mark.parametrize(
    ("wanted", "lost"),
    [
        ({"UserPoolTags": {"team": "red"}}, []),
        ({"UserPoolTags": None}, []),
        ({f"{MFA}.WebAuthnConfiguration": {"UserVerification": "required"}}, [f"{MFA}.Face"]),
        ({f"{MFA}.MfaConfiguration": "ON"}, [f"{MFA}.Face"]),
        ({"Name": "New"}, ["Policies.PasswordPolicy.Strength", "Quantum"]),
        (
            {"Name": "New", f"{MFA}.MfaConfiguration": "ON"},
            ["GetUserPoolMfaConfig.Face", "Policies.PasswordPolicy.Strength", "Quantum"],
        ),
    ],
)
def test_a_save_loses_only_what_a_write_of_that_very_store_resets(
    wanted: dict[str, Any], lost: list[str]
) -> None:
    assert sorted(loses(wanted, with_changes(FULL, NEWER))) == lost


def test_a_section_is_blocked_only_by_what_its_own_store_would_lose() -> None:
    state = with_changes(FULL, NEWER)
    assert lost_by_editing(state, ["UserPoolTags"]) == []
    assert lost_by_editing(state, [f"{MFA}.MfaConfiguration"]) == [f"{MFA}.Face"]
    assert set(lost_by_editing(state, ["Name", "UserPoolTags"])) == {
        "Quantum",
        "Policies.PasswordPolicy.Strength",
    }


def test_members_of_the_second_store_that_stand_in_the_first_are_known() -> None:
    strays = {
        "SoftwareTokenMfaConfiguration": {"Enabled": True},
        "WebAuthnConfiguration": {"UserVerification": "required"},
    }
    pool = {"Id": "a", "Name": "b", "MfaConfiguration": "OPTIONAL", **strays}
    state = state_of(pool, {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {}})
    assert unknown_settings(state) == []
    # Where both tell, the second store's word counts.
    assert state[MFA]["SoftwareTokenMfaConfiguration"] == {}
    assert state[MFA]["WebAuthnConfiguration"] == {"UserVerification": "required"}


@pytest.mark.parametrize("said", [{}, {"SmsAuthenticationMessage": ""}])
def test_what_only_the_second_store_tells_of_sms_survives_a_save_of_either_store(
    said: dict[str, Any],
) -> None:
    second = {
        "MfaConfiguration": "OPTIONAL",
        "SmsMfaConfiguration": {"SmsAuthenticationMessage": "Your code: {####}", "SmsConfiguration": SMS},
    }
    now = state_of({"Id": "a", "Name": "b", "MfaConfiguration": "OPTIONAL", **said}, second)
    assert now["SmsAuthenticationMessage"] == "Your code: {####}"
    assert now["SmsConfiguration"] == SMS
    update = parameters({"Name": "New"}, now)
    assert (update["SmsAuthenticationMessage"], update["SmsConfiguration"]) == ("Your code: {####}", SMS)
    sms = parameters({f"{MFA}.SoftwareTokenMfaConfiguration": {"Enabled": True}}, now)["SmsMfaConfiguration"]
    assert sms == {"SmsAuthenticationMessage": "Your code: {####}", "SmsConfiguration": SMS}


BLANK = {
    "SmsVerificationMessage": "",
    "EmailVerificationSubject": "",
    "EmailConfiguration": {"SourceArn": "", "ReplyToEmailAddress": "", "ConfigurationSet": ""},
    "VerificationMessageTemplate": {"SmsMessage": "", "DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "AdminCreateUserConfig": {"InviteMessageTemplate": {"SMSMessage": "", "EmailSubject": ""}},
    "LambdaConfig": {"PreSignUp": "", "CustomSMSSender": {"LambdaArn": "", "LambdaVersion": ""}},
    "AutoVerifiedAttributes": ["", "email"],
}


def test_empty_texts_are_not_sent_wherever_they_stand() -> None:
    sent = parameters({"Name": "New"}, {**FULL, **BLANK})
    assert '""' not in json.dumps({name: value for name, value in sent.items() if name != "UserPoolTags"})
    assert sent["AutoVerifiedAttributes"] == ["email"]
    assert sent["VerificationMessageTemplate"] == {"DefaultEmailOption": "CONFIRM_WITH_CODE"}
    assert list(model.flaws(sent, model.input_shape("UpdateUserPool"))) == []


def test_an_empty_text_is_sent_where_it_says_something() -> None:
    css = {"UserPoolId": "us-east-1_x", "CSS": ""}
    assert Step(operation="SetUICustomization", parameters=css, store="", brings=()).parameters == css
    tags = {"ResourceArn": "arn:aws:x", "Tags": {"team": ""}}
    assert Step(operation="TagResource", parameters=tags, store="", brings=()).parameters == tags


def test_a_mode_that_is_newer_than_this_console_can_be_left() -> None:
    now = with_changes(FULL, {f"{MFA}.MfaConfiguration": "ADAPTIVE", "MfaConfiguration": "ADAPTIVE"})
    assert calls({f"{MFA}.MfaConfiguration": "OPTIONAL"}, now)[0] == "SetUserPoolMfaConfig"
