"""Previews: with a name, a password and a link as people of the pool would see them."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pools.settings.messages.placeholders import Values
from pools.settings.messages.previews import SHORTEST, preview_of, sample_values
from pools.settings.messages.templates import (
    CODE_EMAIL,
    INVITATION_EMAIL,
    INVITATION_SMS,
    LINK_EMAIL,
)

VALUES = Values(username="ana", secret="123456", link="https://x.example")
SES = {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:1:identity/x.example"}


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({}, "ana"),
        ({"UsernameAttributes": ["email"]}, "ana@example.com"),
        ({"UsernameAttributes": ["phone_number", "email"]}, "+12025550123"),
        ({"AliasAttributes": ["email"]}, "ana"),
    ],
)
def test_the_name_is_of_the_kind_that_people_of_the_pool_have(members: dict[str, Any], name: str) -> None:
    assert sample_values(INVITATION_EMAIL, members).username == name


@given(st.integers(min_value=6, max_value=99), st.booleans())
def test_the_password_is_one_that_the_pool_takes(length: int, symbols: bool) -> None:
    policy = {"MinimumLength": length, "RequireSymbols": symbols}
    password = sample_values(INVITATION_SMS, {"Policies": {"PasswordPolicy": policy}}).secret
    assert len(password) == max(length, SHORTEST)
    assert re.search("[a-z]", password) and re.search("[A-Z]", password) and re.search(r"\d", password)
    assert bool(re.search(r"\W", password)) == symbols


def test_a_link_leads_to_the_pools_domain() -> None:
    assert "https://auth.x.example/" in sample_values(LINK_EMAIL, {"CustomDomain": "auth.x.example"}).link
    assert "‹" in sample_values(LINK_EMAIL, {}).link


def test_words_come_from_the_pool_from_its_older_setting_or_from_cognito() -> None:
    older = {"EmailVerificationMessage": "Old {####}", "EmailVerificationSubject": "Old"}
    newer = {"VerificationMessageTemplate": {"EmailMessage": "New {####}"}}
    told = [preview_of(CODE_EMAIL, state, VALUES) for state in ({}, older, older | newer)]
    assert [each.origin for each in told] == ["wording", "older", "own"]
    assert [each.body for each in told] == ["Your verification code is 123456.", "Old 123456", "New 123456"]
    assert [each.subject for each in told] == ["Your verification code", "Old", "Old"]


def test_the_sender_is_named_as_people_see_it() -> None:
    ses = {"EmailConfiguration": SES}
    named = {"EmailConfiguration": {**SES, "From": "People <p@x.example>"}}
    told = [preview_of(LINK_EMAIL, state, VALUES).sender for state in ({}, ses, named)]
    assert told == ["no-reply@verificationemail.com", "x.example", "People <p@x.example>"]
