"""The seeded world, and the factories for tests."""

from dataclasses import dataclass

from moto.moto_api._internal import mock_random

from console.emulator.factories import find_pool, make_group, make_pool, make_user, reset
from console.emulator.overlay.core.registry import LOCK
from console.emulator.seeding import history, pools, stories
from console.emulator.seeding.crowd import make_crowd
from console.emulator.seeding.stories import Person
from console.emulator.traces import make_auth_event, make_device, make_session

__all__ = [
    "Person",
    "World",
    "find_pool",
    "make_auth_event",
    "make_device",
    "make_group",
    "make_pool",
    "make_session",
    "make_user",
    "reset",
    "seed",
]

SMALL_POOLS = ("Beta testers", "Kiosk", "Support sandbox", pools.PARTNERS, pools.LEGACY)


@dataclass(frozen=True, slots=True)
class World:
    """What was seeded: the id of each pool by its name, and the people with a story by theirs."""

    region: str
    pools: dict[str, str]
    people: dict[str, Person]


def seed(users: int = 3_000, region: str = "us-east-1") -> World:
    """A world that is the same every time but for its dates, which are relative to now.

    The largest pool has `users` people, the ones with a story included. A few pools are in another region:
    eu-west-1, unless that is `region`.
    """
    other = "us-east-1" if region == "eu-west-1" else "eu-west-1"
    with LOCK:
        reset()
        # moto draws the ids of app clients from here.
        mock_random.seed(2016)
        pool_ids = pools.make_planned(pools.HOME, region)
        people = stories.make_people(pool_ids)
        history.leave_traces(people)
        pool_ids |= pools.make_planned(pools.ABROAD, other)
        staff = pool_ids[pools.STAFF]
        make_crowd(staff, users - len(find_pool(staff).users), domain="staff.example", staff=True)
        make_crowd(pool_ids[pools.CUSTOMERS], users // 10, domain="customers.example")
        for number, name in enumerate(SMALL_POOLS, start=1):
            make_crowd(pool_ids[name], min(users, 7 * number), domain="small.example")
        make_crowd(pool_ids["Staff Europe"], min(users, 80), domain="europe.example")
        for pool_id in pool_ids.values():
            find_pool(pool_id).table.warm()
    return World(region, pool_ids, people)
