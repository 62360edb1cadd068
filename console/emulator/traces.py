"""What users leave behind, straight in the world: devices, sign-in events, sessions. For seeding and tests."""

from datetime import UTC, datetime
from uuid import uuid4

from console.emulator.factories import find_pool
from console.emulator.overlay import auth_events, user_sessions
from console.emulator.overlay.core.registry import ACCOUNT_ID, LOCK


def make_device(
    pool_id: str,
    sub: str,
    name: str = "Firefox on Linux",
    *,
    ip_address: str = "192.0.2.10",
    remembered: bool = True,
    created: datetime | None = None,
    used: datetime | None = None,
) -> str:
    """A device of a user, checked against nothing. Returns its key. Dates are aware."""
    with LOCK:
        pool = find_pool(pool_id)
        key = f"{pool.region}_{uuid4()}"
        created = created or datetime.now(UTC)
        owner = f"{pool.table.with_sub(sub).username}.{pool.id}"  # type: ignore[union-attr]
        attributes = {
            "device_status": "valid",
            "device_name": name,
            "dev:device_arn": f"arn:aws:cognito-idp:{pool.region}:{ACCOUNT_ID}:owner/{owner}/device/{key}",
            "dev:device_owner": owner,
            "last_ip_used": ip_address,
            "dev:device_remembered_status": "remembered" if remembered else "not_remembered",
        }
        pool.stores.devices.setdefault(sub, {})[key] = {
            "DeviceKey": key,
            "DeviceAttributes": [{"Name": name, "Value": value} for name, value in attributes.items()],
            "DeviceCreateDate": created,
            "DeviceLastModifiedDate": used or created,
            "DeviceLastAuthenticatedDate": used or created,
        }
        return key


def make_auth_event(
    pool_id: str,
    sub: str,
    kind: str = "SignIn",
    *,
    response: str = "Pass",
    risk: str = "",
    decision: str = "NoRisk",
    compromised: bool = False,
    challenges: list[tuple[str, str]] | None = None,
    at: datetime | None = None,
    context: dict[str, str] | None = None,
) -> str:
    """A sign-in event of a user. Returns its id. `context` holds IpAddress, City, Country and the like."""
    result = "Success" if response == "Pass" else "Failure"
    event = auth_events.event(
        kind,
        response=response,
        risk=risk,
        decision=decision,
        compromised=compromised,
        challenges=challenges or [("Password", result)],
        at=at,
        context={"IpAddress": "192.0.2.10", "DeviceName": "Firefox 140, Linux", **(context or {})},
    )
    with LOCK:
        auth_events.add(find_pool(pool_id), sub, event)
    return str(event["EventId"])


def make_session(
    pool_id: str,
    sub: str,
    *,
    client_id: str,
    origin: str = "",
    sso: bool = False,
    created: datetime | None = None,
    active: datetime | None = None,
    device: str = "Firefox on Linux",
    location: dict[str, str] | None = None,
) -> str:
    """A session of a user: of tokens, or with `sso` of the sign-in pages. Returns its id.

    `origin` is the id of the SSO session that a token session came through.
    """
    session = user_sessions.session(
        client_id=client_id,
        origin=origin,
        sso=sso,
        created=created,
        active=active,
        device=device,
        ip_address="192.0.2.10",
        location=location or {"City": "Lisbon", "Country": "Portugal"},
    )
    with LOCK:
        user_sessions.add(find_pool(pool_id), sub, session)
    return str(session["SessionId"])
