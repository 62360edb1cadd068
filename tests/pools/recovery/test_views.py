"""Point-in-time recovery: begun with what it costs, looked at, started or cancelled; told wherever it matters."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.audit.models import Entry
from console.cognito import budget, model
from console.emulator import faults, world
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from pools.recovery.gateway import Recovery
from pools.recovery.pages import STATUSES, RecoveryRow
from tests.conftest import SignIn, prove
from tests.pages import words

WRITES_PAUSED = "A recovery is under way: writes are paused"


@pytest.fixture
def pool_id(connection: Any) -> str:
    pool_id = world.make_pool("Staff", UserPoolTier="ESSENTIALS")
    find_pool(pool_id).creation_date -= timedelta(days=30)
    return pool_id


@pytest.fixture
def url(pool_url: str) -> str:
    return f"{pool_url}recovery/"


@pytest.fixture
def console(owner: Operator, sign_in: SignIn) -> Client:
    return sign_in(owner)


@pytest.fixture
def running(pool_id: str) -> str:
    """The id of one that waits for its start."""
    point = (datetime.now(UTC) - timedelta(hours=2)).timestamp()
    parameters = {"UserPoolId": pool_id, "RestoreTimestamp": point}
    answer = perform("InitiatePointInTimeRecovery", "us-east-1", parameters)
    return str(answer["Restoration"]["RestoreId"])


def asked(ago: timedelta = timedelta(hours=2), **changes: str) -> dict[str, str]:
    point = datetime.now(UTC) - ago
    return {"point": f"{point:%Y-%m-%dT%H:%M}", "typed": "Staff", "reason": "Import went wrong", **changes}


def status_of(pool_id: str, recovery: str) -> str:
    return str(find_pool(pool_id).stores.recoveries[recovery]["RestoreStatus"])


def test_viewers_see_how_far_back_it_goes_and_begin_nothing(
    sign_in: SignIn, viewer: Operator, url: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = client.get(url)
    assert sorted(calls) == ["DescribeUserPool", "ListPointInTimeRecoveries"]
    assert "No recovery yet" in words(page) and "at the earliest" in words(page)
    assert "Begin a recovery" not in words(page)
    assert client.get(f"{url}begin/").status_code == 403


def test_a_pool_whose_plan_has_none_says_so_without_asking(console: Client, url: str, change: Any) -> None:
    change(UserPoolTier="LITE")
    with budget.counted() as calls:
        page = console.get(url)
    assert sorted(calls) == ["DescribeUserPool"]
    assert "needs the Essentials or Plus plan; this pool has Lite" in words(page)
    assert console.get(f"{url}begin/")["Location"] == url


def test_beginning_says_who_cannot_sign_in_and_is_recorded(console: Client, url: str, pool_id: str) -> None:
    page = words(console.get(f"{url}begin/"))
    assert "everybody with an authenticator app cannot sign in" in page
    with faults.recording() as calls:
        answer = console.post(f"{url}begin/", asked())
    [recovery] = find_pool(pool_id).stores.recoveries
    assert answer["Location"] == f"{url}{recovery}/"
    assert "InitiatePointInTimeRecovery" in [each.operation for each in calls]
    entry = Entry.objects.get(action="initiate_recovery", outcome="asked")
    assert entry.reason == "Import went wrong"
    shown = words(console.get(answer["Location"]))
    assert "Waits for you" in shown and "Users and their attributes" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"typed": "Stuff"}, "This is not the name of the pool."),
        ({"reason": ""}, "Give a reason."),
        ({"point": "yesterday"}, "Write it like"),
        ({"point": "2020-01-01T00:00"}, "It has to lie between"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    console: Client, url: str, pool_id: str, changes: dict[str, str], said: str
) -> None:
    page = console.post(f"{url}begin/", asked(**changes))
    assert (page.status_code, said in words(page)) == (422, True)
    assert not find_pool(pool_id).stores.recoveries


def test_a_moment_of_the_last_quarter_of_an_hour_is_too_late(console: Client, url: str) -> None:
    assert "It has to lie between" in words(console.post(f"{url}begin/", asked(timedelta(minutes=3))))


def test_it_is_started_with_the_numbers_before_ones_eyes(
    console: Client, url: str, pool_id: str, running: str
) -> None:
    page = words(console.get(f"{url}{running}/start/"))
    assert "Whoever was created since is deleted" in page and "Are deleted" in page
    assert console.post(f"{url}{running}/start/", {"typed": "no", "reason": "x"}).status_code == 422
    console.post(f"{url}{running}/start/", {"typed": "Staff", "reason": "Sure"})
    assert status_of(pool_id, running) == "RESTORE_COMPLETED"
    assert "Done" in words(console.get(f"{url}{running}/"))
    assert console.get(f"{url}{running}/start/").status_code == 302


def test_administrators_cancel_it_and_start_nothing(
    sign_in: SignIn, administrator: Operator, url: str, pool_id: str, running: str
) -> None:
    client = sign_in(administrator)
    assert client.get(f"{url}{running}/start/").status_code == 403
    assert "Writes go on at once" in words(client.get(f"{url}{running}/cancel/"))
    client.post(f"{url}{running}/cancel/", {"reason": "False alarm"})
    assert status_of(pool_id, running) == "PREVIEW_CANCELLED"
    assert client.post(f"{url}{running}/cancel/", {"reason": "Again"}).status_code == 302


@pytest.mark.parametrize("step", ["begin/", "{}/start/", "{}/cancel/"])
def test_each_step_takes_a_recent_proof(
    sign_in: SignIn, owner: Operator, url: str, running: str, step: str
) -> None:
    client = sign_in(owner)
    prove(client, owner, ago=100_000)
    assert "reauthenticate" in client.get(url + step.format(running))["Location"]


def test_there_is_one_at_a_time(console: Client, url: str, running: str) -> None:
    page = console.get(f"{url}begin/", follow=True)
    assert "there is one at a time" in words(page)
    assert "Begin a recovery" not in words(console.get(url))


def test_without_a_clear_answer_a_look_decides(console: Client, url: str, pool_id: str, running: str) -> None:
    faults.fail_next("CancelPointInTimeRecovery", drop=True)
    assert console.post(f"{url}{running}/cancel/", {"reason": "x"}).status_code == 504
    assert status_of(pool_id, running) == "PREVIEW_GENERATED"
    faults.fail_next("CancelPointInTimeRecovery", drop=True, applied=True)
    assert console.post(f"{url}{running}/cancel/", {"reason": "x"})["Location"] == url


def test_the_page_of_the_pool_says_that_writes_are_paused(
    console: Client, pool_url: str, running: str
) -> None:
    page = words(console.get(f"{pool_url}?fresh=1"))
    assert WRITES_PAUSED in page and "authenticator app" in page


def test_the_page_of_the_pool_says_nothing_otherwise_and_survives_a_failure(
    console: Client, pool_url: str
) -> None:
    assert WRITES_PAUSED not in words(console.get(pool_url))
    faults.fail_next(operation="ListPointInTimeRecoveries", error="InternalErrorException")
    assert console.get(f"{pool_url}?fresh=1").status_code == 200


def test_a_pool_of_the_small_plan_costs_no_call(console: Client, pool_url: str, change: Any) -> None:
    change(UserPoolTier="LITE")
    with budget.counted() as calls:
        console.get(f"{pool_url}?fresh=1")
    assert "ListPointInTimeRecoveries" not in calls


def test_every_state_has_words() -> None:
    shape = model.output_shape("DescribePointInTimeRecovery").members["Restoration"]
    assert set(shape.members["RestoreStatus"].enum) == set(STATUSES)
    odd = RecoveryRow(recovery=Recovery(id="a", status="NEWER", point=None))
    assert odd.status[0] == "NEWER"
    assert not odd.recovery.pauses_writes


def test_what_cognito_says_of_a_paused_pool_is_explained(
    console: Client, pool_url: str, pool_id: str, running: str
) -> None:
    sub = world.make_user(pool_id, "ana@example.com")
    page = console.post(f"{pool_url}users/{sub}/disable/", {})
    assert page.status_code in {409, 422}
