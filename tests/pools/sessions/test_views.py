"""Session configurations: the pool's and each app client's, replaced as a whole."""

from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.sessions.sections import CLIENT_SESSIONS, LASTS, MOST, POOL_SESSIONS, TRACKING
from tests.conftest import SignIn
from tests.pages import filled, hidden, words
from tests.shapes import paths_of

NUMBER, MINUTES = MOST.replace(".", "-"), LASTS.replace(".", "-")


@pytest.fixture
def pool_id(connection: Any) -> str:
    return world.make_pool("Shop", UserPoolTier="ESSENTIALS")


@pytest.fixture
def client_id(pool_id: str) -> str:
    made = perform("CreateUserPoolClient", "us-east-1", {"UserPoolId": pool_id, "ClientName": "Web shop"})
    return str(made["UserPoolClient"]["ClientId"])


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}sessions/"


def track(pool_id: str, status: str = "ENABLED", most: int = 20) -> None:
    given = {"UserSessionTracking": status, "TokenSession": {"MaxPerUser": most}}
    perform("SetUserPoolSessionConfiguration", "us-east-1", {"UserPoolId": pool_id, **given})


def test_viewers_see_what_holds(
    sign_in: SignIn, viewer: Operator, url: str, pool_id: str, client_id: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = words(client.get(url))
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolSessionConfiguration", "ListUserPoolClients"]
    assert "Sessions are tracked" in page
    assert "Web shop" in page
    with budget.counted() as calls:
        page = words(client.get(f"{url}app-clients/{client_id}/"))
    assert sorted(calls) == [
        "DescribeUserPool",
        "GetUserPoolClientSessionConfiguration",
        "GetUserPoolSessionConfiguration",
        "ListUserPoolClients",
    ]
    assert "The pool does not track sessions" in page
    assert "60 minutes" in page
    assert client.get(f"{url}edit/").status_code == 403


@pytest.mark.parametrize(
    ("operation", "section"),
    [
        ("SetUserPoolSessionConfiguration", POOL_SESSIONS),
        ("SetUserPoolClientSessionConfiguration", CLIENT_SESSIONS),
    ],
)
def test_every_member_of_an_update_is_edited(operation: str, section: Any) -> None:
    paths = (paths_of(model.input_shape(operation))) - {"UserPoolId", "ClientId"}
    assert {setting.path for setting in section.settings} == paths


def test_tracking_begins_and_the_whole_is_sent(console: Client, url: str, pool_id: str) -> None:
    page = console.get(f"{url}edit/")
    review = console.post(f"{url}edit/", filled(page, {TRACKING: "ENABLED"}))
    assert "Sessions are tracked from now on" in words(review)
    with faults.recording() as sent:
        answer = console.post(f"{url}save/", {"proposal": hidden(review)})
    assert answer["Location"] == url
    written = next(each.parameters for each in sent if each.operation == "SetUserPoolSessionConfiguration")
    assert written == {
        "UserPoolId": pool_id,
        "UserSessionTracking": "ENABLED",
        "TokenSession": {"MaxPerUser": 20},
    }
    assert Entry.objects.get(action="edit_sessions", outcome="done").target_id == pool_id
    page = console.get(f"{url}edit/")
    fewer = console.post(f"{url}edit/", filled(page, {NUMBER: "2", TRACKING: "DISABLED"}))
    assert {"Fewer sessions at once", "Sessions are not tracked any more"} <= {
        each.title for each in fewer.context["page"].warnings
    }


@pytest.mark.parametrize("number", ["0", "101", "many", ""])
def test_a_number_that_cannot_be_is_told(console: Client, url: str, pool_id: str, number: str) -> None:
    page = console.post(f"{url}edit/", filled(console.get(f"{url}edit/"), {NUMBER: number}))
    assert page.status_code == 422
    assert page.context["form"].errors[NUMBER]
    assert page.context["form"][NUMBER].value() == number


def test_an_app_client_has_its_own_limit(console: Client, url: str, pool_id: str, client_id: str) -> None:
    track(pool_id)
    home = f"{url}app-clients/{client_id}/"
    page = console.get(f"{home}edit/")
    assert "0 to 129600" in words(page)
    review = console.post(f"{home}edit/", filled(page, {MINUTES: "0"}))
    assert "asked to sign in more often" in words(review)
    assert console.post(f"{home}save/", {"proposal": hidden(review)})["Location"] == home
    assert find_pool(pool_id).stores.client_sessions[client_id] == {"SSOSession": {"MaxValidityMinutes": 0}}
    assert "Never: each app asks anew" in words(console.get(home))


def test_refusals_land_on_the_field(console: Client, url: str, pool_id: str, client_id: str) -> None:
    home = f"{url}app-clients/{client_id}/"
    review = console.post(f"{home}edit/", filled(console.get(f"{home}edit/"), {MINUTES: "30"}))
    refused = console.post(f"{home}save/", {"proposal": hidden(review)})
    assert refused.status_code == 422
    assert "User session tracking is not enabled" in words(refused)
    assert refused.context["page"].refusal
    assert refused.context["subject"].blamed(refused.context["page"].problem) == (LASTS,)


def test_what_the_plan_or_the_service_lacks_is_said(
    console: Client, url: str, change: Any, client_id: str
) -> None:
    change(UserPoolTier="LITE")
    assert "Session tracking needs the Essentials plan" in words(console.get(url))
    assert "Needs the Essentials plan" in words(console.get(f"{url}edit/"))
    faults.fail_next("GetUserPoolSessionConfiguration", error="UnknownOperationException")
    page = console.get(url)
    assert (page.status_code, "does not offer that" in words(page)) == (200, True)
    assert console.get(f"{url}app-clients/0123456789abcdefghijklmnop/").status_code == 404
    assert console.post(f"{url}save/", {"proposal": "forged"}).status_code == 404
