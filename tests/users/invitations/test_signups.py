"""Sign-ups that were never confirmed: listed, and deleted for ever."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn, prove


@pytest.fixture
def url(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/users/invitations/sign-ups/"


@pytest.fixture
def subs(pool_id: str) -> list[str]:
    """Two stale sign-ups, and one of today."""
    return [signed_up(pool_id, name, days) for name, days in (("ana", 90), ("bo", 40), ("new", 0.1))]


def signed_up(pool_id: str, name: str, days: float) -> str:
    created = datetime.now(UTC) - timedelta(days=days)
    return world.make_user(pool_id, f"{name}@example.com", status="UNCONFIRMED", created=created)


def delete(console: Client, url: str, subs: list[str], **more: str) -> Any:
    return console.post(f"{url}delete/", {"sub": subs, "older": "30", **more})


def there(pool_id: str) -> set[str]:
    return {user.id for user in find_pool(pool_id).users.values()}


def test_the_stale_ones_are_listed_and_who_can_send_a_code_is_said(
    console: Client, url: str, subs: list[str]
) -> None:
    with budget.counted() as calls:
        page = console.get(url)
    assert sorted(calls) == ["DescribeUserPool", "ListUsers"]
    assert [user.sub for user in page.context["board"].rows] == subs[:2]
    assert "Only the application can send a confirmation code again" in page.text
    assert len(console.get(url, {"older": "0", "sort": "-created"}).context["board"].rows) == 3
    assert "None that old" in console.get(url, {"older": "365"}).text


def test_nobody_signed_up_is_said(console: Client, url: str) -> None:
    assert "No open sign-ups" in console.get(url).text


def test_readers_see_masked_people_and_cannot_delete(
    viewer: Operator, helpdesk: Operator, sign_in: SignIn, url: str, subs: list[str], pool_id: str
) -> None:
    page = sign_in(viewer).get(url)
    assert "ana@example.com" not in page.text
    assert "Delete" not in page.text
    for operator in (viewer, helpdesk):
        assert delete(sign_in(operator), url, subs, typed="2").status_code == 403
    assert there(pool_id) == set(subs)


def test_the_number_is_typed_and_only_stale_sign_ups_go(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    question = delete(console, url, subs)
    assert "Delete 2 sign-ups?" in question.text
    assert "1 of the selected is no sign-up of that age any more" in question.text
    wrong = delete(console, url, subs[:2], typed="3")
    assert wrong.status_code == 422
    assert there(pool_id) == set(subs)
    page = delete(console, url, subs[:2], typed="2", reason="stale")
    assert "2 sign-ups deleted" in page.text
    assert "Was this a mistake?" in page.text and "/recovery/" in page.text
    assert there(pool_id) == {subs[2]}
    done = Entry.objects.filter(action="delete_signups", outcome="done", reason="stale")
    assert sorted(done.values_list("target_id", flat=True)) == sorted(subs[:2])
    assert done[0].details["before"]["status"] == "UNCONFIRMED"


def test_each_is_looked_at_right_before(console: Client, url: str, subs: list[str]) -> None:
    with budget.counted() as calls:
        delete(console, url, subs[:2], typed="2")
    assert [name for name in calls if name != "DescribeUserPool"][2:] == ["ListUsers", "AdminDeleteUser"] * 2


def test_it_asks_for_a_recent_proof_and_a_selection(
    console: Client, url: str, subs: list[str], administrator: Operator, pool_id: str
) -> None:
    assert "Tick the sign-ups" in console.get(f"{url}delete/").text
    assert "Nobody is to be deleted" in delete(console, url, ["x"]).text
    prove(console, administrator, ago=3600)
    assert delete(console, url, subs[:2], typed="2")["Location"].startswith("/accounts/")
    assert there(pool_id) == set(subs)


def test_a_lost_answer_is_looked_into(console: Client, url: str, subs: list[str], pool_id: str) -> None:
    faults.fail_next("AdminDeleteUser", drop=True, applied=True)
    page = delete(console, url, subs[:1], typed="1")
    assert "1 sign-up deleted" in page.text
    assert "Was this a mistake?" not in page.text
    faults.fail_next("AdminDeleteUser", drop=True)
    page = delete(console, url, subs[1:2], typed="1")
    assert "0 sign-ups deleted" in page.text
    assert "still there" in page.text


def test_what_concerns_everybody_stops_the_rest(
    console: Client, url: str, subs: list[str], pool_id: str
) -> None:
    faults.fail_next("AdminDeleteUser", error="AccessDeniedException", message="no")
    page = delete(console, url, subs[:2], typed="2")
    assert [each.outcome for each in page.context["results"]] == ["refused", "not tried"]
    assert "Go on with those not tried" in page.text
    assert there(pool_id) == set(subs)
