"""Nothing of a pool is hidden: every leaf that Cognito can answer has its place and its words."""

from collections.abc import Iterator
from typing import Any

import pytest

from console.cognito import model
from pools.gateway import Pool
from pools.saving.settings import MFA, SAID_BY_KIND, Row, Setting, leaves
from pools.settings.overview import Overview
from pools.settings.sections import SECTIONS, covered
from tests.shapes import answered, leaves_of

SETTINGS = [setting for section in SECTIONS for setting in section.settings]


def described() -> Iterator[tuple[str, Any]]:
    yield from leaves_of(model.output_shape("DescribeUserPool").members["UserPool"])
    yield from leaves_of(model.output_shape("GetUserPoolMfaConfig"), MFA)


def overview(*, mfa: Any = None, **members: Any) -> Overview:
    raw = {"Id": "us-east-1_x", "Name": "X", **members}
    return Overview(pool=Pool.from_response({"UserPool": raw}), mfa=mfa or {})


def row_of(page: Overview, path: str) -> Row:
    return next(row for part in page.sections for row in part.rows if row.setting.path == path)


def words_of(page: Overview, path: str) -> list[str]:
    return [said.words for said in row_of(page, path).said]


@pytest.mark.parametrize("path", [path for path, _ in described()])
def test_every_leaf_that_cognito_answers_stands_in_a_section(path: str) -> None:
    assert covered(path)


def test_every_setting_is_one_that_cognito_answers() -> None:
    known = {path for path, _ in described()}
    containers = {path.rpartition(".")[0] for path in known} | {path.split(".key")[0] for path in known}
    assert [setting.path for setting in SETTINGS if setting.path not in known | containers] == []


def test_no_setting_stands_twice() -> None:
    paths = [setting.path for setting in SETTINGS]
    assert len(paths) == len(set(paths))


def test_every_choice_of_cognito_has_words() -> None:
    by_path = {setting.path: setting for setting in SETTINGS}
    wordless = [
        f"{path}: {choice}"
        for path, shape in described()
        for choice in _choices(shape)
        if path in by_path
        and choice not in by_path[path].words
        and not path.endswith(("LambdaVersion", "Status"))
    ]
    assert wordless == []


def _choices(shape: Any) -> list[str]:
    leaf = shape.member if shape.type_name == "list" else shape
    return list(leaf.metadata.get("enum", ()))


def test_sections_have_addresses_of_their_own() -> None:
    ids = [section.id for section in SECTIONS]
    assert len(ids) == len(set(ids))


# Values in words


def test_a_choice_is_said_in_words_beside_cognitos_own() -> None:
    said = row_of(overview(MfaConfiguration="ON"), "MfaConfiguration").said
    assert [(each.words, each.raw) for each in said] == [("Required for everybody", "ON")]


def test_a_choice_without_words_keeps_its_own_name() -> None:
    assert words_of(overview(UserPoolTier="ULTRA"), "UserPoolTier") == ["ULTRA"]


def test_ways_to_recover_are_told_in_the_order_of_their_priority() -> None:
    ways = [{"Priority": 2, "Name": "verified_email"}, {"Priority": 1, "Name": "verified_phone_number"}]
    page = overview(AccountRecoverySetting={"RecoveryMechanisms": ways})
    said = words_of(page, "AccountRecoverySetting.RecoveryMechanisms")
    assert said == ["A code to the verified phone number", "A code to the verified e-mail address"]


def test_a_flag_that_is_off_is_told_and_not_left_out() -> None:
    page = overview(
        UsernameConfiguration={"CaseSensitive": False}, DcrConfiguration={"OpenDcrEnabled": False}
    )
    assert words_of(page, "UsernameConfiguration.CaseSensitive") == ["Do not matter"]
    assert words_of(page, "DcrConfiguration.OpenDcrEnabled") == ["No"]


def test_factors_are_there_or_not() -> None:
    page = overview(mfa={"SmsMfaConfiguration": {"SmsAuthenticationMessage": "x"}})
    assert words_of(page, f"{MFA}.SmsMfaConfiguration") == ["Set up"]
    assert words_of(page, f"{MFA}.EmailMfaConfiguration") == ["Not set up"]


@pytest.mark.parametrize(("days", "words"), [(1, "1 day"), (7, "7 days"), (365, "365 days")])
def test_days_are_counted(days: int, words: str) -> None:
    setting = Setting(path="Days", label="Days", kind="days")
    assert Row(setting=setting, raw=days).value == words


def test_levels_are_shown_with_their_names_alone() -> None:
    page = overview(AcrConfiguration={"Level2": {"AcrValue": "two"}, "Level1": {"AcrValue": "one"}})
    assert row_of(page, "AcrConfiguration").value == [("Level1", "one"), ("Level2", "two")]


def test_what_can_never_be_changed_says_so() -> None:
    permanent = {"UsernameAttributes", "AliasAttributes", "UsernameConfiguration.CaseSensitive"}
    assert {setting.path for setting in SETTINGS if setting.permanent} == permanent
    assert "never be changed" in row_of(overview(), "AliasAttributes").hint


# What nobody foresaw


def test_settings_without_a_section_are_shown_under_other_settings() -> None:
    page = overview(Brand={"New": "thing"}, UserPoolTagsToo="more", Policies={"PasswordPolicy": {"Max": 9}})
    other = next(part for part in page.sections if part.section.id == "others")
    shown = {row.setting.path: row.raw for row in other.rows}
    assert shown == {"Brand.New": "thing", "UserPoolTagsToo": "more", "Policies.PasswordPolicy.Max": 9}
    assert set(page.unknown) == {"Brand", "UserPoolTagsToo", "Policies.PasswordPolicy.Max"}


def test_unknown_settings_of_the_second_store_are_named_with_it() -> None:
    page = overview(mfa={"FaceConfiguration": {"Enabled": True}})
    assert page.unknown == [f"{MFA}.FaceConfiguration"]
    assert page.sections[-1].rows[0].setting.path == f"{MFA}.FaceConfiguration.Enabled"


def test_a_pool_without_surprises_has_no_other_settings() -> None:
    assert "others" not in {part.section.id for part in overview(Policies={}, LambdaConfig={}).sections}


def test_a_pool_with_every_setting_shows_them_all() -> None:
    raw = answered(model.output_shape("DescribeUserPool").members["UserPool"])
    page = Overview(pool=Pool.from_response({"UserPool": raw}), mfa=answered(model.output_shape(MFA)))
    shown = {row.setting.path for part in page.sections for row in part.rows if row.said or row.value}
    assert [path for path, _ in leaves({**raw, MFA: page.mfa}) if not covered(path)] == []
    assert shown >= {setting.path for setting in SETTINGS}
    assert page.unknown == []


def test_kinds_that_say_something_say_it_either_way() -> None:
    assert all(set(words) == {True, False} for words in SAID_BY_KIND.values())
