"""How sessions are tracked: the pool's setting, and each app client's own limit."""

from typing import Any

from console.emulator.overlay import app_clients, plans
from console.emulator.overlay.core.errors import operation_not_enabled
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

POOL_DEFAULT = {"UserSessionTracking": "DISABLED", "TokenSession": {"MaxPerUser": 20}}
CLIENT_DEFAULT = {"SSOSession": {"MaxValidityMinutes": 60}}


@operation("GetUserPoolSessionConfiguration")
def get_user_pool_session_configuration(call: Call) -> dict[str, Any]:
    """Off, and twenty sessions a user, until it is set."""
    pool = call.pool
    return {"UserPoolId": pool.id, **(pool.stores.session_tracking or POOL_DEFAULT)}


@operation("SetUserPoolSessionConfiguration")
def set_user_pool_session_configuration(call: Call) -> dict[str, Any]:
    """A full replace. Raises FeatureUnavailableInTierException under LITE."""
    pool = call.pool
    _check_plan(pool)
    pool.stores.session_tracking = {name: call.parameters[name] for name in POOL_DEFAULT}
    return {"UserPoolId": pool.id, **pool.stores.session_tracking}


@operation("GetUserPoolClientSessionConfiguration")
def get_user_pool_client_session_configuration(call: Call) -> dict[str, Any]:
    """An hour, until it is set."""
    pool = call.pool
    client = app_clients.find(pool, call.parameters["ClientId"])
    kept = pool.stores.client_sessions.get(client.id, CLIENT_DEFAULT)
    return {"UserPoolId": pool.id, "ClientId": client.id, **kept}


@operation("SetUserPoolClientSessionConfiguration")
def set_user_pool_client_session_configuration(call: Call) -> dict[str, Any]:
    """A full replace. Raises OperationNotEnabledException while the pool does not track sessions,
    FeatureUnavailableInTierException under LITE."""
    pool = call.pool
    client = app_clients.find(pool, call.parameters["ClientId"])
    _check_plan(pool)
    require_tracking(pool)
    pool.stores.client_sessions[client.id] = {"SSOSession": call.parameters["SSOSession"]}
    return get_user_pool_client_session_configuration(call)


def is_tracked(pool: Pool) -> bool:
    """Whether the pool tracks sessions."""
    return bool(pool.stores.session_tracking.get("UserSessionTracking") == "ENABLED")


def require_tracking(pool: Pool) -> None:
    """Raises OperationNotEnabledException while the pool does not track sessions."""
    if not is_tracked(pool):
        raise operation_not_enabled("User session tracking is not enabled for this user pool.")


def _check_plan(pool: Pool) -> None:
    plans.check_feature(pool.extended_config.get("UserPoolTier", "LITE"), "ESSENTIALS", "Session Tracking")
