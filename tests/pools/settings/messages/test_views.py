"""The form of messages: previews while somebody writes, the frame that shows them, and saving."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import world
from pools.saving.states import value_at
from pools.settings.messages.templates import (
    CODE_EMAIL,
    CODE_SMS,
    INVITATION_EMAIL,
    INVITATION_SMS,
    LINK_EMAIL,
)
from tests.conftest import SignIn
from tests.pages import filled as filled_in
from tests.pages import hidden, text_of
from tests.pools.conftest import HOSTILE

BODY = "AdminCreateUserConfig-InviteMessageTemplate-EmailMessage"
SUBJECT = "AdminCreateUserConfig-InviteMessageTemplate-EmailSubject"


@pytest.fixture
def form_url(pool_url: str) -> str:
    return f"{pool_url}settings/messages/"


def ask(console: Client, url: str, region: str, **typed: str) -> Any:
    """What htmx asks for while somebody writes: only the fields of one message are sent."""
    data = {"proposal": hidden(console.get(url)), "preview": "1", **typed}
    return console.post(url, data, headers={"HX-Request": "true", "HX-Target": region})


def test_each_text_has_a_preview_with_values_of_the_pool(console: Client, form_url: str) -> None:
    with budget.counted() as calls:
        page = console.get(form_url)
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig"]
    text = page.content.decode()
    for template in (INVITATION_EMAIL, INVITATION_SMS, CODE_EMAIL, CODE_SMS, LINK_EMAIL):
        assert text.count(f'id="preview-{template.id}"') == 1
    assert "Your username is ana@example.com and temporary password is Tk4" in text
    assert "Cognito sends this one" in text
    # Each field is there once, though a subject is drawn with its text.
    assert text.count(f'name="{SUBJECT}"') == text.count(f'name="{BODY}"') == 1


def test_texts_of_other_sections_are_previewed_where_they_are(console: Client, pool_url: str) -> None:
    text = console.get(f"{pool_url}settings/mfa/").content.decode()
    assert 'id="preview-sign-in-sms"' in text
    assert 'id="preview-sign-in-email"' in text
    assert "preview-" not in console.get(f"{pool_url}settings/passwords/").content.decode()


def test_while_somebody_writes_only_the_preview_comes_and_cognito_is_not_asked(
    console: Client, form_url: str
) -> None:
    data = {
        "proposal": hidden(console.get(form_url)),
        "preview": "1",
        SUBJECT: "Hi {username}",
        BODY: "Welcome {name}",
    }
    with budget.counted() as calls:
        answer = console.post(
            form_url, data, headers={"HX-Request": "true", "HX-Target": "preview-invitation-email"}
        )
    assert calls == []
    assert answer.content.decode().strip().startswith("<section")
    told = text_of(answer)
    assert "Hi ana@example.com" in told
    assert "{username} is missing: people may not know" in told
    assert "{####} is missing" in told
    assert "{name} is sent as it stands" in told
    assert "Invitation: e-mail: 14 of 20,000 characters" in told
    assert "noscript" not in answer.content.decode()
    assert "HX-Target" in answer["Vary"]


def test_a_text_message_tells_into_how_many_it_is_cut(console: Client, form_url: str) -> None:
    field = "AdminCreateUserConfig-InviteMessageTemplate-SMSMessage"
    told = text_of(
        ask(console, form_url, "preview-invitation-sms", **{field: "“{username}” {####} " + "x" * 150})
    )
    assert "3 SMS as shown" in told
    assert "“ ” shorten an SMS from 160 to 70 characters" in told
    assert "170 of 140 characters" in told
    assert "each part is paid for" in told


def test_lines_that_would_run_together_are_pointed_out(console: Client, form_url: str) -> None:
    for text, expected in (("Hello\r\n\r\n{username} {####}", True), ("Hello<br>{username}\n{####}", False)):
        told = text_of(ask(console, form_url, "preview-invitation-email", **{BODY: text}))
        assert ("lines run together" in told) is expected


def test_cognitos_wording_is_offered_for_both_texts(console: Client, form_url: str) -> None:
    answer = ask(console, form_url, "draft-invitation-email", **{BODY: "x", "wording": "invitation-email"})
    text = answer.content.decode()
    assert 'id="draft-invitation-email"' in text and "<html" not in text
    assert 'value="Your temporary password"' in text
    assert "Your username is {username} and temporary password is {####}.</textarea>" in text


def test_without_scripts_the_preview_is_the_whole_form_with_the_input(console: Client, form_url: str) -> None:
    page = console.get(form_url)
    typed = filled_in(page, {"preview": "invitation-email", SUBJECT: "Hi {username}", BODY: "short {####}"})
    answer = console.post(form_url, typed)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<html" in text and "There is a problem" not in text
    assert 'value="Hi {username}"' in text
    assert "{username} is missing" in text_of(answer)
    assert "Hi ana@example.com" in text
    # From there it goes on to the review as ever.
    review = console.post(form_url, filled_in(answer, {BODY: "Hi {username}: {####}"}))
    assert review.status_code == 200
    assert "Save these changes?" in review.content.decode()


def test_what_a_message_lacks_is_said_beside_its_field_before_cognito_is_asked(
    console: Client, form_url: str
) -> None:
    page = console.get(form_url)
    with budget.counted() as calls:
        answer = console.post(form_url, filled_in(page, {BODY: "Welcome, {username}"}))
    assert calls == []
    assert answer.status_code == 422
    assert "It has to contain {####}" in answer.context["form"].errors[BODY][0]
    assert 'id="preview-invitation-email"' in answer.content.decode()


def test_only_the_frame_of_the_form_may_be_shown_in_it(console: Client, form_url: str, pool_url: str) -> None:
    policy = console.get(form_url)["Content-Security-Policy"]
    assert f"frame-src http://testserver{pool_url}settings/show-email/;" in f"{policy};"
    assert "default-src 'none'" in policy
    assert "frame-src" not in console.get(f"{pool_url}settings/passwords/")["Content-Security-Policy"]


def test_whatever_is_written_in_a_text_stays_text_in_the_page(
    console: Client, form_url: str, change: Callable[..., None]
) -> None:
    change(
        AdminCreateUserConfig={"InviteMessageTemplate": {"EmailMessage": HOSTILE, "SMSMessage": HOSTILE}},
        EmailConfiguration={"From": HOSTILE},
    )
    text = console.get(form_url).content.decode()
    assert "<img" not in text
    assert 'hx-get="/"' not in text


def test_a_trigger_that_may_replace_the_texts_is_named_above_them(
    console: Client, form_url: str, change: Callable[..., None]
) -> None:
    change(LambdaConfig={"CustomMessage": "arn:aws:lambda:us-east-1:123456789012:function:words"})
    text = console.get(form_url).content.decode()
    assert "A Lambda trigger may replace these texts" in text
    assert "E-mails go out through Cognito’s own sender" in text


# The answer for the frame


def shown(console: Client, pool_url: str, html: str) -> Any:
    return console.post(f"{pool_url}settings/show-email/", {"shown": "x", "html-x": html})


def test_a_frame_shows_html_under_a_policy_that_lets_it_do_nothing(console: Client, pool_url: str) -> None:
    with budget.counted() as calls:
        answer = shown(console, pool_url, "<p>Hello</p><script>alert(1)</script>")
    assert calls == []
    assert "<p>Hello</p>" in answer.content.decode()
    policy = dict(each.partition(" ")[::2] for each in answer["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "frame-ancestors": "'self'",
        "form-action": "'none'",
        "base-uri": "'none'",
        "sandbox": "",
    }
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert answer["X-DNS-Prefetch-Control"] == "off"
    assert "no-store" in answer["Cache-Control"]


def test_a_frame_is_only_for_those_who_may_change_the_texts(
    sign_in: SignIn, helpdesk: Operator, stranger: Operator, pool_url: str
) -> None:
    assert shown(Client(), pool_url, "x")["Location"].startswith("/accounts/login/")
    assert shown(sign_in(helpdesk), pool_url, "x").status_code == 403
    assert shown(sign_in(stranger), pool_url, "x").status_code == 404
    assert sign_in(helpdesk).get(f"{pool_url}settings/show-email/").status_code == 405


def test_nobody_else_can_have_a_frame_filled(administrator: Operator, pool_url: str) -> None:
    outside = Client(enforce_csrf_checks=True)
    outside.force_login(administrator)
    assert shown(outside, pool_url, "x").status_code == 403


# Saving


def test_a_text_is_written_into_the_older_setting_too_where_a_pool_has_it(
    console: Client, connection: Connection
) -> None:
    pool_id = world.make_pool(
        "Old",
        EmailVerificationMessage="Old {####}",
        VerificationMessageTemplate={"EmailMessage": "Old {####}"},
    )
    url = f"/pools/{connection.slug}/{pool_id}/settings/"
    name = "VerificationMessageTemplate-EmailMessage"
    review = console.post(f"{url}messages/", filled_in(console.get(f"{url}messages/"), {name: "New {####}"}))
    console.post(f"{url}save/", {"proposal": hidden(review)})
    saved = world.find_pool(pool_id).extended_config
    assert value_at(saved, "EmailVerificationMessage") == "New {####}"
    assert value_at(saved, CODE_EMAIL.body) == "New {####}"
