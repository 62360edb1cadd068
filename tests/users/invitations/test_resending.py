"""Sending one invitation again."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, outbox, world
from pools.gateway import Pool
from tests.conftest import SignIn
from users.gateway import User
from users.invitations.records import Invitation, Medium

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}

Url = Callable[..., str]


@pytest.fixture
def invited(pool_id: str) -> str:
    """Somebody who was invited a while ago; their sub."""
    return world.make_user(
        pool_id,
        "ana@example.com",
        status="FORCE_CHANGE_PASSWORD",
        attributes={"name": "Ana", "email_verified": "true"},
        groups=["staff"],
        created=datetime.now(UTC) - timedelta(days=30),
    )


@pytest.fixture
def url(pool_id: str, invited: str) -> Url:
    return lambda sub=invited, pool=pool_id: f"/pools/embedded/{pool}/users/{sub}/resend/"


@pytest.fixture
def console(helpdesk: Operator, sign_in: SignIn) -> Client:
    return sign_in(helpdesk)


@pytest.fixture
def broken_delivery(pool_id: str) -> Iterator[None]:
    outbox.break_delivery(pool_id)
    yield
    outbox.mend_delivery(pool_id)


def page_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def asked(console: Client, url: str, **data: str) -> dict[str, str]:
    """What the confirmation's form would send."""
    form = console.get(url).context["form"]
    return {"medium": "EMAIL", "seen": form["seen"].value(), **data}


# Who may


def test_an_anonymous_visitor_is_asked_to_sign_in(url: Url, db: None) -> None:
    assert "/accounts/login/" in Client().post(url())["Location"]


def test_a_viewer_may_not_resend(viewer: Operator, sign_in: SignIn, url: Url, pool_id: str) -> None:
    assert sign_in(viewer).get(url()).status_code == 403
    assert sign_in(viewer).post(url(), {"medium": "EMAIL"}).status_code == 403
    assert outbox.messages(pool_id) == []


def test_strangers_do_not_learn_that_the_user_exists(stranger: Operator, sign_in: SignIn, url: Url) -> None:
    assert sign_in(stranger).get(url()).status_code == 404


def test_only_get_and_post_are_understood(console: Client, url: Url) -> None:
    assert console.delete(url()).status_code == 405


def test_somebody_who_is_gone_is_said_to_be_gone(console: Client, url: Url) -> None:
    response = console.get(url("00000000-0000-4000-8000-000000000000"))
    assert response.status_code == 404
    assert "does not exist any more" in page_of(response)


# Asking


def test_the_question_names_address_medium_and_deadlines(console: Client, url: Url) -> None:
    page = page_of(console.get(url()))
    assert "E-mail to ana@example.com" in page
    assert "Probably expired" in page
    assert "New deadline" in page
    assert "The earlier temporary password stops working." in page


def test_the_question_costs_two_calls_cold_and_one_warm(console: Client, url: Url) -> None:
    caches["cognito"].clear()
    with budget.counted() as cold:
        console.get(url())
    with budget.counted() as warm:
        console.get(url())
    assert sorted(cold) == ["DescribeUserPool", "ListUsers"]
    assert warm == ["ListUsers"]


def test_in_a_dialog_only_the_dialog_is_answered(console: Client, url: Url) -> None:
    page = page_of(console.get(url(), headers={"HX-Request": "true", "HX-Target": "dialog"}))
    assert "<html" not in page
    assert "Resend invitation?" in page
    assert "Ana" in page


# Sending


def test_resending_is_exactly_one_write_with_name_and_medium_alone(
    console: Client, url: Url, invited: str
) -> None:
    data = asked(console, url())
    with faults.recording() as calls, budget.counted() as counted:
        response = console.post(url(), data)
    assert counted == ["ListUsers", "AdminCreateUser"]
    [write] = [call for call in calls if call.operation == "AdminCreateUser"]
    assert write.keys == ("DesiredDeliveryMediums", "MessageAction", "UserPoolId", "Username")
    assert write.parameters["DesiredDeliveryMediums"] == ["EMAIL"]
    page = page_of(console.get(response["Location"]))
    assert "The invitation of Ana was sent again by e-mail" in page
    assert "works presumably until" in page


def test_resending_keeps_the_user_and_renews_the_password(
    console: Client, url: Url, invited: str, pool_id: str
) -> None:
    before = dict(world.find_pool(pool_id).users[invited].attribute_lookup)
    console.post(url(), asked(console, url()))
    [user] = world.find_pool(pool_id).users.values()
    [message] = outbox.messages(pool_id)
    assert user.id == invited
    assert user.attribute_lookup == before
    assert [group.group_name for group in user.groups] == ["staff"]
    assert str(user.password) in message.body
    assert [entry.outcome for entry in Entry.objects.filter(action="resend_invitation").order_by("pk")] == [
        "asked",
        "done",
    ]


def test_a_second_press_asks_before_it_sends_again(console: Client, url: Url, pool_id: str) -> None:
    data = asked(console, url())
    console.post(url(), data)
    second = console.post(url(), data)
    assert second.status_code == 409
    assert "Already resent?" in page_of(second)
    assert len(outbox.messages(pool_id)) == 1
    again = {"medium": "EMAIL", "seen": second.context["form"]["seen"].value()}
    assert console.post(url(), again).status_code == 302
    assert len(outbox.messages(pool_id)) == 2


def test_a_forged_page_without_the_users_state_is_asked_again(
    console: Client, url: Url, pool_id: str
) -> None:
    assert console.post(url(), {"medium": "EMAIL"}).status_code == 409
    assert outbox.messages(pool_id) == []


def test_a_medium_that_the_user_does_not_have_is_refused(console: Client, url: Url, pool_id: str) -> None:
    assert console.post(url(), asked(console, url(), medium="SMS")).status_code == 422
    assert outbox.messages(pool_id) == []


@pytest.mark.parametrize(
    "status", ["CONFIRMED", "UNCONFIRMED", "RESET_REQUIRED", "EXTERNAL_PROVIDER", "ARCHIVED"]
)
def test_nobody_but_the_invited_gets_an_invitation(
    console: Client, url: Url, pool_id: str, status: str
) -> None:
    sub = world.make_user(pool_id, "bo@example.com", status=status)
    page = page_of(console.get(url(sub)))
    assert "cannot be sent again" in page
    with budget.counted() as calls:
        response = console.post(url(sub), {"medium": "EMAIL"})
    assert response.status_code == 409
    assert "AdminCreateUser" not in calls


def test_somebody_without_an_address_gets_none_and_the_reason_is_told(
    console: Client, url: Url, pool_id: str
) -> None:
    by_phone = world.make_user(
        pool_id,
        "x@example.com",
        status="FORCE_CHANGE_PASSWORD",
        attributes={"email": "", "phone_number": "+442079460123"},
    )
    assert "no settings for sending text messages" in page_of(console.get(url(by_phone)))


def test_a_disabled_user_comes_with_a_warning(console: Client, url: Url, pool_id: str) -> None:
    sub = world.make_user(pool_id, "bo@example.com", status="FORCE_CHANGE_PASSWORD", enabled=False)
    assert "cannot sign in until they are enabled" in page_of(console.get(url(sub)))


def test_a_hostile_name_is_only_text(console: Client, url: Url, pool_id: str) -> None:
    name = '"><img src=x onerror=alert(1)> \u202e{{ 7 }}'
    sub = world.make_user(pool_id, "b@example.com", status="FORCE_CHANGE_PASSWORD", attributes={"name": name})
    page = page_of(console.get(url(sub)))
    assert "<img src=x" not in page
    assert "\u202e" not in page
    response = console.post(url(sub), asked(console, url(sub)))
    [message] = get_messages(response.wsgi_request)
    assert str(message).startswith(
        'The invitation of "><img src=x onerror=alert(1)> ‹U+202E›{{ 7 }} was sent'
    )
    assert "<img src=x" not in page_of(console.get(response["Location"]))


def test_a_name_is_escaped_only_once(console: Client, url: Url, pool_id: str) -> None:
    sub = world.make_user(
        pool_id, "b@example.com", status="FORCE_CHANGE_PASSWORD", attributes={"name": "Mia O'Neil"}
    )
    response = console.post(url(sub), asked(console, url(sub)), follow=True)
    assert "The invitation of Mia O&#x27;Neil was sent" in page_of(response)


# Refusals


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("UnsupportedUserStateException", 409),
        ("TooManyRequestsException", 429),
        ("LimitExceededException", 422),
    ],
)
def test_a_refusal_is_explained_beside_the_form(console: Client, url: Url, code: str, status: int) -> None:
    data = asked(console, url())
    faults.fail_next("AdminCreateUser", error=code, message="No <b>way</b>")
    response = console.post(url(), data)
    page = page_of(response)
    assert response.status_code == status
    assert "There is a problem" in page
    assert "<b>way</b>" not in page


def test_a_message_that_did_not_arrive_is_told(console: Client, url: Url, broken_delivery: None) -> None:
    page = page_of(console.post(url(), asked(console, url())))
    assert "The message could not be delivered" in page


def test_a_lost_answer_is_looked_into(console: Client, url: Url, pool_id: str) -> None:
    data = asked(console, url())
    faults.fail_next("AdminCreateUser", drop=True, applied=True)
    with budget.counted() as calls:
        response = console.post(url(), data)
    assert calls == ["ListUsers", "AdminCreateUser", "ListUsers"]
    assert "presumably sent again" in page_of(console.get(response["Location"]))


def test_a_lost_request_is_looked_into_too(console: Client, url: Url, pool_id: str) -> None:
    data = asked(console, url())
    faults.fail_next("AdminCreateUser", drop=True)
    response = console.post(url(), data)
    assert response.status_code == 504
    assert "presumably nothing was sent" in page_of(response)


# The record


def user_with(**facts: object) -> User:
    attributes = facts.pop("attributes", {"email": "ana@example.com"})
    known = {
        "sub": "s",
        "username": "ana",
        "status": "FORCE_CHANGE_PASSWORD",
        "enabled": True,
        "created_at": NOW - timedelta(days=8),
        "modified_at": NOW - timedelta(days=8),
    }
    return User(attributes=attributes, **{**known, **facts})  # type: ignore[arg-type]


def pool_with(**raw: object) -> Pool:
    return Pool(id="us-east-1_x", name="x", raw=raw)


def test_an_invitation_expires_after_the_pools_days() -> None:
    pool = pool_with(Policies={"PasswordPolicy": {"TemporaryPasswordValidityDays": 9}})
    invitation = Invitation.of(user_with(), pool, NOW)
    assert invitation.expires_at == NOW + timedelta(days=1)
    assert not invitation.is_expired
    assert invitation.new_deadline == NOW + timedelta(days=9)


def test_an_invitation_of_long_ago_is_presumed_expired() -> None:
    assert Invitation.of(user_with(), pool_with(), NOW).is_expired


def test_an_invitation_without_a_date_is_not_called_expired() -> None:
    invitation = Invitation.of(user_with(modified_at=None), pool_with(), NOW)
    assert (invitation.expires_at, invitation.is_expired) == (None, False)


def test_e_mail_comes_before_text_messages() -> None:
    both = user_with(attributes={"email": "ana@example.com", "phone_number": "+442079460123"})
    assert Invitation.of(both, pool_with(SmsConfiguration=SMS), NOW).media == (Medium.EMAIL, Medium.SMS)
    assert Invitation.of(both, pool_with(), NOW).media == (Medium.EMAIL,)
