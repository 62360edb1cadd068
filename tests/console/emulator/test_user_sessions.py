from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

ON = {"UserSessionTracking": "ENABLED", "TokenSession": {"MaxPerUser": 5}}


@pytest.fixture
def ann(client: Any, app: dict[str, str]) -> dict[str, str]:
    """What names a user of a pool that tracks sessions."""
    client.set_user_pool_session_configuration(UserPoolId=app["UserPoolId"], **ON)
    return {"UserPoolId": app["UserPoolId"], "Username": world.make_user(app["UserPoolId"], "ann")}


def listed(client: Any, ann: dict[str, str]) -> list[str]:
    return [session["SessionId"] for session in client.admin_list_user_sessions(**ann)["Sessions"]]


def make(ann: dict[str, str], app: dict[str, str], **more: Any) -> str:
    return world.make_session(ann["UserPoolId"], ann["Username"], client_id=app["ClientId"], **more)


def test_sessions_are_listed_the_latest_activity_first(
    client: Any, app: dict[str, str], ann: dict[str, str]
) -> None:
    assert listed(client, ann) == []
    now = datetime.now(UTC)
    old = make(ann, app, created=now - timedelta(days=3), active=now - timedelta(days=2))
    new = make(ann, app, created=now - timedelta(days=9), active=now)
    assert listed(client, ann) == [new, old]


def test_one_session_is_revoked_or_the_linked_ones_too(
    client: Any, refused: Refused, app: dict[str, str], ann: dict[str, str]
) -> None:
    sso = make(ann, app, sso=True)
    first, second, other = make(ann, app, origin=sso), make(ann, app, origin=sso), make(ann, app)
    client.admin_revoke_user_session(**ann, SessionId=first)
    assert sorted(listed(client, ann)) == sorted([sso, second, other])
    client.admin_revoke_user_session(**ann, SessionId=sso, RevokeAssociatedSessions="LINKED")
    assert listed(client, ann) == [other]
    refused("ResourceNotFoundException", client.admin_revoke_user_session, **ann, SessionId=sso)


def test_a_token_session_takes_its_sign_in_session_along(
    client: Any, app: dict[str, str], ann: dict[str, str]
) -> None:
    sso = make(ann, app, sso=True)
    token = make(ann, app, origin=sso)
    client.admin_revoke_user_session(**ann, SessionId=token, RevokeAssociatedSessions="LINKED")
    assert listed(client, ann) == []


@pytest.mark.parametrize("operation", ["admin_user_global_sign_out", "admin_disable_user"])
def test_signing_out_and_disabling_end_every_session(
    client: Any, app: dict[str, str], ann: dict[str, str], operation: str
) -> None:
    make(ann, app)
    getattr(client, operation)(**ann)
    assert listed(client, ann) == []


def test_without_tracking_nothing_is_told(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    world.make_user(pool_id, "ann")
    call = {"UserPoolId": pool_id, "Username": "ann"}
    refused("OperationNotEnabledException", client.admin_list_user_sessions, **call)
