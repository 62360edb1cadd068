"""Sending the invitations of several people again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, outbox, world
from tests.conftest import SignIn
from users.invitations.models import ResentInvitation

SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}

Invite = Callable[..., str]


@pytest.fixture
def url(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/users/resend/"


@pytest.fixture
def console(helpdesk: Operator, sign_in: SignIn) -> Client:
    return sign_in(helpdesk)


@pytest.fixture
def invite(pool_id: str) -> Invite:
    """Somebody who was invited; their sub."""

    def invited(name: str, **facts: Any) -> str:
        facts = {"status": "FORCE_CHANGE_PASSWORD", "created": datetime.now(UTC) - timedelta(days=3), **facts}
        return world.make_user(pool_id, f"{name}@example.com", **facts)

    return invited


def page_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def confirmed(console: Client, url: str, subs: list[str], **more: str) -> Any:
    """Select, then press the button of the confirmation."""
    plan = console.post(url, {"sub": subs}).context["plan"]
    seen = [each.state for each in plan if not each.skipped]
    return begun(console, console.post(url, {"sub": subs, "seen": seen, "confirmed": "True", **more}))


def begun(console: Client, answer: Any) -> Any:
    """The page of the work after its first turn; what is no beginning of work stays as it is."""
    return console.post(answer["Location"], follow=True) if answer.status_code == 302 else answer


# Who may


def test_an_anonymous_visitor_is_asked_to_sign_in(url: str, db: None) -> None:
    assert "/accounts/login/" in Client().post(url)["Location"]


def test_a_viewer_may_not_resend(
    viewer: Operator, sign_in: SignIn, url: str, invite: Invite, pool_id: str
) -> None:
    subs = [invite("ana")]
    assert sign_in(viewer).post(url, {"sub": subs, "confirmed": "True"}).status_code == 403
    assert outbox.messages(pool_id) == []


def test_strangers_do_not_learn_that_the_pool_exists(stranger: Operator, sign_in: SignIn, url: str) -> None:
    assert sign_in(stranger).post(url).status_code == 404


def test_it_is_not_for_reading(console: Client, url: str) -> None:
    assert console.get(url).status_code == 405


# Selecting


def test_the_first_press_shows_who_gets_what_and_sends_nothing(
    console: Client, url: str, invite: Invite, pool_id: str
) -> None:
    subs = [invite("ana"), invite("bo", status="CONFIRMED"), "00000000-0000-4000-8000-000000000000"]
    page = page_of(console.post(url, {"sub": subs}))
    assert "3 selected, 1 can get their invitation again" in page
    assert "They have chosen their own password already" in page
    assert "This user does not exist any more." in page
    assert outbox.messages(pool_id) == []


def test_nobody_selected_is_said(console: Client, url: str) -> None:
    response = console.post(url)
    assert response.status_code == 422
    assert "Tick the users" in page_of(response)


@pytest.mark.parametrize(
    "subs",
    [
        ['" or status = "Enabled'],
        ["<script>"],
        [f"00000000-0000-4000-8000-{number:012}" for number in range(61)],
    ],
)
def test_what_is_no_page_of_users_is_refused_unasked(console: Client, url: str, subs: list[str]) -> None:
    with budget.counted() as calls:
        response = console.post(url, {"sub": subs})
    assert response.status_code == 422
    assert calls == []
    assert "<script>" not in page_of(response)


def test_a_page_of_invited_people_is_looked_up_with_one_call(
    console: Client, url: str, invite: Invite
) -> None:
    subs = [invite(f"person{number}") for number in range(60)]
    with budget.counted() as calls:
        response = console.post(url, {"sub": subs})
    assert calls.count("ListUsers") == 1
    assert "60 selected, 60 can" in page_of(response)


def test_few_people_are_looked_up_one_by_one(console: Client, url: str, invite: Invite) -> None:
    with budget.counted() as calls:
        console.post(url, {"sub": [invite("ana"), invite("bo")]})
    assert calls.count("ListUsers") == 2


def test_people_beyond_the_first_page_are_looked_up_by_themselves(
    console: Client, url: str, invite: Invite
) -> None:
    for number in range(60):
        invite(f"early{number}")
    late = [invite(f"late{number}") for number in range(12)]
    with budget.counted() as calls:
        response = console.post(url, {"sub": late})
    assert calls.count("ListUsers") == 13
    assert "12 selected, 12 can" in page_of(response)


# Sending


def test_each_one_gets_one_message_and_an_entry_in_the_trail(
    console: Client, url: str, invite: Invite, pool_id: str
) -> None:
    subs = [invite("ana"), invite("bo"), invite("cy", status="CONFIRMED")]
    response = confirmed(console, url, subs)
    assert "2 of 3 invitations were sent again, 1 skipped" in page_of(response)
    assert "They have chosen their own password already" in page_of(response)
    assert {message.sub for message in outbox.messages(pool_id)} == set(subs[:2])
    done = Entry.objects.filter(action="resend_invitation", outcome="done")
    assert sorted(done.values_list("target_id", flat=True)) == sorted(subs[:2])


def test_confirming_costs_one_write_a_person(console: Client, url: str, invite: Invite) -> None:
    subs = [invite(f"person{number}") for number in range(5)]
    data = {"sub": subs, "confirmed": "True"}
    data["seen"] = [each.state for each in console.post(url, {"sub": subs}).context["plan"]]
    with budget.counted() as calls:
        begun(console, console.post(url, data))
    assert calls == ["ListUsers", *["AdminCreateUser"] * 5]


def test_a_second_press_sends_nothing_more(console: Client, url: str, invite: Invite, pool_id: str) -> None:
    subs = [invite("ana")]
    seen = [each.state for each in console.post(url, {"sub": subs}).context["plan"]]
    data = {"sub": subs, "seen": seen, "confirmed": "True"}
    begun(console, console.post(url, data))
    assert "perhaps the invitation was sent again already" in page_of(console.post(url, data))
    assert len(outbox.messages(pool_id)) == 1


def test_one_failure_does_not_stop_the_others(
    console: Client, url: str, invite: Invite, pool_id: str
) -> None:
    subs = [invite("ana"), invite("bo", attributes={"email": "bo@undeliverable.example"}), invite("cy")]
    page = page_of(confirmed(console, url, subs))
    assert "2 of 3 invitations were sent again, 1 failed" in page
    assert "Not delivered" in page
    assert len(outbox.messages(pool_id)) == 2


@pytest.mark.parametrize(
    "code", ["TooManyRequestsException", "ExpiredTokenException", "AccessDeniedException"]
)
def test_what_concerns_everybody_stops_the_rest(
    console: Client, url: str, invite: Invite, pool_id: str, code: str
) -> None:
    subs = [invite("ana"), invite("bo"), invite("cy")]
    plan = console.post(url, {"sub": subs}).context["plan"]
    data = {"sub": subs, "seen": [each.state for each in plan], "confirmed": "True"}
    faults.fail_next("AdminCreateUser", error=code, message="no")
    with budget.counted() as calls:
        page = page_of(begun(console, console.post(url, data)))
    assert calls.count("AdminCreateUser") == 1
    assert "It did not go on" in page
    states = ResentInvitation.objects.values_list("state", flat=True)
    assert list(states) == ["waiting"] * 3
    assert outbox.messages(pool_id) == []


def test_a_lost_answer_is_reported_as_not_known_and_stops_the_rest(
    console: Client, url: str, invite: Invite
) -> None:
    subs = [invite("ana"), invite("bo")]
    faults.fail_next("AdminCreateUser", drop=True, applied=True)
    confirmed(console, url, subs)
    assert list(ResentInvitation.objects.values_list("state", flat=True)) == ["unknown", "waiting"]


def test_text_messages_go_out_only_when_they_are_asked_for(console: Client, connection: object) -> None:
    pool = world.make_pool("With SMS", SmsConfiguration=SMS)
    sub = world.make_user(
        pool, "ana", status="FORCE_CHANGE_PASSWORD", attributes={"phone_number": "+442079460123"}
    )
    url = f"/pools/embedded/{pool}/users/resend/"
    assert "Only by text message" in page_of(console.post(url, {"sub": [sub]}))
    assert "text messages were not chosen" in page_of(confirmed(console, url, [sub]))
    assert outbox.messages(pool) == []
    confirmed(console, url, [sub], text_too="on")
    assert [message.medium for message in outbox.messages(pool)] == ["SMS"]


def test_hostile_names_are_only_text(console: Client, url: str, invite: Invite) -> None:
    subs = [invite("ana", attributes={"name": "<script>alert(1)</script>"})]
    assert "<script>alert" not in page_of(console.post(url, {"sub": subs}))
    assert "<script>alert" not in page_of(confirmed(console, url, subs))
