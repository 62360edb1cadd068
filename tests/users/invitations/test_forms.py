"""The form that a pool's schema makes: controls, limits, words, and what is sent for what was typed."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pools.gateway import Pool
from pools.groups import Group
from users.attributes.fields import as_text, label_of
from users.invitations.forms.inviting import InviteForm
from users.invitations.messages import SAMPLE, messages_for
from users.invitations.records import Groups, Medium, NewUser
from users.passwords.requirements import requirements

STANDARD = ("sub", "name", "email", "email_verified", "phone_number", "phone_number_verified", "birthdate")
CUSTOM = (
    {
        "Name": "custom:level",
        "AttributeDataType": "Number",
        "Mutable": True,
        "NumberAttributeConstraints": {"MinValue": "-5", "MaxValue": "9"},
    },
    {
        "Name": "custom:team",
        "AttributeDataType": "String",
        "Mutable": False,
        "StringAttributeConstraints": {"MinLength": "2", "MaxLength": "8"},
    },
    {"Name": "custom:since", "AttributeDataType": "DateTime", "Mutable": True},
    {"Name": "custom:remote", "AttributeDataType": "Boolean", "Mutable": True},
    {
        "Name": "dev:custom:record",
        "AttributeDataType": "String",
        "Mutable": True,
        "DeveloperOnlyAttribute": True,
    },
)
BASE = {"invitation": "now", "media": "EMAIL", "password_choice": "generated"}


def pool_with(
    *custom: dict[str, Any], required: tuple[str, ...] = (), extra: tuple[str, ...] = (), **raw: Any
) -> Pool:
    standard = [
        {"Name": name, "AttributeDataType": "String", "Mutable": True, "Required": name in required}
        for name in (*STANDARD, *extra)
    ]
    return Pool(id="us-east-1_x", name="x", raw={"SchemaAttributes": [*standard, *custom], **raw})


def form_with(pool: Pool, **data: str | list[str]) -> InviteForm:
    posted = QueryDict(mutable=True)
    for name, value in {**BASE, **data}.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return InviteForm(posted, pool=pool, groups=Groups(groups=(Group(name="staff"),)))


def made_by(pool: Pool, **data: str | list[str]) -> NewUser:
    form = form_with(pool, **data)
    assert form.is_valid(), form.errors
    return form.new_user()


EMAIL_POOL = pool_with(*CUSTOM, UsernameAttributes=["email"])
NAME_POOL = pool_with(*CUSTOM)


# How people sign in


def test_a_pool_of_usernames_asks_for_one() -> None:
    form = InviteForm(pool=NAME_POOL, groups=Groups())
    assert [field.name for field in form.who] == ["username", "email", "phone_number"]
    assert form.fields["username"].required


def test_a_pool_of_addresses_asks_for_the_address_and_no_username() -> None:
    form = InviteForm(pool=EMAIL_POOL, groups=Groups())
    assert "username" not in form.fields
    assert form.fields["email"].required


def test_a_pool_of_both_asks_for_either() -> None:
    pool = pool_with(UsernameAttributes=["phone_number", "email"], SmsConfiguration={"SnsCallerArn": "x"})
    assert list(form_with(pool).errors) == ["email"]
    by_phone = made_by(pool, phone_number="+44 20 7946-0123", media="SMS")
    assert (by_phone.username, by_phone.sign_in_attribute) == ("+442079460123", "phone_number")
    both = made_by(pool, phone_number="+442079460123", email="ana@example.com")
    assert (both.username, both.sign_in_attribute) == ("ana@example.com", "email")


@pytest.mark.parametrize(
    ("name", "error"), [("ana lopez", "No spaces"), ("a" * 129, "at most 128"), ("ana@example.com", "e-mail")]
)
def test_a_username_that_cognito_would_refuse_is_refused_here(name: str, error: str) -> None:
    form = form_with(pool_with(AliasAttributes=["email"]), username=name, email="ana@example.com")
    assert error in str(form.errors["username"])


@pytest.mark.parametrize("number", ["020 7946 0123", "+0123456", "+44-twenty", "+1234567890123456"])
def test_a_number_that_is_not_international_is_refused(number: str) -> None:
    assert "phone_number" in form_with(NAME_POOL, username="ana", phone_number=number).errors


# Attributes


def test_immutable_and_developer_only_attributes_say_so() -> None:
    fields = InviteForm(pool=EMAIL_POOL, groups=Groups()).fields
    assert "now or never" in str(fields["custom:team"].help_text)
    assert "2 to 8 characters" in str(fields["custom:team"].help_text)
    assert "Only administrators" in str(fields["dev:custom:record"].help_text)
    assert "now or never" not in str(fields["custom:level"].help_text)


def test_required_attributes_stand_in_front_and_are_required() -> None:
    form = InviteForm(pool=pool_with(required=("name",), UsernameAttributes=["email"]), groups=Groups())
    assert [field.name for field in form.who] == ["email", "phone_number", "name"]
    assert form.fields["name"].required
    assert [field.name for field in form.standard] == ["birthdate"]


def test_what_cognito_keeps_itself_is_not_asked() -> None:
    assert "sub" not in InviteForm(pool=EMAIL_POOL, groups=Groups()).fields


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("custom:level", "10"),
        ("custom:level", "-6"),
        ("custom:level", "1.5"),
        ("custom:team", "x"),
        ("custom:team", "x" * 9),
        ("custom:since", "yesterday"),
        ("custom:remote", "maybe"),
        ("birthdate", "31.12.1990"),
        ("birthdate", "1990-02-30"),
        ("zoneinfo", "Mars/Olympus"),
        ("locale", "english please"),
        ("website", "not a site"),
        ("updated_at", "-1"),
        ("name", "x" * 2049),
    ],
)
def test_a_value_outside_of_type_and_limits_is_refused_on_its_field(name: str, wrong: str) -> None:
    pool = pool_with(*CUSTOM, extra=("zoneinfo", "locale", "website", "updated_at"))
    assert name in form_with(pool, username="ana", email="a@example.com", **{name: wrong}).errors


@pytest.mark.parametrize(
    ("name", "typed", "sent"),
    [
        ("custom:since", "2026-11-21T03:47", "2026-11-21T03:47:00Z"),
        ("custom:remote", "false", "false"),
        ("custom:level", " 7 ", "7"),
        ("birthdate", "1990-12-31", "1990-12-31"),
        ("website", "example.com", "https://example.com"),
        ("zoneinfo", "Europe/Berlin", "Europe/Berlin"),
        ("locale", "en-GB", "en-GB"),
    ],
)
def test_typed_values_are_sent_as_cognito_keeps_them(name: str, typed: str, sent: str) -> None:
    pool = pool_with(*CUSTOM, extra=("zoneinfo", "locale", "website"))
    new = made_by(pool, username="ana", email="a@example.com", **{name: typed})
    assert new.attributes[name] == sent


@given(st.integers(min_value=-5, max_value=9))
def test_every_number_within_limits_arrives(level: int) -> None:
    new = made_by(NAME_POOL, username="ana", email="a@example.com", **{"custom:level": str(level)})
    assert new.attributes["custom:level"] == str(level)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=2, max_size=8))
def test_every_text_within_limits_arrives_unchanged(team: str) -> None:
    new = made_by(NAME_POOL, username="ana", email="a@example.com", **{"custom:team": team})
    assert new.attributes["custom:team"] == team


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1)))
def test_every_moment_arrives_as_the_same_moment_in_utc(moment: datetime) -> None:
    typed = moment.replace(microsecond=0)
    new = made_by(NAME_POOL, username="ana", email="a@example.com", **{"custom:since": typed.isoformat()})
    assert datetime.fromisoformat(new.attributes["custom:since"]) == typed.replace(tzinfo=UTC)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_birthdate_arrives(day: date) -> None:
    assert made_by(NAME_POOL, username="ana", email="a@x.org", birthdate=day.isoformat()).attributes[
        "birthdate"
    ] == str(day)


@given(st.text(max_size=200))
def test_no_text_breaks_the_form(text: str) -> None:
    names = [*InviteForm(pool=NAME_POOL, groups=Groups()).fields]
    form = form_with(NAME_POOL, **dict.fromkeys(names, text))
    form.is_valid()
    str(form.as_draft())


def test_what_is_empty_is_left_out() -> None:
    new = made_by(NAME_POOL, username="ana", email="a@example.com", name="  ", **{"custom:remote": ""})
    assert set(new.attributes) == {"email", "email_verified"}
    assert set(new.parameters) == {"Username", "UserAttributes", "DesiredDeliveryMediums"}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("custom:cost_centre", "Cost centre"),
        ("dev:custom:hrRecord", "Hr Record"),
        ("zoneinfo", "Time zone"),
        ("custom:_", "custom:_"),
    ],
)
def test_names_of_attributes_are_said_in_words(name: str, label: str) -> None:
    assert label_of(name) == label


def test_nothing_is_sent_as_nothing() -> None:
    assert as_text(None) == ""


# The message


def test_e_mail_is_chosen_at_first_and_text_messages_never_are() -> None:
    pool = pool_with(SmsConfiguration={"SnsCallerArn": "x"})
    assert InviteForm(pool=pool, groups=Groups())["media"].value() == ["EMAIL"]
    by_phone = pool_with(UsernameAttributes=["phone_number"], SmsConfiguration={"SnsCallerArn": "x"})
    assert InviteForm(pool=by_phone, groups=Groups())["media"].value() == []


def test_a_medium_needs_an_address() -> None:
    assert "no e-mail address" in str(form_with(NAME_POOL, username="ana").errors["media"])
    assert "media" not in form_with(NAME_POOL, username="ana", invitation="later").errors


def test_a_medium_must_be_chosen_for_a_message() -> None:
    assert "media" in form_with(NAME_POOL, username="ana", email="a@example.com", media=[]).errors


def test_a_text_message_is_refused_where_the_pool_cannot_send_one() -> None:
    assert "media" in form_with(NAME_POOL, username="ana", phone_number="+442079460123", media="SMS").errors


def test_a_suppressed_message_is_said_to_cognito() -> None:
    new = made_by(NAME_POOL, username="ana", invitation="later")
    assert new.parameters == {"Username": "ana", "MessageAction": "SUPPRESS"}


def test_a_pool_without_passwords_says_that_none_is_made() -> None:
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
    form = InviteForm(pool=pool_with(Policies=policies), groups=Groups())
    assert "the user gets none" in str(form.fields["password_choice"].help_text)


def test_a_password_is_in_no_description_of_the_new_user() -> None:
    new = NewUser(username="ana", attributes={}, temporary_password="Correct-Horse-9")
    assert "Correct-Horse-9" not in f"{new!r} {new.details}"


@given(st.text(max_size=300))
def test_the_check_list_agrees_with_the_form(password: str) -> None:
    met = all(each.met for each in requirements(password, EMAIL_POOL.password_policy))
    form = form_with(EMAIL_POOL, email="a@x.org", password_choice="typed", temporary_password=password)
    assert ("temporary_password" not in form.errors) <= met


# Key and value


@pytest.mark.parametrize(
    "wrong", ["no separator", "=value", "key=", "a=1\na=2", f"{'k' * 33}=1", f"k={'v' * 2049}", "k\x07=1"]
)
def test_lines_that_are_no_pairs_are_refused(wrong: str) -> None:
    assert (
        "validation_data"
        in form_with(NAME_POOL, username="ana", email="a@x.org", validation_data=wrong).errors
    )


# The preview


def test_html_is_shown_as_people_read_it() -> None:
    template = {"EmailMessage": "<p>Dear {username},</p><br/>use <b>{####}</b> &amp; change it</p>"}
    pool = pool_with(AdminCreateUserConfig={"InviteMessageTemplate": template})
    [message] = messages_for(pool, [Medium.EMAIL], "ana")
    assert message.is_html
    assert message.text.splitlines() == ["Dear ana,", "", f"use {SAMPLE} & change it"]


def test_a_trigger_that_may_change_the_words_is_named() -> None:
    pool = pool_with(LambdaConfig={"CustomMessage": "arn", "CustomSMSSender": {"LambdaArn": "arn"}})
    email, sms = messages_for(pool, Medium, "ana")
    assert [len(email.warnings), len(sms.warnings)] == [1, 2]
