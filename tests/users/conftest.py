"""People and addresses that most of these tests need."""

from collections.abc import Callable

import pytest

from console.emulator import world
from console.emulator.factories import find_pool
from users.gateway import Person
from users.groups.member_forms import sealed

Address = Callable[..., str]


@pytest.fixture
def users_url(pool_id: str) -> str:
    """The list of users of the pool."""
    return f"/pools/embedded/{pool_id}/users/"


@pytest.fixture
def ana(pool_id: str) -> str:
    """The `sub` of somebody who has signed in: with a verified address, in two groups."""
    world.make_group(
        pool_id,
        "editors",
        precedence=5,
        role_arn="arn:aws:iam::123456789012:role/editors",
        description="Write",
    )
    return world.make_user(
        pool_id,
        "ana@example.com",
        attributes={"name": "Ana López", "email_verified": "true", "phone_number": "+15550100222"},
        groups=["readers", "editors"],
    )


@pytest.fixture
def ben(pool_id: str) -> str:
    """The `sub` of somebody who was invited and has not signed in."""
    return world.make_user(
        pool_id, "ben@example.com", status="FORCE_CHANGE_PASSWORD", attributes={"email_verified": "true"}
    )


@pytest.fixture
def address(users_url: str) -> Address:
    """The address of one user's page, or of an action on it."""

    def address_of(sub: str, action: str = "") -> str:
        return f"{users_url}{sub}/" + (f"{action}/" if action else "")

    return address_of


def attributes_of(pool_id: str, sub: str) -> dict[str, str]:
    """What Cognito keeps of a user, but for the id."""
    user = next(user for user in find_pool(pool_id).users.values() if user.id == sub)
    return {name: value for name, value in user.attribute_lookup.items() if name != "sub"}


def boxes(pool_id: str, *subs: str) -> list[str]:
    """The values of these people's boxes."""
    users = find_pool(pool_id).users
    return [
        sealed(Person(sub=sub, username=users[sub].username, label=f"User {number}"), pool_id)
        for number, sub in enumerate(subs)
    ]
