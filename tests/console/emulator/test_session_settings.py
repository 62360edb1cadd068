from typing import Any

from console.emulator import world
from tests.console.emulator.conftest import Refused, make_app

ON = {"UserSessionTracking": "ENABLED", "TokenSession": {"MaxPerUser": 5}}


def test_defaults_are_told_until_something_is_set(client: Any, app: dict[str, str]) -> None:
    pool = client.get_user_pool_session_configuration(UserPoolId=app["UserPoolId"])
    assert (pool["UserSessionTracking"], pool["TokenSession"]) == ("DISABLED", {"MaxPerUser": 20})
    of_app = client.get_user_pool_client_session_configuration(**app)
    assert of_app["SSOSession"] == {"MaxValidityMinutes": 60}


def test_what_is_set_is_read_back(client: Any, app: dict[str, str]) -> None:
    client.set_user_pool_session_configuration(UserPoolId=app["UserPoolId"], **ON)
    client.set_user_pool_client_session_configuration(**app, SSOSession={"MaxValidityMinutes": 0})
    pool = client.get_user_pool_session_configuration(UserPoolId=app["UserPoolId"])
    assert {name: pool[name] for name in ON} == ON
    of_app = client.get_user_pool_client_session_configuration(**app)
    assert of_app["SSOSession"] == {"MaxValidityMinutes": 0}


def test_the_limit_of_an_app_client_is_kept_while_tracking_is_off(
    client: Any, refused: Refused, app: dict[str, str]
) -> None:
    limit = {"SSOSession": {"MaxValidityMinutes": 7}}
    refused("OperationNotEnabledException", client.set_user_pool_client_session_configuration, **app, **limit)
    client.set_user_pool_session_configuration(UserPoolId=app["UserPoolId"], **ON)
    client.set_user_pool_client_session_configuration(**app, **limit)
    off = {**ON, "UserSessionTracking": "DISABLED"}
    client.set_user_pool_session_configuration(UserPoolId=app["UserPoolId"], **off)
    of_app = client.get_user_pool_client_session_configuration(**app)
    assert of_app["SSOSession"] == {"MaxValidityMinutes": 7}


def test_lite_tracks_no_sessions_and_tracking_keeps_a_pool_from_lite(
    client: Any, refused: Refused, app: dict[str, str]
) -> None:
    lite = make_app(client, world.make_pool(UserPoolTier="LITE"))
    code = "FeatureUnavailableInTierException"
    refused(code, client.set_user_pool_session_configuration, UserPoolId=lite["UserPoolId"], **ON)
    limit = {"SSOSession": {"MaxValidityMinutes": 7}}
    refused(code, client.set_user_pool_client_session_configuration, **lite, **limit)
    client.set_user_pool_session_configuration(UserPoolId=app["UserPoolId"], **ON)
    call = {"UserPoolId": app["UserPoolId"], "UserPoolTier": "LITE"}
    message = refused("TierChangeNotAllowedException", client.update_user_pool, **call)
    assert message.endswith("Session Tracking")
