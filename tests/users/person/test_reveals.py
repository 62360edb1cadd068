from collections.abc import Callable

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry, Outcome
from console.cognito import budget
from console.emulator import faults
from tests.conftest import SignIn

Address = Callable[..., str]
REASON = "Caller cannot sign in, ticket 4711"


def entry(action: str) -> Entry:
    return Entry.objects.get(action=action)


# Reveal


def test_a_viewer_is_asked_why(sign_in: SignIn, viewer: Operator, address: Address, ana: str) -> None:
    page = sign_in(viewer).get(address(ana, "reveal")).content.decode()
    assert "Why do you need to see this?" in page
    assert "López" not in page
    assert not Entry.objects.filter(action="reveal_user").exists()


def test_the_question_comes_as_a_dialog_too(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str
) -> None:
    answer = sign_in(viewer).get(
        address(ana, "reveal"), headers={"HX-Request": "true", "HX-Target": "dialog"}
    )
    assert "<html" not in answer.content.decode()
    assert "Why do you need to see this?" in answer.content.decode()


def test_with_a_reason_everything_is_shown_once_and_recorded(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str
) -> None:
    client = sign_in(viewer)
    answer = client.post(address(ana, "reveal"), {"reason": REASON})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "ana@example.com" in page
    assert "Raw JSON" in page
    assert "ana@example.com" not in client.get(address(ana)).content.decode()
    kept = entry("reveal_user")
    assert (kept.outcome, kept.reason, kept.operator) == (Outcome.DONE, REASON, "viewer")
    assert (kept.target_id, kept.target_kind) == (ana, "user")


@pytest.mark.parametrize("reason", ["", "   ", "because"])
def test_without_a_real_reason_nothing_is_shown(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str, reason: str
) -> None:
    answer = sign_in(viewer).post(address(ana, "reveal"), {"reason": reason})
    assert answer.status_code == 422
    assert "ana@example.com" not in answer.content.decode()
    assert not Entry.objects.filter(action="reveal_user").exists()


def test_what_could_not_be_read_was_not_revealed(
    sign_in: SignIn, viewer: Operator, address: Address, ana: str
) -> None:
    faults.fail_next("ListUsers", error="TooManyRequestsException", count=2)
    answer = sign_in(viewer).post(address(ana, "reveal"), {"reason": REASON})
    assert answer.status_code == 429
    assert not Entry.objects.filter(action="reveal_user").exists()


def test_strangers_cannot_reveal(sign_in: SignIn, stranger: Operator, address: Address, ana: str) -> None:
    assert sign_in(stranger).post(address(ana, "reveal"), {"reason": REASON}).status_code == 404


def test_anonymous_visitors_cannot_reveal(client: Client, db: None, address: Address, ana: str) -> None:
    assert client.post(address(ana, "reveal"), {"reason": REASON}).status_code == 302
    assert not Entry.objects.exists()


# Deep read


def test_a_deep_read_is_announced_as_billed(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    page = sign_in(helpdesk).get(address(ana)).content.decode()
    assert "counts as a monthly active user" in page
    # What is free comes first.
    assert page.index(f'<a href="{address(ana, "sign-in")}">The Sign-in tab</a>') < page.index(
        "Deep read instead"
    )


def test_a_deep_read_shows_factors_and_is_recorded(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    client = sign_in(helpdesk)
    with budget.counted() as calls:
        answer = client.post(address(ana, "deep-read"))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "Second factors that are on" in answer.content.decode()
    assert calls.count("AdminGetUser") == 1
    assert len(calls) <= 4
    kept = entry("deep_read_user")
    assert (kept.outcome, kept.target_id, kept.operator) == (Outcome.DONE, ana, "helpdesk")


def test_a_refused_deep_read_is_explained_and_recorded(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    faults.fail_next("AdminGetUser", error="AccessDeniedException")
    answer = sign_in(helpdesk).post(address(ana, "deep-read"))
    assert answer.status_code == 502
    assert "cognito-idp:AdminGetUser" in answer.content.decode()
    assert "ana@example.com" in answer.content.decode()
    assert entry("deep_read_user").outcome == Outcome.REFUSED


def test_a_deep_read_is_never_a_mere_link(
    sign_in: SignIn, helpdesk: Operator, address: Address, ana: str
) -> None:
    with budget.counted() as calls:
        assert sign_in(helpdesk).get(address(ana, "deep-read")).status_code == 405
    assert calls == []


def test_viewers_cannot_cause_a_bill(sign_in: SignIn, viewer: Operator, address: Address, ana: str) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        assert client.post(address(ana, "deep-read")).status_code == 403
    assert calls == []
    assert "Second factors" not in client.get(address(ana)).content.decode()
