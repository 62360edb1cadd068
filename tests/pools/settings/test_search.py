"""Finding a setting on a pool's page, and what is folded away while nobody looks for it."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from console.access.models import Operator
from console.cognito import budget
from console.cognito.errors import CognitoError
from console.emulator import faults
from pools.gateway import Pool
from pools.settings.overview import Overview, SectionRows
from pools.settings.search import Listed, listed
from tests.conftest import SignIn
from tests.pages import text_of
from tests.pools.conftest import HOSTILE

ARN = "arn:aws:lambda:us-east-1:123456789012:function:hello"
SCHEMA = [
    {"Name": "email", "AttributeDataType": "String", "Mutable": True},
    {"Name": "custom:tier", "AttributeDataType": "Number", "Mutable": True},
]


def found(text: str, mfa: Any = None, **members: Any) -> Listed:
    raw = {"Id": "us-east-1_x", "Name": "X", "SchemaAttributes": SCHEMA, **members}
    return listed(Overview(pool=Pool.from_response({"UserPool": raw}), mfa=mfa or {}), text)


def paths(result: Listed) -> list[str]:
    return [row.setting.path for part in result.sections for row in part.rows]


def names(result: Listed) -> list[str]:
    return [row.attribute.name for row in result.attributes]


# What is found


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("shortest password", "Policies.PasswordPolicy.MinimumLength"),
        ("PASSWORDpolicy.minimum", "Policies.PasswordPolicy.MinimumLength"),
        ("origination", "SmsConfiguration.EumsSms.OriginationIdentity"),
        ("function:hello", "LambdaConfig.PreSignUp"),
        ("before sign-up", "LambdaConfig.PreSignUp"),
        ("before signup", "LambdaConfig.PreSignUp"),
        ("matter", "UsernameConfiguration.CaseSensitive"),
        ("team blue", "UserPoolTags"),
    ],
)
def test_a_setting_is_found_by_label_api_name_or_value(text: str, path: str) -> None:
    assert path in paths(found(text, LambdaConfig={"PreSignUp": ARN}, UserPoolTags={"team": "blue"}))


def test_every_word_has_to_be_there() -> None:
    assert paths(found("password digit")) == ["Policies.PasswordPolicy.RequireNumbers"]
    assert found("password nonsense").sections == []


def test_a_section_is_shown_whole_only_where_its_title_alone_matches() -> None:
    assert {each.split(".")[0] for each in paths(found("triggers"))} == {"LambdaConfig"}
    # “E-mail and SMS delivery” has settings of its own that match.
    assert "SmsConfiguration.SnsCallerArn" not in paths(found("e-mail"))
    assert "EmailConfiguration.From" in paths(found("e-mail"))


def test_attributes_are_settings_too() -> None:
    assert names(found("tier number")) == ["custom:tier"]
    assert [part.section.id for part in found("custom:tier").sections] == ["schema"]
    assert found("custom:tier").count == 1
    assert names(found("schema attributes")) == ["custom:tier", "email"]


def test_what_could_not_be_read_is_not_found() -> None:
    unread = CognitoError(operation="GetUserPoolMfaConfig")
    assert paths(found("authenticator")) == ["GetUserPoolMfaConfig.SoftwareTokenMfaConfiguration.Enabled"]
    assert paths(found("authenticator", mfa=unread)) == []


@pytest.mark.parametrize("text", ["", "   ", "-"])
def test_a_text_that_says_nothing_shows_everything(text: str) -> None:
    assert paths(found(text)) == paths(found(""))
    assert found(text).text == ""


# What is folded


def part_of(result: Listed, section: str) -> SectionRows:
    return next(part for part in result.sections if part.section.id == section)


def test_what_is_not_set_is_folded_where_there_is_much_of_it() -> None:
    triggers = part_of(found("", LambdaConfig={"PreSignUp": ARN}), "triggers")
    assert [row.setting.path for row in triggers.shown] == ["LambdaConfig.PreSignUp"]
    assert len(triggers.folded) == len(triggers.rows) - 1
    assert triggers.fold_title == f"{len(triggers.folded)} more, not set"
    assert part_of(found(""), "triggers").fold_title.endswith("none of them set")


def test_what_both_stores_say_is_told_once_and_what_they_differ_in_twice() -> None:
    sms = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "one"}
    second = {"SmsConfiguration": {**sms, "ExternalId": "other"}}
    told = found(
        "",
        mfa={"MfaConfiguration": "ON", "SmsMfaConfiguration": second},
        MfaConfiguration="ON",
        SmsConfiguration=sms,
    )
    part = part_of(told, "mfa")
    shown = [row.setting.path for row in part.shown]
    assert "GetUserPoolMfaConfig.MfaConfiguration" in shown
    assert "MfaConfiguration" not in shown
    assert "GetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.ExternalId" in shown
    assert "GetUserPoolMfaConfig.SmsMfaConfiguration.SmsConfiguration.SnsCallerArn" not in shown
    assert part.fold_title.endswith("not set or kept twice")
    differing = found("", mfa={"MfaConfiguration": "OFF"}, MfaConfiguration="ON")
    assert "MfaConfiguration" in [row.setting.path for row in part_of(differing, "mfa").shown]


def test_a_choice_that_nobody_made_is_still_told() -> None:
    shown = [row.setting.path for row in part_of(found(""), "sign-in").shown]
    assert "AliasAttributes" in shown
    assert "UsernameConfiguration.CaseSensitive" in shown


def test_little_is_not_folded() -> None:
    assert part_of(found(""), "tags").folded == []


def test_what_somebody_looks_for_is_not_folded() -> None:
    assert part_of(found("lambdaconfig"), "triggers").folded == []


def test_standard_attributes_are_folded_until_somebody_looks_for_one() -> None:
    assert [row.attribute.name for row in found("").folded_attributes] == ["email"]
    assert [row.attribute.name for row in found("").shown_attributes] == ["custom:tier"]
    assert found("email").folded_attributes == []


# The page


def sections_of(page: str) -> list[str]:
    return re.findall(r'<section class="card" id="([\w-]+)"', page)


def test_the_page_shows_only_what_matches_and_counts_it(
    sign_in: SignIn, viewer: Operator, pool_url: str
) -> None:
    with budget.counted() as calls:
        answer = sign_in(viewer).get(pool_url, {"q": "required digit"})
    page = answer.content.decode()
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig", "ListPointInTimeRecoveries"]
    assert sections_of(page) == ["passwords"]
    assert "1 setting with “required digit” in 1 section" in text_of(answer)
    assert 'value="required digit"' in page
    assert "Clear filter" in page
    assert "data-announce" in page


def test_htmx_gets_the_sections_alone(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    client = sign_in(viewer)
    client.get(pool_url)
    with budget.counted() as calls:
        answer = client.get(pool_url, {"q": "digit"}, headers={"HX-Request": "true", "HX-Target": "settings"})
    assert calls == []
    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="settings"')
    assert "<form" not in page
    assert "HX-Target" in answer["Vary"]


def test_nothing_found_says_so(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    page = sign_in(viewer).get(pool_url, {"q": HOSTILE}).content.decode()
    assert "No setting matches" in page
    assert "Clear filter" in page
    assert "<img" not in page


def test_a_text_that_is_too_long_shows_everything(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    page = sign_in(viewer).get(pool_url, {"q": "x" * 200}).content.decode()
    assert len(sections_of(page)) == 14


def test_only_those_who_may_change_settings_have_anything_to_press(
    sign_in: SignIn, helpdesk: Operator, administrator: Operator, pool_url: str
) -> None:
    link = f'href="{pool_url}settings/passwords/"'
    assert link in sign_in(administrator).get(pool_url, {"q": "digit"}).content.decode()
    page = sign_in(helpdesk).get(pool_url).content.decode()
    assert "/settings/" not in page
    pressed = re.findall(
        r"<(?:input|select|textarea|button)\b.*?>", page.split("<main")[1].split("</main>")[0]
    )
    others = [each for each in pressed if 'class="copy-button"' not in each]
    assert len(others) == 2
    assert 'type="search"' in others[0] and 'type="submit"' in others[1]


def test_what_was_found_is_shown_though_the_second_store_cannot_be_read(
    sign_in: SignIn, viewer: Operator, pool_url: str, change: Callable[..., None]
) -> None:
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    page = sign_in(viewer).get(pool_url, {"q": "digit"}).content.decode()
    assert sections_of(page) == ["passwords"]
