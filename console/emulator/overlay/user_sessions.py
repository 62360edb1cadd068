"""Sessions of users, as far as the pool tracks them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay.attempts import Attempt
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import resource_not_found
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record
from console.emulator.overlay.session_settings import is_tracked, require_tracking


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


def begin(attempt: Attempt) -> None:
    """A session of tokens for a sign-in that succeeded, if the pool tracks sessions."""
    pool, user = attempt.pool, attempt.user
    if is_tracked(pool):
        new = session(client_id=attempt.client.id, device=attempt.device, ip_address=attempt.ip_address)
        add(pool, user.id, new)


def session(
    *,
    client_id: str,
    origin: str = "",
    sso: bool = False,
    created: datetime | None = None,
    active: datetime | None = None,
    device: str = "",
    ip_address: str = "",
    location: Mapping[str, str] | None = None,
) -> Record:
    """A session in the shape of the API; `origin` is the SSO session that it came through."""
    created = created or datetime.now(UTC)
    return {
        "SessionId": f"{'sso' if sso else 'tkn'}{identifiers.characters(25)}",
        "SessionType": "SSO" if sso else "TOKEN",
        "ClientId": client_id,
        "CreateDate": created,
        "LastActiveDate": active or created,
        "DeviceType": device,
        "LastIPAddress": ip_address,
        "IsCurrentSession": False,
        "LastLocation": dict(location or {}),
        **({"OriginSessionId": origin} if origin else {}),
    }


def add(pool: Pool, sub: str, new: Record) -> None:
    """Keep a session of a user."""
    pool.stores.user_sessions.setdefault(sub, {})[new["SessionId"]] = new


def _sessions(call: Call) -> dict[str, Record]:
    pool, user = call.pool, call.user
    require_tracking(pool)
    return pool.stores.user_sessions.setdefault(user.id, {})
