import time
from typing import Any

import pytest
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from console.emulator import faults, world
from console.emulator.server import Emulator
from tests.console.emulator.conftest import Refused, make_client


def test_the_next_calls_of_an_operation_go_wrong_and_then_no_more(client: Any, refused: Refused) -> None:
    faults.fail_next("ListUserPools", count=2, error="TooManyRequestsException", message="Rate exceeded")
    for _ in range(2):
        assert refused("TooManyRequestsException", client.list_user_pools, MaxResults=1) == "Rate exceeded"
    assert client.list_user_pools(MaxResults=1)["UserPools"] == []
    assert faults.pending() == []


def test_another_operation_is_not_touched(client: Any) -> None:
    faults.fail_next("ListUsers", error="InternalErrorException", status=500)
    client.list_user_pools(MaxResults=1)
    assert [fault.operation for fault in faults.pending()] == ["ListUsers"]


def test_an_error_has_its_status_and_a_request_id(client: Any) -> None:
    faults.fail_next(error="InternalErrorException", message="oops", status=500)
    with pytest.raises(ClientError) as caught:
        client.list_user_pools(MaxResults=1)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    assert caught.value.response["ResponseMetadata"]["RequestId"]


def test_a_truncated_answer_can_be_provoked(client: Any) -> None:
    faults.fail_next(body=b'{"UserPools": [{"Id"')
    # botocore takes it for an answer without members: callers have to look.
    answer = client.list_user_pools(MaxResults=1)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert "UserPools" not in answer


def test_a_dropped_connection_can_be_provoked(client: Any) -> None:
    faults.fail_next(drop=True)
    with pytest.raises(ConnectionClosedError):
        client.list_user_pools(MaxResults=1)


def test_a_write_can_be_done_without_the_caller_hearing_of_it(client: Any) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann")
    faults.fail_next("AdminDisableUser", drop=True, applied=True)
    with pytest.raises(ConnectionClosedError):
        client.admin_disable_user(UserPoolId=pool_id, Username="ann")
    assert client.admin_get_user(UserPoolId=pool_id, Username="ann")["Enabled"] is False


def test_a_delay_only_delays(emulator: Emulator, client: Any) -> None:
    faults.fail_next(delay_seconds=0.3)
    with pytest.raises(ReadTimeoutError):
        make_client(emulator, read_timeout=0.1).list_user_pools(MaxResults=1)
    assert client.list_user_pools(MaxResults=1)["UserPools"] == []


def test_every_answer_can_be_made_late(client: Any) -> None:
    faults.latency(0.05)
    start = time.perf_counter()
    client.list_user_pools(MaxResults=1)
    assert time.perf_counter() - start >= 0.05


def test_a_recording_holds_the_calls_with_what_was_sent(client: Any) -> None:
    pool_id = world.make_pool()
    with faults.recording() as calls:
        client.list_users(UserPoolId=pool_id, Limit=5)
    client.list_users(UserPoolId=pool_id)
    assert [(call.operation, call.keys) for call in calls] == [("ListUsers", ("Limit", "UserPoolId"))]
    assert calls[0].parameters["Limit"] == 5
