"""Sign-ins that are under way: who, through which app client, and which challenge has to be answered next."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from console.emulator.overlay import app_clients
from console.emulator.overlay.app_clients import AppClient
from console.emulator.overlay.core.errors import not_authorized
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call

# What a browser that says nothing of itself is called.
UNKNOWN_DEVICE = "Unknown device"


@dataclass(slots=True, kw_only=True)
class Attempt:
    """One sign-in. `code` is what was sent, `by_code` whether a code stands for the password."""

    pool: Pool
    client: AppClient
    user: Any
    ip_address: str = ""
    device: str = UNKNOWN_DEVICE
    challenge: str = ""
    code: str = ""
    by_code: bool = False
    passed: list[str] = field(default_factory=list)
    expires: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def context(self) -> dict[str, str]:
        """`EventContextData` of an event."""
        return {"DeviceName": self.device, **({"IpAddress": self.ip_address} if self.ip_address else {})}


def context_of(call: Call) -> tuple[str, str]:
    """The address and the device that a call tells of: ContextData of administrators, UserContextData of apps."""
    context: Mapping[str, Any] = call.get("ContextData") or call.get("UserContextData") or {}
    headers = {
        each.get("headerName", ""): each.get("headerValue", "") for each in context.get("HttpHeaders", ())
    }
    agent = headers.get("User-Agent") or context.get("EncodedData") or UNKNOWN_DEVICE
    return context.get("IpAddress", ""), agent


def wait_for(attempt: Attempt, challenge: str, code: str = "") -> str:
    """Keep an attempt until its challenge is answered. Returns the session that the answer has to name."""
    session = secrets.token_urlsafe(48)
    minutes = attempt.client.settings.get("AuthSessionValidity", 3)
    attempt.challenge, attempt.code = challenge, code
    attempt.expires = datetime.now(UTC) + timedelta(minutes=minutes)
    attempt.pool.stores.attempts[session] = attempt
    return session


def resume(pool: Pool, call: Call) -> Attempt:
    """The attempt whose challenge is answered. A session is good until an answer was right: see `settle`.

    Raises NotAuthorizedException for a session that is unknown, over, or another app client's or challenge's.
    """
    attempt = pool.stores.attempts.get(call.get("Session", ""))
    client = app_clients.find(pool, call.parameters["ClientId"])
    if not isinstance(attempt, Attempt) or not (
        attempt.client is client
        and attempt.challenge == call.parameters["ChallengeName"]
        and pool.table.with_sub(attempt.user.id) is attempt.user
    ):
        raise not_authorized("Invalid session for the user.")
    if attempt.expires < datetime.now(UTC):
        raise not_authorized("Invalid session for the user, session is expired.")
    return attempt


def settle(pool: Pool, call: Call) -> None:
    """The challenge was answered rightly: its session is over."""
    pool.stores.attempts.pop(call.get("Session", ""), None)
