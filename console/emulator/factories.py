"""Pools, users and groups straight in the world, without a call: for the seeded world and for tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast
from uuid import uuid4

from moto.cognitoidp.models import CognitoIdpGroup, cognitoidp_backends

from console.emulator import behaviour, faults, outbox
from console.emulator.overlay import groups as group_calls
from console.emulator.overlay import limits
from console.emulator.overlay.core.records import Pool, User
from console.emulator.overlay.core.registry import LOCK, backend_of
from console.emulator.overlay.pools import add_pool

DEFAULT_REGION = "us-east-1"
_numbers = count(1)


def make_pool(
    name: str = "Test pool", *, region: str = DEFAULT_REGION, pool_id: str | None = None, **settings: Any
) -> str:
    """A pool; `settings` are members of CreateUserPool. Returns its id. Raises `ServiceError`."""
    with LOCK:
        return add_pool(region, {"PoolName": name, **settings}, pool_id).id


def make_user(
    pool_id: str,
    username: str | None = None,
    *,
    status: str = "CONFIRMED",
    enabled: bool = True,
    attributes: Mapping[str, str] | None = None,
    groups: Iterable[str] = (),
    created: datetime | None = None,
    modified: datetime | None = None,
    sub: str | None = None,
    password: str | None = None,
) -> str:
    """A user in any state, checked against nothing. Returns the `sub`.

    Dates are aware; `modified` is `created` unless given. Groups that do not exist are made. In a pool that
    signs in by attribute the username is the `sub` and `username`, if given, the e-mail address or phone
    number; but a federated user is called what the provider says.
    """
    with LOCK:
        pool = find_pool(pool_id)
        sub = sub or str(uuid4())
        values = dict(attributes or {})
        if pool.username_attributes and status != "EXTERNAL_PROVIDER":
            if username:
                values.setdefault("phone_number" if username.startswith("+") else "email", username)
            username = sub
        user = User(
            pool_id=pool_id,
            username=username or f"user{next(_numbers)}",
            status=status,
            attributes=values,
            sub=sub,
            password=password,
            enabled=enabled,
        )
        user.create_date = created or modified or datetime.now(UTC)
        user.last_modified_date = modified or user.create_date
        pool.users[user.username] = user
        for group in groups:
            make_group(pool_id, group)
            group_calls.join(pool, user, group)
        return user.id


def make_group(
    pool_id: str,
    name: str,
    *,
    description: str = "",
    role_arn: str | None = None,
    precedence: int | None = None,
) -> None:
    """A group, unless there is one of that name."""
    with LOCK:
        groups = find_pool(pool_id).groups
        if name not in groups:
            groups[name] = CognitoIdpGroup(
                pool_id, name, description, cast(str, role_arn), cast(int, precedence)
            )


def find_pool(pool_id: str) -> Pool:
    """The pool itself, in the region that its id names. Raises KeyError."""
    pool: Pool = backend_of(pool_id.rpartition("_")[0]).user_pools[pool_id]
    return pool


def reset() -> None:
    """An empty world: no pools in any region, no messages, no faults, documented behaviour."""
    with LOCK:
        for account in cognitoidp_backends.values():
            for backend in account.values():
                backend.reset()
    outbox.clear()
    faults.clear()
    behaviour.reset()
    limits.reset()
