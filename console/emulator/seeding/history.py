"""What some people of the seeded world have left behind: devices, sign-in events, sessions, factors."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from console.emulator.factories import find_pool
from console.emulator.seeding.stories import Person
from console.emulator.traces import make_auth_event, make_device, make_session

LISBON = {"IpAddress": "192.0.2.10", "City": "Lisbon", "Country": "Portugal"}
ELSEWHERE = {
    "IpAddress": "203.0.113.99",
    "City": "Nowhere",
    "Country": "Unknown",
    "DeviceName": "Python-requests",
}
PLACE = {"City": "Lisbon", "Country": "Portugal"}


def leave_traces(people: Mapping[str, Person]) -> None:
    """Give a past to the administrator of the staff directory, and to customers."""
    now = datetime.now(UTC)
    _sign_in_as_administrator(people["administrator"], now)
    _shop(people["alias"], now)
    _fail(people["lost phone"], "Mfa", now)
    _fail(people["wrong password"], "Password", now)


def _sign_in_as_administrator(person: Person, now: datetime) -> None:
    pool = find_pool(person.pool_id)
    user: Any = pool.table.with_sub(person.sub)
    user.token_verified = user.software_token_mfa_enabled = user.email_mfa_enabled = True
    user.preferred_mfa_setting = "SOFTWARE_TOKEN_MFA"
    client_id = next(iter(pool.clients))
    where: dict[str, Any] = {"client_id": client_id, "location": PLACE}
    sso = make_session(
        person.pool_id, person.sub, sso=True, created=now - timedelta(hours=9), active=now, **where
    )
    make_session(
        person.pool_id, person.sub, origin=sso, created=now - timedelta(hours=9), active=now, **where
    )
    make_session(
        person.pool_id,
        person.sub,
        created=now - timedelta(days=12),
        active=now - timedelta(days=2),
        device="Staff app on Android",
        **where,
    )


def _fail(person: Person, challenge: str, now: datetime) -> None:
    """All went well until this morning."""
    make_auth_event(person.pool_id, person.sub, at=now - timedelta(days=2), context=LISBON)
    for minutes in (95, 93, 92, 40, 38):
        make_auth_event(
            person.pool_id,
            person.sub,
            response="Fail",
            challenge=challenge,
            at=now - timedelta(minutes=minutes),
            context=LISBON,
        )


def _shop(person: Person, now: datetime) -> None:
    for name, days in (("Firefox on Linux", 90), ("Customer's phone", 30)):
        created = now - timedelta(days=days)
        make_device(
            person.pool_id, person.sub, name, created=created, used=created + timedelta(days=days / 2)
        )
    for days in (40, 33, 21, 8, 1):
        make_auth_event(person.pool_id, person.sub, at=now - timedelta(days=days), context=LISBON)
    make_auth_event(
        person.pool_id, person.sub, "ForgotPassword", at=now - timedelta(days=21.1), context=LISBON
    )
    for minutes, risk, decision in ((50, "Medium", "AccountTakeover"), (49, "High", "Block")):
        make_auth_event(
            person.pool_id,
            person.sub,
            response="Fail",
            risk=risk,
            decision=decision,
            compromised=risk == "High",
            at=now - timedelta(days=3, minutes=minutes),
            context=ELSEWHERE,
        )
