"""Point-in-time recoveries: who was deleted comes back, who is new goes, and writes are paused meanwhile."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import world
from console.emulator.factories import find_pool
from tests.console.emulator.conftest import Refused

HOUR = timedelta(hours=1)


@pytest.fixture
def pool_id(client: Any) -> str:
    return world.make_pool("Staff", UserPoolTier="ESSENTIALS")


def made(pool_id: str, name: str, **facts: Any) -> None:
    world.make_user(pool_id, name, created=datetime.now(UTC) - timedelta(days=3), **facts)


def begin(client: Any, pool_id: str, ago: timedelta = HOUR) -> str:
    point = datetime.now(UTC) - ago
    answer = client.initiate_point_in_time_recovery(UserPoolId=pool_id, RestoreTimestamp=point)
    assert answer["Restoration"]["RestoreStatus"] == "PREVIEW_GENERATING"
    return str(answer["Restoration"]["RestoreId"])


def test_a_recovery_brings_back_who_was_deleted_and_deletes_who_is_new(client: Any, pool_id: str) -> None:
    world.make_group(pool_id, "editors")
    made(pool_id, "ana@example.com", groups=["editors"])
    made(pool_id, "ben@example.com")
    for name in ("ana@example.com", "ben@example.com"):
        client.admin_delete_user(UserPoolId=pool_id, Username=name)
    world.make_user(pool_id, "new@example.com")
    of_it = {"UserPoolId": pool_id, "RestoreId": begin(client, pool_id)}
    preview = client.describe_point_in_time_recovery(**of_it)["Restoration"]["RestorePreview"]
    users = next(each for each in preview if each["Entity"] == "Users")
    assert (users["CreateCount"], users["DeleteCount"]) == (2, 1)
    assert client.start_point_in_time_recovery(**of_it)["Restoration"]["RestoreStatus"] == "RESTORING"
    assert (
        client.describe_point_in_time_recovery(**of_it)["Restoration"]["RestoreStatus"] == "RESTORE_COMPLETED"
    )
    listed = client.list_users(UserPoolId=pool_id)["Users"]
    assert {each["Username"] for each in listed} == {"ana@example.com", "ben@example.com"}
    members = client.list_users_in_group(UserPoolId=pool_id, GroupName="editors")["Users"]
    assert len(members) == 1


def test_writes_are_paused_until_it_is_cancelled(client: Any, pool_id: str, refused: Refused) -> None:
    made(pool_id, "ana@example.com")
    of_it = {"UserPoolId": pool_id, "RestoreId": begin(client, pool_id)}
    code = "OperationNotEnabledException"
    refused(code, client.admin_create_user, UserPoolId=pool_id, Username="new@example.com")
    refused(code, client.admin_disable_user, UserPoolId=pool_id, Username="ana@example.com")
    assert client.list_users(UserPoolId=pool_id)["Users"]
    client.cancel_point_in_time_recovery(**of_it)
    client.admin_disable_user(UserPoolId=pool_id, Username="ana@example.com")
    refused("InvalidParameterException", client.start_point_in_time_recovery, **of_it)


def test_a_new_password_is_refused_meanwhile(client: Any, pool_id: str, refused: Refused) -> None:
    app = client.create_user_pool_client(UserPoolId=pool_id, ClientName="App")["UserPoolClient"]["ClientId"]
    begin(client, pool_id)
    refused(
        "OperationNotEnabledException",
        client.respond_to_auth_challenge,
        ClientId=app,
        ChallengeName="NEW_PASSWORD_REQUIRED",
        Session="s" * 20,
        ChallengeResponses={"USERNAME": "ana", "NEW_PASSWORD": "Secret-123"},
    )


def test_a_point_lies_within_the_window_of_the_plan(client: Any, pool_id: str, refused: Refused) -> None:
    begins = client.initiate_point_in_time_recovery
    for ago in (timedelta(minutes=5), timedelta(days=2)):
        point = datetime.now(UTC) - ago
        refused("InvalidParameterException", begins, UserPoolId=pool_id, RestoreTimestamp=point)
    lite = world.make_pool("Small", UserPoolTier="LITE")
    point = datetime.now(UTC) - HOUR
    refused("FeatureUnavailableInTierException", begins, UserPoolId=lite, RestoreTimestamp=point)


def test_there_is_one_at_a_time_and_three_in_a_day(client: Any, pool_id: str, refused: Refused) -> None:
    begins, point = client.initiate_point_in_time_recovery, datetime.now(UTC) - HOUR
    for number in range(3):
        recovery = begin(client, pool_id)
        if number == 0:
            refused("ConcurrentModificationException", begins, UserPoolId=pool_id, RestoreTimestamp=point)
        client.cancel_point_in_time_recovery(UserPoolId=pool_id, RestoreId=recovery)
    refused("LimitExceededException", begins, UserPoolId=pool_id, RestoreTimestamp=point)
    listed = client.list_point_in_time_recoveries(UserPoolId=pool_id)["Restorations"]
    assert [each["RestoreStatus"] for each in listed] == ["PREVIEW_CANCELLED"] * 3
    assert listed[0]["RestoreId"] == recovery


def test_a_preview_that_nobody_starts_expires(client: Any, pool_id: str) -> None:
    recovery = begin(client, pool_id)
    record = find_pool(pool_id).stores.recoveries[recovery]
    record["TriggerTimestamp"] -= timedelta(hours=25)
    answer = client.describe_point_in_time_recovery(UserPoolId=pool_id, RestoreId=recovery)
    assert answer["Restoration"]["RestoreStatus"] == "PREVIEW_EXPIRED"
    client.admin_create_user(UserPoolId=pool_id, Username="new@example.com")


def test_an_unknown_recovery_is_not_found(client: Any, pool_id: str, refused: Refused) -> None:
    nobody = {"UserPoolId": pool_id, "RestoreId": "00000000-0000-4000-8000-000000000000"}
    refused("ResourceNotFoundException", client.describe_point_in_time_recovery, **nobody)
