from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused


@pytest.fixture
def ann(client: Any) -> dict[str, str]:
    """What names a user of a pool with threat protection."""
    pool_id = world.make_pool(UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"})
    return {"UserPoolId": pool_id, "Username": world.make_user(pool_id, "ann")}


def make_events(ann: dict[str, str], count: int) -> list[str]:
    """Events, the newest first."""
    now = datetime.now(UTC)
    return [
        world.make_auth_event(ann["UserPoolId"], ann["Username"], at=now - timedelta(hours=hours))
        for hours in range(count)
    ]


def test_events_are_listed_in_pages_the_newest_first(client: Any, ann: dict[str, str]) -> None:
    ids = make_events(ann, 70)
    page = client.admin_list_user_auth_events(**ann, MaxResults=0)
    rest = client.admin_list_user_auth_events(**ann, MaxResults=0, NextToken=page["NextToken"])
    assert len(page["AuthEvents"]) == 60
    assert [event["EventId"] for event in page["AuthEvents"] + rest["AuthEvents"]] == ids


def test_an_event_tells_its_risk_and_where_it_came_from(client: Any, ann: dict[str, str]) -> None:
    world.make_auth_event(
        ann["UserPoolId"],
        ann["Username"],
        response="Fail",
        risk="High",
        decision="Block",
        context={"City": "Porto", "Country": "Portugal"},
    )
    (event,) = client.admin_list_user_auth_events(**ann)["AuthEvents"]
    assert event["EventRisk"]["RiskLevel"] == "High"
    assert event["EventContextData"]["City"] == "Porto"
    assert event["ChallengeResponses"] == [{"ChallengeName": "Password", "ChallengeResponse": "Failure"}]


def test_feedback_is_kept(client: Any, refused: Refused, ann: dict[str, str]) -> None:
    (event_id,) = make_events(ann, 1)
    client.admin_update_auth_event_feedback(**ann, EventId=event_id, FeedbackValue="Invalid")
    (event,) = client.admin_list_user_auth_events(**ann)["AuthEvents"]
    assert (event["EventFeedback"]["FeedbackValue"], event["EventFeedback"]["Provider"]) == (
        "Invalid",
        "Admin",
    )
    call = {**ann, "EventId": "nothing", "FeedbackValue": "Valid"}
    refused("ResourceNotFoundException", client.admin_update_auth_event_feedback, **call)


def test_without_threat_protection_there_are_no_events(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann")
    call = {"UserPoolId": pool_id, "Username": "ann"}
    refused("UserPoolAddOnNotEnabledException", client.admin_list_user_auth_events, **call)
