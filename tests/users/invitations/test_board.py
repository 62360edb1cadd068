"""Who was invited and where they stand: one pool, and all pools."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django.fixtures import Settings

from console.access.models import Operator
from console.access.roles import Role
from console.cognito import budget
from console.emulator import faults, world
from console.emulator.factories import find_pool
from tests.conftest import SignIn, operator_with
from users.invitations import reading

Invite = Callable[..., str]
TEMPLATE = {"InviteMessageTemplate": {"EmailMessage": "Hello {username}", "EmailSubject": "Hi"}}


def ago(days: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def invited(pool_id: str, name: str, *, days: float = 1, **facts: Any) -> str:
    """Somebody who was invited so many days ago, in a pool whose temporary passwords last seven."""
    return world.make_user(
        pool_id, f"{name}@example.com", **{"status": "FORCE_CHANGE_PASSWORD", "created": ago(days), **facts}
    )


@pytest.fixture
def url(pool_id: str) -> str:
    return f"/pools/embedded/{pool_id}/users/invitations/"


@pytest.fixture
def console(helpdesk: Operator, sign_in: SignIn) -> Client:
    return sign_in(helpdesk)


def shown(answer: Any) -> list[str]:
    return [each.user.label.partition("@")[0] for each in answer.context["board"].rows]


def counts(answer: Any) -> dict[str, int]:
    return {part.label: part.count for part in answer.context["board"].chart.drawn}


def test_everybody_stands_in_one_state_and_each_state_can_be_shown_alone(
    console: Client, url: str, pool_id: str, administrator: Operator, sign_in: SignIn
) -> None:
    for name, days in {"fresh": 0.5, "soon": 6, "late": 20}.items():
        invited(pool_id, name, days=days)
    world.make_user(pool_id, status="FORCE_CHANGE_PASSWORD", attributes={"name": "Nowhere"}, created=ago(1))
    world.make_user(pool_id, "done@example.com")
    created = _create_silently(sign_in(administrator), pool_id, "quiet@example.com")
    answer = console.get(url)
    assert counts(answer) == {
        "Pending": 1,
        "Expires soon": 1,
        "Presumably expired": 1,
        "Never sent": 1,
        "Cannot be delivered": 1,
    }
    assert "Of 5: pending 1, expires soon 1, presumably expired 1, never sent 1" in answer.text
    assert "neither an e-mail address nor a phone number" in answer.text
    alone = {state: shown(console.get(url, {"state": state})) for state in ("silent", "expired", "expiring")}
    assert alone == {"silent": ["quiet"], "expired": ["late"], "expiring": ["soon"]}
    assert shown(console.get(url, {"state": "expiring", "within": "7"})) == ["soon", "fresh"]
    _resend(console, pool_id, created)
    assert shown(console.get(url, {"state": "silent"})) == []


def _resend(console: Client, pool_id: str, sub: str) -> None:
    url = f"/pools/embedded/{pool_id}/users/{sub}/resend/"
    console.post(url, {"medium": "EMAIL", "seen": console.get(url).context["form"]["seen"].value()})


def _create_silently(console: Client, pool_id: str, email: str) -> str:
    """Create somebody without a message, through the form that administrators use; their sub."""
    form = {"email": email, "invitation": "later", "password_choice": "generated"}
    answer = console.post(f"/pools/embedded/{pool_id}/users/invite/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"]).rstrip("/").rpartition("/")[2]


def test_age_and_expiry_can_be_sorted_both_ways(console: Client, url: str, pool_id: str) -> None:
    invited(pool_id, "old", days=30, modified=ago(1))
    invited(pool_id, "middle", days=3)
    invited(pool_id, "young", days=2)
    orders = {
        sort: shown(console.get(url, {"sort": sort})) for sort in ("expires", "-expires", "created", "name")
    }
    assert orders == {
        "expires": ["middle", "young", "old"],
        "-expires": ["old", "young", "middle"],
        "created": ["old", "middle", "young"],
        "name": ["middle", "old", "young"],
    }
    # Whatever stands in an address, there is a page.
    assert (
        console.get(url, {"sort": "x", "state": "x", "within": "x", "page": "9", "read": "x"}).status_code
        == 200
    )


def test_what_the_pool_sends_in_vain_cannot_be_delivered(console: Client, connection: object) -> None:
    lacking, failing = (
        world.make_pool(name, UsernameAttributes=["email"]) for name in ("Lacking", "Failing")
    )
    find_pool(lacking).extended_config["AdminCreateUserConfig"] = TEMPLATE
    find_pool(failing).extended_config["EmailConfigurationFailure"] = "no identity"
    for pool, words in ((lacking, "lacks {####}"), (failing, "e-mails fail: no identity")):
        invited(pool, "ana")
        page = console.get(f"/pools/embedded/{pool}/users/invitations/")
        assert counts(page) == {"Cannot be delivered": 1}
        assert words in page.text
    # A function that writes the message itself may well put the password into it.
    find_pool(lacking).extended_config["LambdaConfig"] = {
        "CustomMessage": "arn:aws:lambda:us-east-1:1:function:f"
    }
    caches["cognito"].clear()
    assert counts(console.get(f"/pools/embedded/{lacking}/users/invitations/")) == {"Pending": 1}


def test_a_message_that_came_back_is_told_from_the_trail(console: Client, url: str, pool_id: str) -> None:
    sub = invited(pool_id, "una", attributes={"email": "una@undeliverable.example"})
    _resend(console, pool_id, sub)
    page = console.get(url)
    assert counts(page) == {"Cannot be delivered": 1}
    assert "could not be delivered, says Cognito" in page.text


def test_the_board_costs_one_description_and_one_list_and_a_filter_costs_nothing(
    console: Client, url: str, pool_id: str
) -> None:
    invited(pool_id, "ana")
    with budget.counted() as calls:
        page = console.get(url)
    assert sorted(calls) == ["DescribeUserPool", "ListUsers"]
    with budget.counted() as calls:
        again = console.get(
            page.context["board"].address(sort="name"), headers={"HX-Request": "true", "HX-Target": "results"}
        )
    assert calls == []
    assert again.text.lstrip().startswith('<section id="results"')
    assert "AdminGetUser" not in calls


def test_a_long_list_is_read_on_where_it_was_left(
    console: Client, url: str, pool_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGES_AT_ONCE", 1)
    for number in range(130):
        invited(pool_id, f"person{number}")
    with budget.counted() as calls:
        first = console.get(url)
    assert calls.count("ListUsers") == 1
    assert "Read 60 so far; there are more" in first.text
    with budget.counted() as calls:
        second = console.get(first.context["board"].read_on)
    assert (calls.count("ListUsers"), second.context["board"].reading.count) == (1, 120)
    # The same address asks for nothing twice, and nobody can ask for the whole pool at once.
    with budget.counted() as calls:
        console.get(first.context["board"].read_on)
    assert calls == []
    third = console.get(second.context["board"].address(read=50))
    assert "All 130 of them read" in third.text
    assert third.context["board"].summary == "Page 1 of 3: 60 of 130 people"
    assert len(console.get(third.context["board"].next).context["board"].rows) == 60
    caches["default"].clear()
    assert "The list was read anew" in console.get(second.context["board"].read_on).text


def test_what_fails_leaves_what_was_read(
    console: Client, url: str, pool_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(70):
        invited(pool_id, f"person{number}")
    monkeypatch.setattr(reading, "PAGES_AT_ONCE", 1)
    first = console.get(url)
    faults.fail_next("ListUsers", error="TooManyRequestsException", message="busy", count=3)
    page = console.get(first.context["board"].read_on)
    assert page.status_code == 200
    assert "could not be read on" in page.text
    assert page.context["board"].reading.count == 60
    assert console.get(first.context["board"].read_on).context["board"].reading.count == 70
    caches["cognito"].clear()
    faults.fail_next("DescribeUserPool", error="AccessDeniedException", message="no")
    assert "settings could not be read" in console.get(url).text
    faults.fail_next("ListUsers", error="AccessDeniedException", message="no")
    assert console.get(url).status_code == 502


def test_a_viewer_sees_masked_people_and_nothing_to_press(
    viewer: Operator, sign_in: SignIn, url: str, pool_id: str
) -> None:
    invited(pool_id, "ana", attributes={"name": "Ana López"})
    page = sign_in(viewer).get(url)
    assert "A••• L•••" in page.text
    assert "López" not in page.text
    assert "ana@example.com" not in page.text
    assert "Resend" not in page.text
    kept = repr(vars(caches["default"]).get("_cache", ""))
    assert "López" not in kept


def test_the_days_mails_are_counted_only_for_the_built_in_sender(
    console: Client, url: str, pool_id: str, connection: object
) -> None:
    sub = invited(pool_id, "ana")
    _resend(console, pool_id, sub)
    answer = console.get(url)
    assert answer.context["board"].sent_today == 1
    assert "1 of 50" in answer.text
    own = {
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/a@example.com",
    }
    other = world.make_pool("Own sender", UsernameAttributes=["email"], EmailConfiguration=own)
    invited(other, "ben")
    assert console.get(f"/pools/embedded/{other}/users/invitations/").context["board"].sent_today is None


def test_nothing_is_counted_where_a_function_sends_the_e_mail(
    console: Client, url: str, pool_id: str, connection: object
) -> None:
    _resend(console, pool_id, invited(pool_id, "ana"))
    function = "arn:aws:lambda:us-east-1:123456789012:function:mail"
    sender = {"CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": function}}
    find_pool(pool_id).extended_config["LambdaConfig"] = sender
    caches["cognito"].clear()
    board = console.get(url)
    assert board.context["board"].sent_today is None
    assert "of 50" not in board.text
    assert "50 e-mails a day" not in console.get(f"/pools/embedded/{pool_id}/users/invite/").text


def test_hostile_names_are_only_text(console: Client, url: str, pool_id: str) -> None:
    invited(pool_id, "ana", attributes={"name": '"><img src=x onerror=alert(1)>'})
    assert "<img src=x" not in console.get(url).text


def test_an_empty_pool_says_so(console: Client, url: str) -> None:
    assert "No open invitations" in console.get(url).text


# All pools


def test_all_pools_are_counted_side_by_side_and_the_rest_comes_later(
    owner: Operator, sign_in: SignIn, pool_id: str, settings: Settings
) -> None:
    for number in range(10):
        world.make_pool(f"Pool {number:02}")
    invited(pool_id, "late", days=20)
    console = sign_in(owner)
    with budget.counted() as calls:
        first = console.get("/invitations/")
    assert (calls.count("DescribeUserPool"), calls.count("ListUsers")) == (10, 10)
    assert "1 not read yet" in first.text
    region = console.get(
        first.context["across"].next, headers={"HX-Request": "true", "HX-Target": "more-pools"}
    )
    [line] = region.context["across"].lines
    assert (line.name, [part.label for part in line.chart.drawn]) == ("Staff", ["Presumably expired"])
    assert region.text.lstrip().startswith("<tbody")
    assert console.get(line.chart.drawn[0].href).status_code == 200


def test_a_pool_that_cannot_be_read_says_why(owner: Operator, sign_in: SignIn, pool_id: str) -> None:
    faults.fail_next("ListUsers", error="AccessDeniedException", message="no")
    page = sign_in(owner).get("/invitations/")
    assert page.status_code == 200
    assert "Not read: " in page.text
    assert "cognito-idp:ListUsers" in page.text


def test_only_ones_own_pools_are_read(sign_in: SignIn, pool_id: str, db: None) -> None:
    other = world.make_pool("Other", UsernameAttributes=["email"])
    invited(pool_id, "ana")
    mine = operator_with("mine", Role.VIEWER, connection="embedded", pool_id=other)
    with faults.recording() as calls:
        page = sign_in(mine).get("/invitations/")
    assert [line.name for line in page.context["across"].lines] == ["Other"]
    assert {call.parameters.get("UserPoolId") for call in calls if call.operation == "ListUsers"} == {other}
    assert Client().get("/invitations/").status_code == 302
