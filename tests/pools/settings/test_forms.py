"""A section's form: what belongs together, what the pool lacks, and whose fault it is."""

from collections.abc import Callable
from typing import Any

import pytest

from pools.editing.forms import name_of
from pools.saving.settings import MFA, Section
from pools.saving.states import with_changes
from pools.settings.forms import SettingsForm, edited
from pools.settings.sections import EDITED, SECTIONS
from tests.pools.browser import typed

Fill = Callable[..., SettingsForm]

BY_ID = {section.id: section for section in SECTIONS}
FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:one"
OTHER = "arn:aws:lambda:eu-west-1:123456789012:function:two"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/1"
ROLE = "arn:aws:iam::123456789012:role/sms"
IDENTITY = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
MODE = f"{MFA}.MfaConfiguration"
APP = f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"
EMAIL = f"{MFA}.EmailMfaConfiguration"
SNS = "SmsConfiguration.SnsCallerArn"
OWN_SENDER = {"EmailSendingAccount": "DEVELOPER", "SourceArn": IDENTITY}
DAYS = "Policies.PasswordPolicy.TemporaryPasswordValidityDays"
LEGACY = "AdminCreateUserConfig.UnusedAccountValidityDays"
REMEMBERED = "DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt"
CHALLENGE = "DeviceConfiguration.ChallengeRequiredOnNewDevice"
BASE: dict[str, Any] = {
    "Id": "eu-west-1_abc123456",
    "Name": "Staff",
    "UserPoolTier": "PLUS",
    MFA: {"MfaConfiguration": "OFF"},
}


def pool(**members: Any) -> dict[str, Any]:
    return with_changes(BASE, {path.replace("__", "."): value for path, value in members.items()})


def fill(section: str, state: dict[str, Any], values: dict[str, Any] | None = None) -> SettingsForm:
    """The form of a section of that pool, sent with some fields typed anew by their paths."""
    shown = SettingsForm(section=BY_ID[section], state=state)
    data = typed(shown, **{name_of(path): value for path, value in (values or {}).items()})
    form = SettingsForm(data, section=BY_ID[section], state=state)
    form.is_valid()
    return form


def errors(form: SettingsForm) -> dict[str, list[str]]:
    return {name: [str(message) for message in messages] for name, messages in form.errors.items()}


# Second factors


def test_the_mode_of_second_factors_goes_with_a_factor() -> None:
    form = fill("mfa", pool(), {MODE: "OPTIONAL", APP: "True"})
    assert form.errors == {}
    assert form.changes == {MODE: "OPTIONAL", APP: True}


def test_without_any_factor_nobody_could_have_a_second() -> None:
    form = fill("mfa", pool(), {MODE: "ON"})
    assert list(form.errors) == [name_of(MODE)]
    assert "delivery" in {place.section.id for each in form.elsewhere for place in each.places}


def test_a_factor_needs_a_mode() -> None:
    form = fill("mfa", pool(), {APP: "True"})
    assert "There is no factor while the second factor is off" in errors(form)[name_of(APP)][0]


def test_turning_second_factors_off_is_enough() -> None:
    state = pool(**{MFA: {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}}})
    form = fill("mfa", state, {MODE: "OFF"})
    assert form.errors == {}
    assert form.changes == {MODE: "OFF"}
    both = fill("mfa", state, {MODE: "OFF", APP: "False"})
    assert both.errors == {}


def test_codes_by_e_mail_begin_with_wording_that_is_good_enough() -> None:
    form = fill("mfa", pool(EmailConfiguration=OWN_SENDER), {MODE: "OPTIONAL", EMAIL: "True"})
    assert form.errors == {}
    assert form.changes == {
        MODE: "OPTIONAL",
        f"{EMAIL}.Subject": "Your sign-in code",
        f"{EMAIL}.Message": "Your sign-in code is {####}",
    }


def test_codes_by_e_mail_need_their_texts() -> None:
    state = pool(EmailConfiguration=OWN_SENDER)
    form = fill("mfa", state, {MODE: "OPTIONAL", EMAIL: "True", f"{EMAIL}.Message": ""})
    assert list(form.errors) == [name_of(f"{EMAIL}.Message")]


def test_codes_by_e_mail_go_as_a_whole() -> None:
    factor = {"Subject": "Code", "Message": "{####}"}
    state = pool(
        EmailConfiguration=OWN_SENDER, **{MFA: {"MfaConfiguration": "ON", "EmailMfaConfiguration": factor}}
    )
    state = with_changes(state, {APP: True})
    form = fill("mfa", state, {EMAIL: "False"})
    assert form.errors == {}
    assert form.changes == {EMAIL: None}


def test_codes_by_e_mail_with_cognitos_own_text_stay_as_they_are() -> None:
    state = pool(
        EmailConfiguration=OWN_SENDER, **{MFA: {"MfaConfiguration": "ON", "EmailMfaConfiguration": {}}}
    )
    form = fill("mfa", state, {f"{EMAIL}.Subject": "Mine"})
    assert form.errors == {}
    assert form.changes == {f"{EMAIL}.Subject": "Mine"}


def test_codes_by_e_mail_need_a_sender_which_is_in_another_section() -> None:
    form = fill("mfa", pool(), {MODE: "OPTIONAL", APP: "True", EMAIL: "True"})
    assert list(form.errors) == [name_of(EMAIL)]
    [elsewhere] = form.elsewhere
    [place] = elsewhere.places
    assert (place.section.id, place.field_id) == ("delivery", "id_EmailConfiguration-EmailSendingAccount")


def test_codes_by_sms_are_told_as_a_fact() -> None:
    def fact(state: dict[str, Any]) -> bool:
        form = SettingsForm(section=BY_ID["mfa"], state=state)
        [row] = [row for group in form.groups for row in group.facts if row.setting.label == "Code by SMS"]
        return row.is_set

    assert not fact(pool())
    assert fact(pool(SmsConfiguration={"SnsCallerArn": ROLE}))


def test_a_problem_of_another_section_is_told_with_that_sections_name() -> None:
    state = pool(
        EmailConfiguration=OWN_SENDER, **{MFA: {"MfaConfiguration": "OFF", "EmailMfaConfiguration": {}}}
    )
    form = fill(
        "delivery",
        with_changes(state, {MODE: "ON"}),
        {"EmailConfiguration.EmailSendingAccount": "COGNITO_DEFAULT"},
    )
    assert list(form.errors) == ["EmailConfiguration-EmailSendingAccount"]
    assert [place.section.id for each in form.elsewhere for place in each.places] == ["mfa"]


def test_a_problem_that_no_field_here_has_to_do_with_is_not_lost() -> None:
    form = SettingsForm(section=BY_ID["tags"], state=pool())
    form.refuse("The role is broken.", [SNS])
    assert errors(form) == {"__all__": ["E-mail and SMS delivery: The role is broken."]}
    assert form.elsewhere[0].places[0].section.id == "delivery"


# Plans


@pytest.mark.parametrize(
    ("section", "path", "value"),
    [
        ("threats", "UserPoolAddOns.AdvancedSecurityMode", "AUDIT"),
        ("passwords", "Policies.PasswordPolicy.PasswordHistorySize", "3"),
        ("sign-in", "Policies.SignInPolicy.AllowedFirstAuthFactors", ["PASSWORD", "WEB_AUTHN"]),
        ("keys", "DcrConfiguration.EnableStatus", "Enabled"),
        ("mfa", f"{MFA}.WebAuthnConfiguration.FactorConfiguration", "SINGLE_FACTOR"),
    ],
)
def test_what_the_plan_lacks_cannot_be_turned_on(section: str, path: str, value: Any) -> None:
    lite = pool(UserPoolTier="LITE")
    assert "this pool has Lite" in str(
        SettingsForm(section=BY_ID[section], state=lite)[name_of(path)].help_text
    )
    form = fill(section, lite, {path: value})
    assert list(form.errors) == [name_of(path)]
    assert fill(section, pool(), {path: value}).errors == {}


def test_what_is_on_without_its_plan_can_be_turned_off() -> None:
    state = pool(UserPoolTier="LITE", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"})
    assert (
        SettingsForm(section=BY_ID["threats"], state=state).initial["UserPoolAddOns-AdvancedSecurityMode"]
        == "ENFORCED"
    )
    form = fill("threats", state, {"UserPoolAddOns.AdvancedSecurityMode": "OFF"})
    assert form.errors == {}
    assert form.changes == {"UserPoolAddOns.AdvancedSecurityMode": "OFF"}


def test_a_smaller_plan_names_everything_that_has_to_go_first() -> None:
    state = pool(
        UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"},
        DcrConfiguration={"EnableStatus": "Enabled"},
        Policies={"PasswordPolicy": {"PasswordHistorySize": 4}},
    )
    form = fill("about", state, {"UserPoolTier": "LITE"})
    assert len(errors(form)["UserPoolTier"]) == 3
    assert {place.section.id for each in form.elsewhere for place in each.places} == {
        "threats",
        "keys",
        "passwords",
    }
    assert fill("about", state, {"UserPoolTier": "PLUS"}).errors == {}


# Temporary passwords and other older settings


def test_older_settings_are_shown_only_where_they_are() -> None:
    assert name_of(LEGACY) not in SettingsForm(section=BY_ID["passwords"], state=pool()).fields
    old = pool(AdminCreateUserConfig={"UnusedAccountValidityDays": 30})
    assert name_of(LEGACY) in SettingsForm(section=BY_ID["passwords"], state=old).fields
    both = with_changes(old, {DAYS: 7})
    assert name_of(LEGACY) not in SettingsForm(section=BY_ID["passwords"], state=both).fields


def test_the_older_limit_can_be_changed_or_left_behind() -> None:
    old = pool(AdminCreateUserConfig={"UnusedAccountValidityDays": 30})
    assert fill("passwords", old, {LEGACY: "20"}).changes == {LEGACY: 20}
    assert fill("passwords", old, {DAYS: "7"}).changes == {DAYS: 7}
    assert list(fill("passwords", old, {LEGACY: ""}).errors) == [name_of(LEGACY)]
    assert list(fill("passwords", old, {DAYS: "7", LEGACY: "20"}).errors) == [name_of(LEGACY)]


@pytest.mark.parametrize("section", EDITED, ids=lambda section: section.id)
def test_a_new_pool_has_no_older_fields(section: Section) -> None:
    assert [setting.path for setting in edited(section, pool()) if setting.legacy] == []


def test_both_triggers_for_tokens_follow_one_another() -> None:
    newer = "LambdaConfig.PreTokenGenerationConfig.LambdaArn"
    older = "LambdaConfig.PreTokenGeneration"
    config = {"PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": FUNCTION}}
    state = pool(LambdaConfig={"PreTokenGeneration": FUNCTION, **config})
    assert fill("triggers", state, {newer: OTHER}).errors == {}
    assert fill("triggers", state, {newer: OTHER, older: OTHER}).errors == {}
    assert list(fill("triggers", state, {older: OTHER}).errors) == [name_of(older)]
    assert fill("triggers", state, {newer: "", older: ""}).errors == {}


# What belongs together


def test_the_version_of_an_event_goes_with_its_function() -> None:
    arn, version = (
        f"LambdaConfig.PreTokenGenerationConfig.{name}" for name in ("LambdaArn", "LambdaVersion")
    )
    assert fill("triggers", pool(), {arn: FUNCTION}).changes == {arn: FUNCTION, version: "V1_0"}
    state = pool(LambdaConfig={"PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": FUNCTION}})
    assert fill("triggers", state, {arn: ""}).changes == {arn: None, version: None}
    assert fill("triggers", state, {version: "V3_0"}).changes == {version: "V3_0"}
    assert list(fill("triggers", pool(), {version: "V2_0"}).errors) == [name_of(version)]


def test_an_own_sender_needs_a_key_beside_it() -> None:
    arn = "LambdaConfig.CustomSMSSender.LambdaArn"
    assert list(fill("triggers", pool(), {arn: FUNCTION}).errors) == ["LambdaConfig-KMSKeyID"]
    assert fill("triggers", pool(), {arn: FUNCTION, "LambdaConfig.KMSKeyID": KEY}).errors == {}


def test_devices_are_remembered_never_always_or_when_asked() -> None:
    form = fill("devices", pool(), {REMEMBERED: "True"})
    assert form.changes == {REMEMBERED: True, CHALLENGE: False}
    remembered = pool(DeviceConfiguration={"DeviceOnlyRememberedOnUserPrompt": False})
    assert fill("devices", remembered, {REMEMBERED: ""}).changes == {REMEMBERED: None}
    both = with_changes(remembered, {CHALLENGE: True})
    assert fill("devices", both, {REMEMBERED: ""}).changes == {REMEMBERED: None, CHALLENGE: None}
    assert list(fill("devices", pool(), {CHALLENGE: "True"}).errors) == [name_of(CHALLENGE)]


def test_scopes_alone_do_not_turn_registration_on() -> None:
    form = fill("keys", pool(), {"DcrConfiguration.AllowedScopes": "shop/read"})
    assert form.changes["DcrConfiguration.EnableStatus"] == "Disabled"


def test_sms_can_move_from_one_service_to_the_other_in_one_step() -> None:
    state = pool(SmsConfiguration={"SnsCallerArn": ROLE, "ExternalId": "us", "SnsRegion": "eu-west-1"})
    eums = "SmsConfiguration.EumsSms.CallerArn"
    form = fill("delivery", state, {SNS: "", eums: ROLE})
    assert form.errors == {}
    assert form.changes == {
        SNS: None,
        "SmsConfiguration.ExternalId": None,
        "SmsConfiguration.SnsRegion": None,
        eums: ROLE,
    }
    assert list(fill("delivery", state, {SNS: ""}).errors) == [name_of(SNS)]


def test_going_back_to_cognitos_sender_asks_for_consent_in_each_field() -> None:
    sender = {**OWN_SENDER, "From": "a@example.com", "ConfigurationSet": "set"}
    account = "EmailConfiguration.EmailSendingAccount"
    form = fill("delivery", pool(EmailConfiguration=sender), {account: "COGNITO_DEFAULT"})
    assert set(form.errors) == {"EmailConfiguration-From", "EmailConfiguration-ConfigurationSet"}
    emptied = {"EmailConfiguration.From": "", "EmailConfiguration.ConfigurationSet": ""}
    assert (
        fill("delivery", pool(EmailConfiguration=sender), {account: "COGNITO_DEFAULT", **emptied}).errors
        == {}
    )


# The form itself


def test_what_was_typed_comes_back_from_a_review() -> None:
    changes = {"UserPoolTags": {"team": "a"}}
    form = SettingsForm(section=BY_ID["tags"], state=pool(), typed=changes)
    assert form.initial["UserPoolTags"] == {"team": "a"}
    data = typed(form)
    again = SettingsForm(data, section=BY_ID["tags"], state=pool())
    assert again.is_valid()
    assert again.changes == changes


def test_a_refusal_of_the_service_stands_beside_the_field_that_was_typed() -> None:
    form = SettingsForm(section=BY_ID["sign-up"], state=pool(), typed={"AutoVerifiedAttributes": ["email"]})
    form.refuse("SMS configuration is required.", ["AutoVerifiedAttributes", SNS])
    assert form["AutoVerifiedAttributes"].errors == ["SMS configuration is required."]
    assert "checked" in str(form["AutoVerifiedAttributes"])


def test_a_refusal_that_nobody_can_place_is_told_above() -> None:
    form = SettingsForm(section=BY_ID["tags"], state=pool())
    form.refuse("The moon is wrong.", [])
    assert errors(form) == {"__all__": ["The moon is wrong."]}


def test_every_field_is_in_one_group_and_every_group_has_something() -> None:
    for section in EDITED:
        form = SettingsForm(section=section, state=pool())
        names = [field.name for group in form.groups for field in group.fields]
        assert names == list(form.fields)
        assert all(group.fields or group.facts for group in form.groups)


def test_permanent_choices_are_told_as_facts() -> None:
    form = SettingsForm(section=BY_ID["sign-in"], state=pool(UsernameAttributes=["email"]))
    facts = {row.setting.path: row for group in form.groups for row in group.facts}
    assert set(facts) == {"UsernameAttributes", "AliasAttributes", "UsernameConfiguration.CaseSensitive"}
    assert "never be changed" in facts["AliasAttributes"].why_fixed


def test_sections_that_are_pointed_to_exist() -> None:
    for section in SECTIONS:
        for group in section.groups:
            assert set(group.see) <= {each.id for each in EDITED}
            assert group.title
