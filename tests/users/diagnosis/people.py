"""A person whom nothing stops in a pool that nobody would object to, and cases that differ from that."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pools.app_clients.gateway import AppClient, ListedAppClient
from pools.gateway import Pool
from users.activity.gateway import AuthEvent
from users.diagnosis.cases import Case, Source
from users.gateway import User

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EMAIL, PHONE, NAME, USERNAME = "zelda@secret.example", "+15550199777", "Zelda Secret", "zelda.secret"
SUB = "11111111-2222-4333-8444-555555555555"
CONTACTS = {"email": EMAIL, "email_verified": "true"}
SOUND_POOL: Mapping[str, Any] = {
    "UsernameConfiguration": {"CaseSensitive": False},
    "EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"},
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
    "MfaConfiguration": "OFF",
    "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"},
}


def person(
    *,
    sub: str = SUB,
    username: str = USERNAME,
    status: str = "CONFIRMED",
    enabled: bool = True,
    changed: datetime = NOW - timedelta(days=1),
    **attributes: str,
) -> User:
    """Somebody with a verified e-mail address, unless the attributes say otherwise; empty ones are not there."""
    values = {"name": NAME, **CONTACTS, **attributes}
    return User(
        sub=sub,
        username=username,
        status=status,
        enabled=enabled,
        attributes={name: value for name, value in values.items() if value},
        created_at=NOW - timedelta(days=90),
        modified_at=changed,
    )


def other(number: int = 1, **facts: Any) -> User:
    """Somebody else."""
    return person(
        **{"sub": f"{number:08}-0000-4000-8000-000000000000", "username": f"other.{number}", **facts}
    )


def from_provider(provider: str, **facts: Any) -> dict[str, Any]:
    """What makes a person a federated one."""
    return {
        "username": f"{provider}_77",
        "status": "EXTERNAL_PROVIDER",
        "identities": f'[{{"providerName": "{provider}", "userId": "77", "primary": true}}]',
        **facts,
    }


def event(*, minutes: float = 60, kind: str = "SignIn", response: str = "Fail", **facts: Any) -> AuthEvent:
    """An attempt so many minutes ago: a wrong password unless said otherwise."""
    challenge = facts.pop("challenge", "Password")
    result = "Success" if response == "Pass" else "Failure"
    return AuthEvent(
        id="e",
        kind=kind,
        at=NOW - timedelta(minutes=minutes),
        response=response,
        challenges=((challenge, result),),
        **facts,
    )


def failures(count: int, *, since: float = 0, **facts: Any) -> tuple[AuthEvent, ...]:
    """Failed attempts, the newest first, the last one `since` minutes ago or one minute."""
    return tuple(event(minutes=since + number, **facts) for number in range(1, count + 1))


def app_client(name: str = "Portal", **state: Any) -> AppClient:
    return AppClient(id=name, name=name, has_secret=False, state=state)


def case(
    user: User | None = None, *, unread: tuple[Source, ...] = (), pool: Any = None, **facts: Any
) -> Case:
    """A case in which everything was read, but for `unread`; `pool` holds what differs from the sound one."""
    clients = facts.setdefault("app_clients", (app_client(),))
    facts.setdefault(
        "listed_app_clients", tuple(ListedAppClient(id=each.id, name=each.name) for each in clients)
    )
    return Case(
        user=user or person(),
        pool=Pool(id="us-east-1_Sound", name="Sound", raw={**SOUND_POOL, **(pool or {})}),
        now=NOW,
        read=frozenset(Source) - set(unread),
        **facts,
    )
