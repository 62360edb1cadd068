"""Sessions of users, as far as the pool tracks them."""

from typing import Any

from console.emulator.overlay.errors import resource_not_found
from console.emulator.overlay.registry import Call, operation
from console.emulator.overlay.session_settings import require_tracking
from console.emulator.overlay.stores import Record


@operation("AdminListUserSessions")
def admin_list_user_sessions(call: Call) -> dict[str, Any]:
    """All of them in one page, the latest activity first.

    Raises OperationNotEnabledException while the pool does not track sessions.
    """
    latest = sorted(_sessions(call).values(), key=lambda session: session["LastActiveDate"], reverse=True)
    return {"Sessions": latest}


@operation("AdminRevokeUserSession")
def admin_revoke_user_session(call: Call) -> dict[str, Any]:
    """End one session; `LINKED` also ends the SSO session that a token came through, or the tokens that came
    through an SSO session. Raises ResourceNotFoundException."""
    sessions, session_id = _sessions(call), call.parameters["SessionId"]
    session = sessions.pop(session_id, None)
    if session is None:
        raise resource_not_found("Session does not exist.")
    if call.get("RevokeAssociatedSessions") == "LINKED":
        sessions.pop(session.get("OriginSessionId", ""), None)
        for name in [name for name, each in sessions.items() if each.get("OriginSessionId") == session_id]:
            del sessions[name]
    return {}


def _sessions(call: Call) -> dict[str, Record]:
    pool, user = call.pool, call.user
    require_tracking(pool)
    return pool.stores.user_sessions.setdefault(user.id, {})
