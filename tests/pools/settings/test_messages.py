"""The messages of a pool: their placeholders, lengths and rules, and how they are previewed while somebody writes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from console.access.models import Operator
from console.cognito import budget, model
from console.cognito.connections import Connection
from console.emulator import world
from pools.saving.rules import broken
from pools.saving.states import value_at, with_changes
from pools.settings.messages.frames import page_of
from pools.settings.messages.lengths import ALONE, BASIC, EXTENDED, sms_size
from pools.settings.messages.notes import notes, unused
from pools.settings.messages.placeholders import LINK, SECRET, USERNAME, Values, filled, holds, strange
from pools.settings.messages.previews import SHORTEST, preview_of, sample_values
from pools.settings.messages.templates import (
    CODE_EMAIL,
    CODE_SMS,
    INVITATION_EMAIL,
    INVITATION_SMS,
    LINK_EMAIL,
    SIGN_IN_EMAIL,
    SIGN_IN_SMS,
    TEMPLATES,
    Template,
)
from pools.settings.rules.messages import RULES
from pools.settings.sections import SECTIONS
from pools.settings.state import written_by
from tests.conftest import SignIn
from tests.pages import filled as filled_in
from tests.pages import hidden, text_of
from tests.pools.conftest import HOSTILE

VALUES = Values(username="ana", secret="123456", link="https://x.example")
BODY = "AdminCreateUserConfig-InviteMessageTemplate-EmailMessage"
SUBJECT = "AdminCreateUserConfig-InviteMessageTemplate-EmailSubject"
SES = {"EmailSendingAccount": "DEVELOPER", "SourceArn": "arn:aws:ses:us-east-1:1:identity/x.example"}


# Placeholders


def test_only_the_placeholders_of_a_message_are_filled_in() -> None:
    text = "{username} {####} {##Verify it##}"
    assert filled(text, VALUES, {USERNAME, SECRET}) == "ana 123456 {##Verify it##}"
    assert filled(text, VALUES, {SECRET}) == "{username} 123456 {##Verify it##}"
    assert filled(text, VALUES, {LINK}) == '{username} {####} <a href="https://x.example">Verify it</a>'


def test_the_sign_of_a_code_is_no_link() -> None:
    assert not holds("{####}", LINK)
    assert holds("{####} or {##this##}", LINK)
    assert filled("{####} or {##this##}", VALUES, {LINK}).startswith("{####} or <a ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{user} {Username} {###} {#####}", ["{user}", "{Username}", "{###}", "{#####}"]),
        ("{username} {####}", []),
        ("<style>p {margin: 0} i{}</style> { spaced }", []),
        ("{##Follow me##}", ["{##Follow me##}"]),
    ],
)
def test_what_looks_like_a_placeholder_and_is_none_is_found(text: str, found: list[str]) -> None:
    assert strange(text, INVITATION_EMAIL.needs) == found


def test_a_name_has_no_place_in_a_verification_message() -> None:
    assert strange("{username} {####}", CODE_EMAIL.needs) == ["{username}"]
    assert strange("{##Follow me##} {####}", LINK_EMAIL.needs) == ["{####}"]


# Lengths


@pytest.mark.parametrize(
    ("text", "alphabet", "places", "parts"),
    [
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("ä€", "GSM-7", 3, 1),
        ("a" * 69 + "’", "UCS-2", 70, 1),
        ("a" * 70 + "’", "UCS-2", 71, 2),
        ("😀", "UCS-2", 2, 1),
        ("", "GSM-7", 0, 1),
    ],
)
def test_a_text_message_is_measured_as_it_is_sent(text: str, alphabet: str, places: int, parts: int) -> None:
    size = sms_size(text)
    assert (size.alphabet, size.places, size.parts) == (alphabet, places, parts)


def test_characters_that_shorten_a_message_are_named_once() -> None:
    assert sms_size("“Ana’s code”, “now”").foreign == ("“", "’", "”")


def test_the_alphabet_is_complete() -> None:
    # 128 places, of which one is the way to the second table.
    assert (len(BASIC), len(EXTENDED)) == (127, 10)


@given(st.text(max_size=400))
def test_more_text_never_takes_fewer_messages(text: str) -> None:
    assert sms_size(text[:-1]).parts <= sms_size(text).parts
    assert (sms_size(text).parts == 1) == (sms_size(text).places <= ALONE[sms_size(text).alphabet])


# Rules


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each.id)
def test_every_text_is_a_setting_that_can_be_written_and_its_wording_fits_the_model(
    template: Template,
) -> None:
    known = {setting.path for section in SECTIONS for setting in section.settings}
    wordings = dict(zip(template.paths[::-1], (template.wording, template.subject_wording), strict=False))
    for path in template.paths:
        assert path in known
        operation, written = written_by(path) or ("", "")
        limits = model.constraint(operation, written)
        assert model.fits(wordings[path], limits.pattern)
        assert len(wordings[path]) <= (limits.maximum or 140)
    assert template.lacks(template.wording, {}) == {}


def broken_by(path: str, text: str, **members: Any) -> list[str]:
    return [rule.message for rule in broken(with_changes(members, {path: text}), RULES)]


def test_an_invitation_needs_the_name_and_the_password() -> None:
    for path in (INVITATION_EMAIL.body, INVITATION_SMS.body):
        first, second = broken_by(path, "Welcome!")
        assert "{username}" in first and "{####}" in second
        assert broken_by(path, "{username} {####}") == []


def test_where_people_have_no_password_an_invitation_needs_none() -> None:
    policies = {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}}
    assert broken_by(INVITATION_EMAIL.body, "Welcome, {username}", Policies=policies) == []
    assert len(broken_by(INVITATION_EMAIL.body, "Welcome", Policies=policies)) == 1


@pytest.mark.parametrize("template", [CODE_EMAIL, CODE_SMS, SIGN_IN_SMS, SIGN_IN_EMAIL])
def test_a_code_needs_its_place(template: Template) -> None:
    assert len(broken_by(template.body, "Here it is")) == 1
    assert broken_by(template.body, "{####}") == []


def test_a_link_needs_words_to_press() -> None:
    assert len(broken_by(LINK_EMAIL.body, "{####}")) == 1
    assert len(broken_by(LINK_EMAIL.body, "{##  ##}")) == 1
    assert broken_by(LINK_EMAIL.body, "{##Verify##}") == []


def test_texts_that_are_not_set_break_no_rule() -> None:
    assert broken({}, RULES) == []


# Previews


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


# What stands between the texts and their readers


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


# The frame


@pytest.mark.parametrize(
    "reaching",
    ['<LINK rel=preconnect href="//x">', "<meta http-equiv=refresh>", "</base>", "<base/href=//x>"],
)
def test_what_no_policy_holds_back_means_nothing_in_a_frame(reaching: str) -> None:
    assert not re.search(r"<(/?)(link|meta|base)\b", page_of(reaching).split("<body>")[1], re.IGNORECASE)


def test_braces_of_styles_survive_the_frame() -> None:
    assert "p {margin: 0}" in page_of("<style>p {margin: 0}</style>")


# The form


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
