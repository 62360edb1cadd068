"""Sending many invitations again: nobody twice, whatever happens on the way."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.access.reach import reach_pool
from console.cognito import budget
from console.emulator import faults, outbox, world
from console.emulator.factories import find_pool
from pools.gateway import PoolGateway
from tests.conftest import SignIn, prove
from users.invitations import resending
from users.invitations.models import Resending, ResentInvitation

pytestmark = pytest.mark.long

State = ResentInvitation.State
HTMX = {"HX-Request": "true", "HX-Target": "resending"}
SMS = {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms", "ExternalId": "x"}
Invite = Callable[..., str]


@pytest.fixture
def board(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/users/invitations/"


@pytest.fixture
def invite(pool_id: str) -> Invite:
    """Somebody whose invitation has expired; their sub."""

    def invited(name: str, **facts: Any) -> str:
        facts = {
            "status": "FORCE_CHANGE_PASSWORD",
            "created": datetime.now(UTC) - timedelta(days=20),
            **facts,
        }
        return world.make_user(pool_id, f"{name}@example.com", **facts)

    return invited


@pytest.fixture
def subs(invite: Invite) -> list[str]:
    return [invite(name) for name in ("ana", "bo", "cy")]


def chosen(console: Client, pool_id: str, subs: list[str]) -> str:
    """Select and confirm; the address of the work."""
    url = f"/pools/embedded/{pool_id}/users/resend/"
    seen = [each.state for each in console.post(url, {"sub": subs}).context["plan"] if not each.skipped]
    answer = console.post(url, {"sub": subs, "seen": seen, "confirmed": "True"})
    return str(answer["Location"])


def states() -> list[str]:
    return list(ResentInvitation.objects.values_list("state", flat=True))


def sent(pool_id: str) -> list[str]:
    return sorted(message.sub for message in outbox.messages(pool_id))


# All that match


def test_all_that_match_are_found_shown_and_only_then_sent(
    console: Client, board: str, invite: Invite, subs: list[str], pool_id: str
) -> None:
    invite("fresh", created=datetime.now(UTC))
    invite("done", status="CONFIRMED")
    page = console.get(console.get(board, {"state": "expired"}).context["board"].resend_all)
    assert page.context["form"].value("state") == "expired"
    begun = console.post(f"{board}resend/", {"state": "expired", "within": "2"})
    with budget.counted() as calls:
        found = console.post(begun["Location"], follow=True)
    assert "AdminCreateUser" not in calls
    assert "3 people can get their invitation again: 3 by e-mail, 0 only by text message" in found.text
    assert sent(pool_id) == []
    done = console.post(begun["Location"], {"step": "send"}, follow=True)
    assert "3 of 3 invitations were sent again." in done.text
    assert sent(pool_id) == sorted(subs)
    # The board shows them pending now, and the work among the latest.
    again = console.get(board)
    assert [part.label for part in again.context["board"].chart.drawn] == ["Pending"]
    assert "Begun by" in again.text


def test_beginning_all_asks_for_a_recent_proof(console: Client, board: str, administrator: Operator) -> None:
    prove(console, administrator, ago=3600)
    assert console.post(f"{board}resend/", {})["Location"].startswith("/accounts/")
    assert Resending.objects.count() == 0


def test_a_help_desk_can_look_but_not_go_on_with_what_is_for_administrators(
    console: Client, board: str, helpdesk: Operator, sign_in: SignIn, subs: list[str], pool_id: str
) -> None:
    begun = console.post(f"{board}resend/", {})["Location"]
    console.post(begun)
    desk = sign_in(helpdesk)
    page = desk.get(begun)
    assert page.status_code == 200
    assert "Send them" not in page.text
    assert desk.post(begun, {"step": "send"}).status_code == 403
    assert desk.post(f"{board}resend/", {}).status_code == 403
    assert sent(pool_id) == []


def test_one_go_ends_at_its_most(
    console: Client, board: str, subs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resending, "MOST", 2)
    begun = console.post(f"{board}resend/", {})["Location"]
    assert "There are more: one go sends to 500." in console.post(begun, follow=True).text
    assert len(states()) == 2


def test_text_messages_wait_for_a_yes(console: Client, connection: object) -> None:
    pool = world.make_pool("With SMS", SmsConfiguration=SMS)
    for name, attributes in {
        "ana": {"phone_number": "+442079460123"},
        "bo": {"email": "bo@example.com"},
    }.items():
        world.make_user(pool, name, status="FORCE_CHANGE_PASSWORD", attributes=attributes)
    for answer, media in (({}, ["EMAIL"]), ({"text_too": "1"}, ["EMAIL", "SMS"])):
        outbox.clear()
        begun = console.post(f"/pools/embedded/{pool}/users/invitations/resend/", {})["Location"]
        assert "1 by e-mail, 1 only by text message" in console.post(begun, follow=True).text
        console.post(begun, {"step": "send", **answer})
        assert sorted(message.medium for message in outbox.messages(pool)) == media


def test_more_than_the_built_in_sender_delivers_is_warned_of(
    console: Client, board: str, invite: Invite
) -> None:
    for number in range(51):
        invite(f"person{number}")
    begun = console.post(f"{board}resend/", {})["Location"]
    assert "More than Cognito’s own sender delivers today" in console.post(begun, follow=True).text


def test_whoever_no_message_reaches_is_sent_one_only_when_asked_for(
    console: Client, board: str, subs: list[str], pool_id: str
) -> None:
    find_pool(pool_id).extended_config["EmailConfigurationFailure"] = "no identity"
    for state, found in (("", 0), ("undeliverable", 3)):
        ResentInvitation.objects.all().delete()
        console.post(console.post(f"{board}resend/", {"state": state})["Location"])
        assert len(states()) == found


def test_a_daily_limit_stops_it_with_everybody_kept(console: Client, subs: list[str], pool_id: str) -> None:
    url = chosen(console, pool_id, subs)
    faults.fail_next("AdminCreateUser", error="LimitExceededException", message="Exceeded daily email limit")
    assert "It did not go on" in console.post(url, follow=True).text
    assert states() == ["waiting"] * 3


def test_nobody_matches_is_said(console: Client, board: str, subs: list[str]) -> None:
    begun = console.post(f"{board}resend/", {"state": "silent"})["Location"]
    page = console.post(begun, follow=True)
    assert "Nobody of the 3 who are invited matches." in page.text
    assert "Send them" not in page.text


# Going on


def test_it_goes_on_in_slices_and_the_page_asks_for_the_next(
    console: Client, subs: list[str], pool_id: str, settings: Settings
) -> None:
    settings.SLICE_SECONDS = 0.0
    url = chosen(console, pool_id, subs)
    first = console.post(url, headers=HTMX)
    assert first.text.lstrip().startswith('<div id="resending"')
    assert 'hx-trigger="load delay:600ms"' in first.text
    assert states() == ["sent", "waiting", "waiting"]
    assert "Go on" in console.get(url).text
    for _ in range(3):
        last = console.post(url, headers=HTMX)
    assert "3 of 3 invitations were sent again" in last.text
    assert "hx-post" not in last.text
    console.post(url)
    assert sent(pool_id) == sorted(subs)


def test_whoever_was_being_sent_to_when_a_server_died_is_not_sent_to_again(
    console: Client, subs: list[str], pool_id: str
) -> None:
    url = chosen(console, pool_id, subs)
    ResentInvitation.objects.filter(sub=subs[0]).update(state=State.ASKED)
    page = console.post(url, follow=True)
    assert states() == ["unknown", "sent", "sent"]
    assert sent(pool_id) == sorted(subs[1:])
    assert "Lifeguard stopped while this was being sent" in page.text


def test_a_turn_that_was_overtaken_while_it_stood_still_sends_nothing_twice(
    console: Client, subs: list[str], pool_id: str, administrator: Operator
) -> None:
    url = chosen(console, pool_id, subs)
    request = RequestFactory().get("/")
    request.user = administrator
    pool = reach_pool(request, "embedded", pool_id)
    turn = resending.ResendingSlice(Resending.objects.get(), pool, pool.gateway(PoolGateway).describe())
    row = ResentInvitation.objects.get(sub=subs[0])
    console.post(url)
    turn._send(row)
    assert states() == ["sent"] * 3
    assert sent(pool_id) == sorted(subs)


def test_a_lost_answer_is_reported_and_never_repeated(console: Client, subs: list[str], pool_id: str) -> None:
    url = chosen(console, pool_id, subs)
    faults.fail_next("AdminCreateUser", drop=True, applied=True)
    assert "It did not go on" in console.post(url, follow=True).text
    assert states() == ["unknown", "waiting", "waiting"]
    console.post(url, {"step": "go"})
    assert states() == ["unknown", "sent", "sent"]
    assert sent(pool_id) == sorted(subs)


def test_a_busy_cognito_is_tried_again_by_itself(console: Client, subs: list[str], pool_id: str) -> None:
    url = chosen(console, pool_id, subs)
    faults.fail_next("AdminCreateUser", error="TooManyRequestsException", message="busy")
    page = console.post(url, follow=True)
    assert "tried again in a moment" in page.text
    assert 'hx-trigger="load delay:10s"' in page.text
    assert states() == ["waiting"] * 3
    console.post(url)
    assert sent(pool_id) == sorted(subs)


def test_whoever_got_one_meanwhile_is_skipped(
    console: Client, subs: list[str], pool_id: str, helpdesk: Operator, sign_in: SignIn
) -> None:
    url = chosen(console, pool_id, subs)
    other = chosen(sign_in(helpdesk), pool_id, subs[:1])
    sign_in(helpdesk).post(other)
    page = console.post(url, follow=True)
    assert "Sent again by helpdesk meanwhile." in page.text
    assert sent(pool_id) == sorted(subs)


def test_what_only_concerns_one_does_not_stop_the_others(
    console: Client, invite: Invite, subs: list[str], pool_id: str
) -> None:
    bad = invite("una", attributes={"email": "una@undeliverable.example", "name": "=cmd()"})
    url = chosen(console, pool_id, [bad, *subs])
    faults.fail_next("AdminCreateUser", error="UserNotFoundException", message="gone")
    page = console.post(url, follow=True)
    assert states() == ["gone", "sent", "sent", "sent"]
    assert "3 of 4 invitations were sent again, 1 failed" in page.text
    file = console.get(f"{url}not-sent.csv")
    assert file["Content-Disposition"].startswith("attachment")
    [row] = csv.DictReader(io.StringIO(file.text))
    assert (row["sub"], row["label"], row["outcome"]) == (bad, "'=cmd()", "No longer exists")


def test_pausing_and_cancelling_stop_it(
    console: Client, subs: list[str], pool_id: str, settings: Settings
) -> None:
    settings.SLICE_SECONDS = 0.0
    url = chosen(console, pool_id, subs)
    console.post(url)
    paused = console.post(url, {"step": "pause"}, follow=True)
    assert "hx-post" not in paused.text
    console.post(url)
    assert states() == ["sent", "waiting", "waiting"]
    page = console.post(url, {"step": "cancel"}, follow=True)
    assert "1 of 3 were sent. The others keep the invitation that they have." in page.text
    console.post(url, {"step": "go"})
    assert len(sent(pool_id)) == 1


def test_only_one_request_works_on_it_at_a_time(console: Client, subs: list[str], pool_id: str) -> None:
    url = chosen(console, pool_id, subs)
    Resending.objects.update(leased_until=timezone.now() + timedelta(seconds=30))
    assert "Somebody is working on this just now" in console.post(url, follow=True).text
    assert sent(pool_id) == []


def test_works_of_another_pool_are_not_found_and_old_ones_are_forgotten(
    console: Client, subs: list[str], pool_id: str
) -> None:
    url = chosen(console, pool_id, subs)
    other = world.make_pool("Other")
    assert console.get(url.replace(pool_id, other)).status_code == 404
    assert console.post(url.replace(pool_id, other)).status_code == 404
    console.post(url)
    Resending.objects.update(started_at=timezone.now() - timedelta(days=31))
    chosen(console, pool_id, subs[:1])
    assert Resending.objects.count() == 1


def test_a_slice_costs_one_description_and_a_call_for_each(
    console: Client, subs: list[str], pool_id: str
) -> None:
    url = chosen(console, pool_id, subs)
    with budget.counted() as calls:
        console.post(url, headers=HTMX)
    assert calls.count("AdminCreateUser") == 3
    assert set(calls) <= {"AdminCreateUser", "DescribeUserPool"}
    with budget.counted() as calls:
        console.get(url)
    assert set(calls) <= {"DescribeUserPool"}
