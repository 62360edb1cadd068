import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import faults, outbox, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn

Address = Callable[..., str]
ACTIONS = {
    "reset-password": ("AdminResetUserPassword", "reset_password"),
    "sign-out": ("AdminUserGlobalSignOut", "sign_out_user"),
    "enable": ("AdminEnableUser", "enable_user"),
    "disable": ("AdminDisableUser", "disable_user"),
}
WRITES = [operation for operation, _ in ACTIONS.values()]
every_action = pytest.mark.parametrize("action", ACTIONS)


@pytest.fixture
def somebody(pool_id: str, action: str) -> str:
    """The `sub` of somebody whose state allows the action."""
    return world.make_user(
        pool_id,
        "ana@example.com",
        enabled=action != "enable",
        attributes={"name": "Ana López", "email_verified": "true"},
    )


class Told(NamedTuple):
    """What followed a confirmation: its own status, and the page at the end."""

    status: int
    page: str


def question(client: Client, url: str) -> str:
    """What the confirmation has to carry."""
    page = client.get(url).content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen is not None, page
    return unescape(seen[1])


def confirm(client: Client, url: str, reason: str = "") -> Told:
    """Open the question and say yes."""
    answer = client.post(url, {"seen": question(client, url), "reason": reason}, follow=True)
    status = answer.redirect_chain[0][1] if answer.redirect_chain else answer.status_code
    return Told(status, answer.content.decode())


def outcomes(action: str) -> list[str]:
    return list(
        Entry.objects.filter(action=ACTIONS[action][1]).order_by("number").values_list("outcome", flat=True)
    )


@every_action
def test_the_question_says_what_happens_and_what_does_not(
    sign_in: SignIn, helpdesk: Operator, address: Address, somebody: str, action: str
) -> None:
    page = sign_in(helpdesk).get(address(somebody, action)).content.decode()
    assert "What happens" in page
    assert "What does not happen" in page
    assert "Ana López" in page
    assert "Embedded" in page


@every_action
def test_the_question_comes_as_a_dialog_too(
    sign_in: SignIn, helpdesk: Operator, address: Address, somebody: str, action: str
) -> None:
    answer = sign_in(helpdesk).get(
        address(somebody, action), headers={"HX-Request": "true", "HX-Target": "dialog"}
    )
    assert "<html" not in answer.content.decode()
    assert f'action="{address(somebody, action)}"' in answer.content.decode()


@every_action
def test_a_confirmed_action_is_done_once_recorded_and_told(
    sign_in: SignIn, helpdesk: Operator, address: Address, somebody: str, action: str
) -> None:
    client = sign_in(helpdesk)
    with budget.counted() as calls:
        status, page = confirm(client, address(somebody, action), reason="Ticket 4711")
    assert status == 302
    assert [call for call in calls if call in WRITES] == [ACTIONS[action][0]]
    assert "Ana López" in page
    assert outcomes(action) == [Outcome.ASKED, Outcome.DONE]
    done = Entry.objects.get(action=ACTIONS[action][1], outcome=Outcome.DONE)
    assert (done.target_id, done.target_label, done.operator) == (somebody, "Ana López", "helpdesk")
    assert "Ticket 4711" in f"{done.reason} {done.details}"


def test_disabling_and_enabling_change_the_user(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client, user = sign_in(helpdesk), find_pool(pool_id).users[ana]
    assert "can no longer sign in" in confirm(client, address(ana, "disable")).page
    assert not user.enabled
    assert "can sign in again" in confirm(client, address(ana, "enable")).page
    assert user.enabled


def test_a_reset_sends_a_code_and_asks_for_the_settings_anew(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str, ana: str
) -> None:
    client = sign_in(helpdesk)
    client.get(address(ana))
    with budget.counted() as calls:
        assert "a code was sent" in confirm(client, address(ana, "reset-password")).page
    assert "DescribeUserPool" in calls
    assert [message.kind for message in outbox.messages(sub=ana)] == ["reset"]
    assert find_pool(pool_id).users[ana].status == "RESET_REQUIRED"


@every_action
def test_viewers_are_refused_and_nothing_is_done(
    sign_in: SignIn, viewer: Operator, address: Address, somebody: str, action: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        assert client.post(address(somebody, action), {"seen": "x"}).status_code == 403
        assert client.get(address(somebody, action)).status_code == 403
    assert calls == []
    assert outcomes(action) == []


@every_action
def test_strangers_and_anonymous_visitors_find_nothing(
    sign_in: SignIn, stranger: Operator, client: Client, address: Address, somebody: str, action: str
) -> None:
    assert sign_in(stranger).post(address(somebody, action)).status_code == 404
    assert client.post(address(somebody, action)).status_code == 302
    assert outcomes(action) == []


@every_action
def test_only_questions_and_answers_are_understood(
    sign_in: SignIn, helpdesk: Operator, address: Address, somebody: str, action: str
) -> None:
    assert sign_in(helpdesk).delete(address(somebody, action)).status_code == 405


@every_action
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        ("TooManyRequestsException", 429, "Cognito is busy"),
        ("NotAuthorizedException", 422, "does not allow this"),
        ("AccessDeniedException", 502, "AWS role may not do this"),
        ("UserNotFoundException", 404, "does not exist any more"),
    ],
)
def test_a_refusal_is_told_in_words_with_the_question(
    sign_in: SignIn,
    helpdesk: Operator,
    address: Address,
    somebody: str,
    action: str,
    error: str,
    status: int,
    words: str,
) -> None:
    client = sign_in(helpdesk)
    faults.fail_next(ACTIONS[action][0], error=error, message="<b>Said so</b>")
    told = confirm(client, address(somebody, action), reason="Ticket 4711")
    assert told.status == status
    assert words in told.page
    assert 'value="Ticket 4711"' in told.page
    assert "<b>Said so" not in told.page
    assert outcomes(action) == [Outcome.ASKED, Outcome.REFUSED]


@every_action
@pytest.mark.parametrize("applied", [True, False])
def test_an_unknown_outcome_is_looked_into_and_never_repeated(
    sign_in: SignIn, helpdesk: Operator, address: Address, somebody: str, action: str, applied: bool
) -> None:
    client = sign_in(helpdesk)
    faults.fail_next(ACTIONS[action][0], drop=True, applied=applied)
    with budget.counted() as calls:
        status, page = confirm(client, address(somebody, action))
    assert status == 504
    assert [call for call in calls if call in WRITES] == [ACTIONS[action][0]]
    assert calls[-1] == "ListUsers"
    told = {True: "was carried out, as it seems", False: "was not carried out"}[applied]
    assert ("leaves nothing that can be read back" if action == "sign-out" else told) in page
    assert outcomes(action) == [Outcome.ASKED, Outcome.UNKNOWN]


def test_an_unknown_outcome_that_cannot_be_looked_into_says_so(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    client, url = sign_in(helpdesk), address(ana, "disable")
    seen = question(client, url)
    faults.fail_next("ListUsers", delay_seconds=0)
    faults.fail_next("AdminDisableUser", drop=True)
    faults.fail_next("ListUsers", count=2, error="TooManyRequestsException")
    answer = client.post(url, {"seen": seen})
    assert answer.status_code == 504
    assert "could not be read again either" in answer.content.decode()


@pytest.mark.parametrize(
    ("action", "state", "words"),
    [
        ("reset-password", {"status": "FORCE_CHANGE_PASSWORD"}, "Resend the invitation"),
        ("reset-password", {"enabled": False}, "Enable them first"),
        ("enable", {}, "enabled already"),
        ("disable", {"enabled": False}, "disabled already"),
    ],
)
def test_what_the_state_forbids_is_neither_asked_nor_tried(
    sign_in: SignIn,
    helpdesk: Operator,
    address: Address,
    pool_id: str,
    action: str,
    state: dict[str, object],
    words: str,
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"email_verified": "true"}, **state)  # type: ignore[arg-type]
    client, url = sign_in(helpdesk), address(sub, action)
    page = client.get(url).content.decode()
    assert words in page
    assert 'name="seen"' not in page
    with budget.counted() as calls:
        told = client.post(url, {"seen": ""}, follow=True).content.decode()
    assert "Nothing was done" in told
    assert words in told
    assert not set(calls) & set(WRITES)
    assert outcomes(action) == []


def test_a_second_click_does_nothing(sign_in: SignIn, helpdesk: Operator, address: Address, ana: str) -> None:
    client, url = sign_in(helpdesk), address(ana, "reset-password")
    seen = question(client, url)
    assert client.post(url, {"seen": seen}).status_code == 302
    again = client.post(url, {"seen": seen})
    assert again.status_code == 409
    assert "was changed after the question was asked" in again.content.decode()
    assert len(outbox.messages(sub=ana)) == 1
    assert outcomes("reset-password") == [Outcome.ASKED, Outcome.DONE]


def test_after_a_change_the_question_can_be_answered_anew(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    client, url = sign_in(helpdesk), address(ana, "sign-out")
    page = client.post(url, {"seen": "stale"}).content.decode()
    seen = unescape(re.findall(r'name="seen" value="([^"]*)"', page)[0])
    assert client.post(url, {"seen": seen}).status_code == 302


def test_a_name_full_of_markup_stays_text(
    sign_in: SignIn, helpdesk: Operator, address: Address, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "eve@example.com", attributes={"name": "<b>{name}</b> & \u202e"})
    page = confirm(sign_in(helpdesk), address(sub, "disable")).page
    assert "&lt;b&gt;{name}&lt;/b&gt; &amp; ‹U+202E› is disabled" in page


def test_without_the_settings_of_the_pool_the_question_is_asked_all_the_same(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    faults.fail_next("DescribeUserPool", error="AccessDeniedException")
    assert "Reset the password" in sign_in(helpdesk).get(address(ana, "reset-password")).content.decode()
