"""What stands between the texts and their readers."""

from typing import Any

import pytest

from pools.settings.messages.notes import notes, unused
from pools.settings.messages.templates import (
    CODE_EMAIL,
    CODE_SMS,
    INVITATION_EMAIL,
    LINK_EMAIL,
    SIGN_IN_EMAIL,
    SIGN_IN_SMS,
    TEMPLATES,
)

SES = {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:1:identity/x.example"}


def titles(**members: Any) -> list[str]:
    return [each.title for each in notes(members, TEMPLATES)]


def test_a_pool_that_sends_as_it_should_has_no_notes() -> None:
    assert titles(EmailConfiguration=SES) == []


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"EmailConfiguration": {}}, "Cognito’s own sender"),
        ({"LambdaConfig": {"CustomMessage": "arn"}}, "may replace"),
        ({"LambdaConfig": {"CustomEmailSender": {"LambdaArn": "arn"}}}, "sends the e-mails"),
        ({"LambdaConfig": {"CustomSMSSender": {"LambdaArn": "arn"}}}, "sends the text messages"),
        ({"VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_LINK"}}, "leads nowhere"),
    ],
)
def test_what_may_keep_a_text_from_its_readers_is_said(members: dict[str, Any], words: str) -> None:
    [title] = titles(**{"EmailConfiguration": SES, **members})
    assert words in title


def test_cognitos_own_sender_is_not_named_where_a_function_sends() -> None:
    sender = {"CustomEmailSender": {"LambdaArn": "arn"}}
    assert titles(EmailConfiguration={}, LambdaConfig=sender) == ["A Lambda trigger sends the e-mails"]


def test_notes_are_only_of_the_messages_that_are_there() -> None:
    assert notes({"LambdaConfig": {"CustomEmailSender": {"LambdaArn": "arn"}}}, [SIGN_IN_SMS]) == []


def test_what_is_not_sent_says_why() -> None:
    link = {"VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_LINK"}}
    assert "cannot send SMS" in unused(CODE_SMS, {})
    assert unused(CODE_SMS, {"SmsConfiguration": {"SnsCallerArn": "arn"}}) == ""
    assert "by a code" in unused(LINK_EMAIL, {})
    assert unused(LINK_EMAIL, link) == ""
    assert "forgotten passwords" in unused(CODE_EMAIL, link)
    assert unused(CODE_EMAIL, {}) == unused(INVITATION_EMAIL, {}) == ""
    assert "not set up" in unused(SIGN_IN_EMAIL, {})
