"""What some people of the seeded world have left behind: devices, sign-in events, sessions, factors."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.linked_identities import identities_of
from console.emulator.seeding.stories import Person
from console.emulator.traces import make_auth_event, make_device, make_session

LISBON = {"IpAddress": "192.0.2.10", "City": "Lisbon", "Country": "Portugal"}
ELSEWHERE = {
    "IpAddress": "203.0.113.99",
    "City": "Nowhere",
    "Country": "Unknown",
    "DeviceName": "Python-requests",
}
BERLIN = {"City": "Berlin", "Country": "Germany"}
PLACE = {"City": "Lisbon", "Country": "Portugal"}


def leave_traces(people: Mapping[str, Person]) -> None:
    """Give a past to some of the staff and to some customers: good ones, bad ones, unfinished ones."""
    now = datetime.now(UTC)
    _sign_in_as_administrator(people["administrator"], now)
    _come_from_google(people["federated"], now)
    _lose_the_telephone(people["not verified"], now)
    _shop(people["alias"], now)
    _register_authenticator(people["lost phone"])
    _fail(people["lost phone"], [("Password", "Success"), ("Mfa", "Failure")], now)
    _forget_the_password(people["wrong password"], now)
    _never_finish(people["unconfirmed"], now)


def _sign_in_as_administrator(person: Person, now: datetime) -> None:
    pool = find_pool(person.pool_id)
    _register_authenticator(person).email_mfa_enabled = True
    client_id = next(iter(pool.clients))
    _link(person, "HeadOffice", "a.administrator@head-office.example")
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


def _fail(person: Person, challenges: list[tuple[str, str]], now: datetime) -> None:
    """All went well until this morning."""
    make_auth_event(person.pool_id, person.sub, at=now - timedelta(days=2), context=LISBON)
    for minutes in (95, 93, 92, 40, 38):
        make_auth_event(
            person.pool_id,
            person.sub,
            response="Fail",
            challenges=challenges,
            at=now - timedelta(minutes=minutes),
            context=LISBON,
        )


def _link(person: Person, provider: str, value: str) -> None:
    """Let an identity of a provider be somebody of the pool."""
    source = {
        "ProviderName": provider,
        "ProviderAttributeName": "Cognito_Subject",
        "ProviderAttributeValue": value,
    }
    destination = {"ProviderName": "Cognito", "ProviderAttributeValue": person.username}
    pool = find_pool(person.pool_id)
    # An old account: what is linked is no change of today.
    user: Any = pool.table.with_sub(person.sub)
    changed = user.last_modified_date
    perform(
        "AdminLinkProviderForUser",
        pool.region,
        {"UserPoolId": pool.id, "SourceUser": source, "DestinationUser": destination},
    )
    long_ago = int((user.create_date + timedelta(days=30)).timestamp() * 1000)
    entries = [{**each, "dateCreated": long_ago} for each in identities_of(user)]
    user.update_attributes([{"Name": "identities", "Value": json.dumps(entries, separators=(",", ":"))}])
    user.last_modified_date = changed


def _come_from_google(person: Person, now: datetime) -> None:
    client_id = next(iter(find_pool(person.pool_id).clients))
    where: dict[str, Any] = {"client_id": client_id, "location": BERLIN, "device": "Chrome on Windows"}
    began, active = now - timedelta(hours=3), now - timedelta(minutes=4)
    sso = make_session(person.pool_id, person.sub, sso=True, created=began, active=active, **where)
    make_session(person.pool_id, person.sub, origin=sso, created=began, active=active, **where)


def _lose_the_telephone(person: Person, now: datetime) -> None:
    """The authenticator app was on it, and nothing else is set up."""
    _register_authenticator(person)
    client_id = next(iter(find_pool(person.pool_id).clients))
    began = now - timedelta(days=19)
    make_session(
        person.pool_id, person.sub, client_id=client_id, created=began, active=began, device="Nia's phone"
    )


def _register_authenticator(person: Person) -> Any:
    """An authenticator app that is on and asked for first. Returns the user."""
    user: Any = find_pool(person.pool_id).table.with_sub(person.sub)
    user.token_verified = user.software_token_mfa_enabled = True
    user.preferred_mfa_setting = "SOFTWARE_TOKEN_MFA"
    return user


def _forget_the_password(person: Person, now: datetime) -> None:
    for minutes in (0, 1, 3):
        make_auth_event(
            person.pool_id,
            person.sub,
            response="Fail",
            at=now - timedelta(hours=5, minutes=-minutes),
            context=LISBON,
        )
    begun = now - timedelta(hours=4, minutes=50)
    make_auth_event(
        person.pool_id, person.sub, "ForgotPassword", response="InProgress", at=begun, context=LISBON
    )
    make_auth_event(person.pool_id, person.sub, at=now - timedelta(days=61), context=LISBON)


def _never_finish(person: Person, now: datetime) -> None:
    begun = now - timedelta(days=1.5)
    make_auth_event(person.pool_id, person.sub, "SignUp", response="InProgress", at=begun, context=LISBON)
    again = begun + timedelta(minutes=6)
    make_auth_event(person.pool_id, person.sub, "ResendCode", response="Pass", at=again, context=LISBON)


def _shop(person: Person, now: datetime) -> None:
    for name, days in (("Firefox on Linux", 90), ("Customer's phone", 30)):
        created = now - timedelta(days=days)
        make_device(
            person.pool_id, person.sub, name, created=created, used=created + timedelta(days=days / 2)
        )
    for number, days in enumerate((*range(47, 190, 2), 40, 33, 21, 8, 1)):
        mistyped = number % 9 == 4
        make_auth_event(
            person.pool_id,
            person.sub,
            response="Fail" if mistyped else "Pass",
            at=now - timedelta(days=days),
            context=LISBON,
        )
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
