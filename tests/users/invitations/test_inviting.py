"""Inviting one person, from the form to the message."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, outbox, world
from tests.conftest import SignIn

Url = Callable[..., str]

WITH_GROUPS = {"groups": "1"}
ANA = {
    "email": "ana@example.com",
    "invitation": "now",
    "media": ["EMAIL"],
    "email_verified": "on",
    "password_choice": "generated",
}
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}


@pytest.fixture
def url(pool_id: str) -> Url:
    return lambda tail="invite/", pool=pool_id: f"/pools/embedded/{pool}/users/{tail}"


@pytest.fixture
def broken_delivery(pool_id: str) -> Iterator[None]:
    outbox.break_delivery(pool_id)
    yield
    outbox.mend_delivery(pool_id)


def page_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def people(pool_id: str) -> list[object]:
    return list(world.find_pool(pool_id).users.values())


def told(console: Client, url: str) -> str:
    """The page after a redirect, with its messages."""
    return page_of(console.get(url, follow=True))


# Who may


@pytest.mark.parametrize("tail", ["invite/", "invite/preview/", "invite/check/"])
def test_an_anonymous_visitor_is_asked_to_sign_in(url: Url, tail: str, db: None) -> None:
    response = Client().post(url(tail))
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("tail", ["invite/", "invite/preview/", "invite/check/"])
@pytest.mark.parametrize("name", ["viewer", "helpdesk"])
def test_only_administrators_may_invite(
    url: Url, tail: str, name: str, request: pytest.FixtureRequest, sign_in: SignIn, pool_id: str
) -> None:
    assert sign_in(request.getfixturevalue(name)).post(url(tail), ANA).status_code == 403
    assert people(pool_id) == []


def test_strangers_do_not_learn_that_the_pool_exists(stranger: Operator, sign_in: SignIn, url: Url) -> None:
    assert sign_in(stranger).get(url()).status_code == 404


def test_a_pool_that_is_gone_is_said_to_be_gone(console: Client, url: Url) -> None:
    assert console.get(url(pool="us-east-1_nowhere00")).status_code == 404


def test_only_get_and_post_are_understood(console: Client, url: Url) -> None:
    assert console.put(url()).status_code == 405
    assert console.get(url("invite/preview/")).status_code == 405
    assert console.get(url("invite/check/")).status_code == 405


# The form


def test_the_form_costs_one_call_cold_and_none_warm(console: Client, url: Url) -> None:
    caches["cognito"].clear()
    with budget.counted() as cold:
        console.get(url())
    with budget.counted() as warm:
        console.get(url())
    assert cold == ["DescribeUserPool"]
    assert warm == []


def test_groups_come_into_the_form_once_it_is_there(console: Client, url: Url, pool_id: str) -> None:
    world.make_group(pool_id, "staff")
    assert 'hx-get="?groups=1"' in page_of(console.get(url()))
    with budget.counted() as calls:
        answer = console.get(url(), WITH_GROUPS, headers={"HX-Request": "true", "HX-Target": "invite-groups"})
    assert calls == ["ListGroups"]
    assert 'value="staff"' in answer.text
    assert "<html" not in answer.text


def test_groups_that_cannot_be_read_do_not_stop_an_invitation(console: Client, url: Url) -> None:
    faults.fail_next("ListGroups", error="AccessDeniedException", message="no")
    assert "The groups could not be read" in page_of(console.get(url(), WITH_GROUPS))


def test_a_pool_that_cannot_be_described_is_an_error_page(console: Client, url: Url) -> None:
    faults.fail_next("DescribeUserPool", count=2, error="TooManyRequestsException", message="Rate exceeded")
    assert console.get(url()).status_code == 429


def test_text_messages_are_offered_only_where_they_can_be_sent(
    console: Client, url: Url, connection: object
) -> None:
    assert "this pool has no settings for sending them" in page_of(console.get(url()))
    with_sms = world.make_pool("With SMS", SmsConfiguration=SMS)
    page = page_of(console.get(url(pool=with_sms)))
    assert 'value="SMS"' in page
    assert 'value="SMS" id="id_media_1" checked' not in page


def test_the_built_in_sender_comes_with_its_limit(console: Client, url: Url) -> None:
    assert "at most 50 e-mails a day" in page_of(console.get(url()))


def test_names_of_groups_are_escaped(console: Client, url: Url, pool_id: str) -> None:
    world.make_group(pool_id, "<img/src=x>", description="<script>alert(1)</script>")
    page = page_of(console.get(url(), WITH_GROUPS))
    assert "<img/src=x>" not in page
    assert "&lt;img/src=x&gt;" in page
    assert "<script>alert" not in page


# Inviting


def test_an_invitation_creates_the_user_and_sends_the_message(
    console: Client, url: Url, pool_id: str
) -> None:
    with budget.counted() as calls:
        response = console.post(url(), ANA)
    [message] = outbox.messages(pool_id)
    assert calls.count("AdminCreateUser") == 1
    assert (message.medium, message.to) == ("EMAIL", "ana@example.com")
    assert response["Location"] == url(f"{message.sub}/")
    page = told(console, response["Location"])
    assert "was invited by e-mail" in page
    assert "expires presumably on" in page


def test_nothing_is_sent_to_cognito_for_what_is_empty(console: Client, url: Url) -> None:
    with faults.recording() as calls:
        console.post(url(), {**ANA, "given_name": "", "validation_data": "", "client_metadata": ""})
    [call] = [call for call in calls if call.operation == "AdminCreateUser"]
    assert call.keys == ("DesiredDeliveryMediums", "UserAttributes", "UserPoolId", "Username")
    assert call.parameters["UserAttributes"] == [
        {"Name": "email", "Value": "ana@example.com"},
        {"Name": "email_verified", "Value": "true"},
    ]


def test_an_address_that_is_not_marked_is_said_to_be_unverified(console: Client, url: Url) -> None:
    with faults.recording() as calls:
        console.post(url(), {**ANA, "email_verified": ""})
    sent = next(call.parameters for call in calls if call.operation == "AdminCreateUser")
    assert {"Name": "email_verified", "Value": "false"} in sent["UserAttributes"]


def test_what_triggers_are_told_is_sent_along(console: Client, url: Url) -> None:
    with faults.recording() as calls:
        console.post(
            url(), {**ANA, "validation_data": "team = red\n\nx=1", "client_metadata": "locale=de=AT"}
        )
    sent = next(call.parameters for call in calls if call.operation == "AdminCreateUser")
    assert sent["ValidationData"] == [{"Name": "team", "Value": "red"}, {"Name": "x", "Value": "1"}]
    assert sent["ClientMetadata"] == {"locale": "de=AT"}


def test_a_message_held_back_is_said_to_leave_the_password_unknown(
    console: Client, url: Url, pool_id: str
) -> None:
    response = console.post(url(), {**ANA, "invitation": "later"})
    assert outbox.messages(pool_id) == []
    page = told(console, response["Location"])
    assert "generated a password that nobody knows" in page
    assert "Resend" in page


def test_a_user_is_put_into_the_chosen_groups(console: Client, url: Url, pool_id: str) -> None:
    world.make_group(pool_id, "staff")
    world.make_group(pool_id, "other")
    console.post(url(), {**ANA, "groups": ["staff"]})
    [user] = people(pool_id)
    assert {group.group_name for group in user.groups} == {"staff"}  # type: ignore[attr-defined]


def test_each_group_that_failed_is_named_and_the_user_stays(console: Client, url: Url, pool_id: str) -> None:
    world.make_group(pool_id, "staff")
    world.make_group(pool_id, "other")
    faults.fail_next("AdminAddUserToGroup", error="ResourceNotFoundException", message="Group not found.")
    response = console.post(url(), {**ANA, "groups": ["staff", "other"]})
    page = told(console, response["Location"])
    assert "Not added to group staff" in page
    assert "Not added to group other" not in page
    assert len(people(pool_id)) == 1


def test_a_group_that_does_not_exist_cannot_be_chosen(console: Client, url: Url, pool_id: str) -> None:
    world.make_group(pool_id, "staff")
    assert console.post(url(), {**ANA, "groups": ["owners"]}).status_code == 422


def test_groups_beyond_the_first_sixty_can_be_named(console: Client, url: Url, pool_id: str) -> None:
    for number in range(61):
        world.make_group(pool_id, f"group{number:02}")
    assert "more groups than are listed" in page_of(console.get(url(), WITH_GROUPS))
    console.post(url(), {**ANA, "other_groups": " group60 \n"})
    [user] = people(pool_id)
    assert {group.group_name for group in user.groups} == {"group60"}  # type: ignore[attr-defined]


# Passwords


def test_a_typed_password_is_used_and_rests_nowhere(console: Client, url: Url, pool_id: str) -> None:
    typed = "Correct-Horse-9"
    response = console.post(url(), {**ANA, "password_choice": "typed", "temporary_password": typed})
    [message] = outbox.messages(pool_id)
    assert typed in message.body
    assert typed not in told(console, response["Location"])
    assert all(typed not in str(vars(entry)) for entry in Entry.objects.all())


@pytest.mark.parametrize(
    "typed", ["short1!A", "alllowercase1!", "NoDigitsHere!!", "With Space 12!", "NoSymbols1234"]
)
def test_a_typed_password_is_held_against_the_policy_and_not_sent_back(
    console: Client, url: Url, connection: object, typed: str
) -> None:
    policy = {
        "MinimumLength": 12,
        "RequireUppercase": True,
        "RequireLowercase": True,
        "RequireNumbers": True,
        "RequireSymbols": True,
    }
    strict = world.make_pool("Strict", UsernameAttributes=["email"], Policies={"PasswordPolicy": policy})
    response = console.post(
        url(pool=strict), {**ANA, "password_choice": "typed", "temporary_password": typed}
    )
    page = page_of(response)
    assert response.status_code == 422
    assert "policy asks for" in page
    assert typed not in page
    assert "Type it again" in page
    assert people(strict) == []


def test_a_password_must_be_typed_where_one_is_promised(console: Client, url: Url) -> None:
    response = console.post(url(), {**ANA, "password_choice": "typed"})
    assert "Type the temporary password." in page_of(response)


def test_a_typed_password_is_not_dropped_silently(console: Client, url: Url) -> None:
    response = console.post(url(), {**ANA, "temporary_password": "Correct-Horse-9"})
    assert response.status_code == 422
    assert "Choose one of the two" in page_of(response)


def test_the_password_is_checked_as_it_is_typed(console: Client, url: Url) -> None:
    page = page_of(console.post(url("invite/check/"), {"temporary_password": "abcdefgh"}))
    assert page.count("Missing") == 3
    assert "abcdefgh" not in page
    assert 'id="password-check"' in page
    assert "<html" not in page


# Refusals


def test_a_taken_name_leads_to_the_one_who_has_it(console: Client, url: Url, pool_id: str) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana <b>First</b>"})
    response = console.post(url(), ANA)
    page = page_of(response)
    assert response.status_code == 422
    assert "This user exists already" in page
    assert url(f"{sub}/") in page
    assert "<b>First</b>" not in page
    assert 'value="ana@example.com"' in page


def test_a_second_press_meets_the_user_of_the_first(console: Client, url: Url, pool_id: str) -> None:
    console.post(url(), ANA)
    second = console.post(url(), ANA)
    assert "Open the existing user" in page_of(second)
    assert len(people(pool_id)) == 1
    assert len(outbox.messages(pool_id)) == 1


def test_an_alias_of_somebody_else_is_an_error_on_the_address(
    console: Client, url: Url, connection: object
) -> None:
    pool = world.make_pool("Aliases", AliasAttributes=["email"])
    holder = world.make_user(pool, "bo", attributes={"email": "ana@example.com", "email_verified": "true"})
    response = console.post(url(pool=pool), {**ANA, "username": "ana"})
    form = response.context["form"]
    assert list(form.errors) == ["email"]
    assert url(f"{holder}/", pool) in page_of(response)


def test_taking_an_alias_needs_two_ticks(console: Client, url: Url, connection: object) -> None:
    pool = world.make_pool("Aliases", AliasAttributes=["email"])
    world.make_user(pool, "bo", attributes={"email": "ana@example.com", "email_verified": "true"})
    given = {**ANA, "username": "ana", "force_alias_creation": "on"}
    assert list(console.post(url(pool=pool), given).context["form"].errors) == ["force_alias_confirmed"]
    unmarked = {**given, "force_alias_confirmed": "on", "email_verified": ""}
    assert list(console.post(url(pool=pool), unmarked).context["form"].errors) == ["force_alias_creation"]
    assert console.post(url(pool=pool), {**given, "force_alias_confirmed": "on"}).status_code == 302


def test_taking_an_alias_is_not_offered_without_aliases(console: Client, url: Url) -> None:
    assert "force_alias_creation" not in page_of(console.get(url()))


@pytest.mark.parametrize(
    ("code", "message", "field", "status"),
    [
        ("InvalidPasswordException", "Password did not conform", "temporary_password", 422),
        (
            "InvalidParameterException",
            "Attributes did not conform to the schema: given_name: too short",
            "given_name",
            422,
        ),
        ("InvalidParameterException", "Invalid email address format.", "email", 422),
        ("UserLambdaValidationException", "PreSignUp failed with <script>alert(1)</script>", "__all__", 422),
        ("TooManyRequestsException", "Rate exceeded", "__all__", 429),
        ("AccessDeniedException", "not authorized", "__all__", 502),
        ("LimitExceededException", "Exceeded daily email limit", "email", 422),
    ],
)
def test_a_refusal_lands_where_it_belongs_and_the_input_stays(
    console: Client, url: Url, code: str, message: str, field: str, status: int, pool_id: str
) -> None:
    faults.fail_next("AdminCreateUser", error=code, message=message)
    response = console.post(url(), {**ANA, "given_name": "Ana"})
    page = page_of(response)
    assert (response.status_code, list(response.context["form"].errors)) == (status, [field])
    assert 'value="ana@example.com"' in page
    assert "<script>alert" not in page
    assert Entry.objects.filter(action="invite_user", outcome="refused").count() == 1


def test_the_invitation_is_part_of_the_users_own_history(console: Client, url: Url, pool_id: str) -> None:
    console.post(url(), ANA)
    [user] = people(pool_id)
    [entry] = Entry.objects.filter(target_id=user.id)  # type: ignore[attr-defined]
    assert (entry.action, entry.outcome, entry.details["attributes"]) == (
        "invite_user",
        "done",
        ["email", "email_verified"],
    )
    assert "ana@example.com" not in str(entry.details)


# Nobody is sure


def test_a_user_whose_message_failed_is_reported_as_created(
    console: Client, url: Url, pool_id: str, broken_delivery: None
) -> None:
    world.make_group(pool_id, "staff")
    response = console.post(url(), {**ANA, "groups": ["staff"]})
    [user] = people(pool_id)
    assert response["Location"] == url(f"{user.id}/resend/")  # type: ignore[attr-defined]
    page = told(console, response["Location"])
    assert "was created, but the invitation could not be delivered by e-mail" in page
    assert "Resend invitation" in page
    assert [group.group_name for group in user.groups] == ["staff"]  # type: ignore[attr-defined]
    outcomes = (
        Entry.objects.filter(operation="AdminCreateUser").order_by("pk").values_list("outcome", flat=True)
    )
    assert list(outcomes) == ["asked", "unknown"]


def test_a_lost_answer_is_looked_into_and_the_user_found(console: Client, url: Url, pool_id: str) -> None:
    faults.fail_next("AdminCreateUser", drop=True, applied=True)
    with budget.counted() as calls:
        response = console.post(url(), ANA)
    assert calls.count("AdminCreateUser") == 1
    assert response.status_code == 302
    assert "presumably by this request" in told(console, response["Location"])


def test_a_lost_request_is_looked_into_and_nobody_found(console: Client, url: Url, pool_id: str) -> None:
    faults.fail_next("AdminCreateUser", drop=True)
    with budget.counted() as calls:
        response = console.post(url(), ANA)
    page = page_of(response)
    assert calls.count("AdminCreateUser") == 1
    assert response.status_code == 504
    assert "nobody of that name is listed" in page
    assert 'value="ana@example.com"' in page
    assert Entry.objects.filter(action="invite_user", outcome="unknown").count() == 1


def test_somebody_who_was_there_before_is_not_taken_for_new(console: Client, url: Url, pool_id: str) -> None:
    from datetime import UTC, datetime, timedelta

    world.make_user(pool_id, "ana@example.com", created=datetime.now(UTC) - timedelta(days=1))
    faults.fail_next("AdminCreateUser", drop=True)
    assert "was there already before this request" in page_of(console.post(url(), ANA))


def test_when_looking_fails_too_that_is_said(console: Client, url: Url) -> None:
    faults.fail_next("AdminCreateUser", drop=True)
    faults.fail_next("ListUsers", count=4, error="InternalErrorException", status=500)
    response = console.post(url(), ANA)
    assert response.status_code == 504
    assert "could not look again either" in page_of(response)


# The preview


def test_the_preview_fills_the_pools_template_and_escapes_it(
    console: Client, url: Url, connection: object
) -> None:
    template = {
        "EmailSubject": "Welcome {username}",
        "EmailMessage": "<p>Hello {username}</p><p>Use {####}</p><script>alert(1)</script>",
    }
    pool = world.make_pool(
        "Templates",
        UsernameAttributes=["email"],
        AdminCreateUserConfig={"InviteMessageTemplate": template},
    )
    response = console.post(
        url("invite/preview/", pool),
        {**ANA, "temporary_password": "Secret-123"},
        headers={"HX-Request": "true", "HX-Target": "message-preview"},
    )
    page = page_of(response)
    assert "<html" not in page
    assert "Welcome ana@example.com" in page
    assert "‹temporary password›" in page
    assert "&lt;p&gt;Hello ana@example.com" in page
    assert "<script>" not in page
    assert "Secret-123" not in page


def test_the_preview_warns_of_a_template_without_the_password(
    console: Client, url: Url, connection: object
) -> None:
    pool = world.make_pool(
        "Templates",
        UsernameAttributes=["email"],
        SmsConfiguration=SMS,
    )
    world.find_pool(pool).extended_config["AdminCreateUserConfig"]["InviteMessageTemplate"] = {
        "SMSMessage": "Welcome!"
    }
    page = page_of(console.post(url("invite/preview/", pool), {**ANA, "media": ["SMS", "EMAIL"]}))
    assert "The template lacks {####}" in page
    assert "Your username is ana@example.com" in page


def test_without_scripts_the_preview_is_the_whole_page_with_the_input(
    console: Client, url: Url, pool_id: str
) -> None:
    world.make_group(pool_id, "staff")
    response = console.post(
        url("invite/preview/"),
        {**ANA, "email": "not yet", "groups": ["staff"], "temporary_password": "Secret-123"},
    )
    page = page_of(response)
    assert response.status_code == 200
    assert "<html" in page
    assert 'value="not yet"' in page
    assert 'value="staff" id="id_groups_0" checked' in page
    assert "There is a problem" not in page
    assert "Secret-123" not in page
    assert "Type it again" in page
    assert people(pool_id) == []
