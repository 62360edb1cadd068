from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

GROUP = {"LogGroupArn": "arn:aws:logs:us-east-1:123456789012:log-group:pools"}
ERRORS = {"LogLevel": "ERROR", "EventSource": "userNotification", "CloudWatchLogsConfiguration": GROUP}
EVENTS = {
    "LogLevel": "INFO",
    "EventSource": "userAuthEvents",
    "FirehoseConfiguration": {"StreamArn": "arn:aws:firehose:us-east-1:123456789012:deliverystream/events"},
}


def configured(client: Any, pool_id: str) -> Any:
    answer = client.get_log_delivery_configuration(UserPoolId=pool_id)["LogDeliveryConfiguration"]
    assert answer["UserPoolId"] == pool_id
    return answer["LogConfigurations"]


def test_the_list_is_replaced_as_a_whole(client: Any) -> None:
    pool_id = world.make_pool(UserPoolTier="PLUS")
    assert configured(client, pool_id) == []
    client.set_log_delivery_configuration(UserPoolId=pool_id, LogConfigurations=[ERRORS, EVENTS])
    assert configured(client, pool_id) == [ERRORS, EVENTS]
    client.set_log_delivery_configuration(UserPoolId=pool_id, LogConfigurations=[])
    assert configured(client, pool_id) == []


@pytest.mark.parametrize(
    ("configurations", "message"),
    [
        ([ERRORS, ERRORS], "appear more then once"),
        ([{**ERRORS, "LogLevel": "INFO"}], "log level of userNotification must be ERROR"),
        ([{**EVENTS, "CloudWatchLogsConfiguration": GROUP}], "Exactly one destination"),
        ([{"LogLevel": "INFO", "EventSource": "userAuthEvents"}], "Exactly one destination"),
        (
            [{**EVENTS, "LogLevel": "ERROR", "EventSource": "userNotification"}],
            "CloudWatchLogsConfiguration only",
        ),
    ],
)
def test_lists_that_cannot_be_are_refused(
    client: Any, refused: Refused, configurations: list[dict[str, Any]], message: str
) -> None:
    pool_id = world.make_pool(UserPoolTier="PLUS")
    told = refused(
        "InvalidParameterException",
        client.set_log_delivery_configuration,
        UserPoolId=pool_id,
        LogConfigurations=configurations,
    )
    assert message in told


def test_sign_in_events_need_plus_and_keep_a_pool_there(client: Any, refused: Refused) -> None:
    message = refused(
        "FeatureUnavailableInTierException",
        client.set_log_delivery_configuration,
        UserPoolId=world.make_pool(),
        LogConfigurations=[EVENTS],
    )
    assert message.endswith("ESSENTIALS pricing tier configured: Log Streaming")
    pool_id = world.make_pool(UserPoolTier="PLUS")
    client.set_log_delivery_configuration(UserPoolId=pool_id, LogConfigurations=[EVENTS])
    refused("TierChangeNotAllowedException", client.update_user_pool, UserPoolId=pool_id)
