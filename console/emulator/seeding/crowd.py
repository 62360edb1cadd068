"""The crowd: people without a story, the same ones every time, in the mixture of states that pools have."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from unicodedata import normalize
from uuid import UUID

from console.emulator.factories import find_pool, make_user

GIVEN = """
    Ada Aisha Alejandro Amara Anders Björn Chiara Dag Elif Emeka Fatima Fionnuala Giorgos Hana Hiroshi Ines
    Ivan Jadwiga José Kwame Leila Łukasz Mairéad Malik Mei Miloš Nadia Noor Olga Oluwaseun Paavo Priya Quentin
    Rahel Renée Sakura Siobhán Søren Tariq Thu Uma Víctor Wanjiru Xavier Yusuf Zoë
"""
FAMILY = """
    Abebe Andersson Bianchi Çelik Chowdhury Costa Diallo Dubois Eriksen Fernández García Goldberg Haddad
    Horváth Ito Jansen Kowalska Kumar Larsen Lê MacDonald Mbeki Müller Nakamura Nguyễn Novák O’Brien Okafor
    Papadopoulos Petrov Quispe Rossi Şahin Schmidt Silva Singh Suzuki Tanaka Uchida Virtanen Wang Wójcik Xu
    Yılmaz Zhang
"""
GIVEN_NAMES = GIVEN.split()
FAMILY_NAMES = FAMILY.split()
DEPARTMENTS = ("Engineering", "Support", "Sales", "Finance", "People", "Legal & Compliance", "Facilities")
GROUP_OF_DEPARTMENT = {"Engineering": "engineering", "Support": "support"}
STATUSES = ("CONFIRMED", "FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "UNCONFIRMED", "EXTERNAL_PROVIDER")
WEIGHTS = (86, 7, 2, 2, 3)
LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "’": None})


def make_crowd(pool_id: str, size: int, *, domain: str, staff: bool = False) -> None:
    """`size` people in one pool, `staff` with custom attributes. The first are the same whatever the size."""
    random = Random(pool_id)  # noqa: S311 - the same people every time, no secret
    now = datetime.now(UTC)
    for number in range(1, size + 1):
        _make_person(random, pool_id, number, domain, staff, now)


def _make_person(random: Random, pool_id: str, number: int, domain: str, staff: bool, now: datetime) -> None:
    given_name, family_name = random.choice(GIVEN_NAMES), random.choice(FAMILY_NAMES)
    username = f"{slug(given_name)}.{slug(family_name)}{number}"
    email = f"{username}@{domain}"
    status = random.choices(STATUSES, WEIGHTS)[0]
    sub = str(UUID(int=random.getrandbits(128), version=4))
    created, modified = _dates(random, status, now)
    attributes = {
        "email": email,
        "email_verified": "true" if status != "UNCONFIRMED" and random.random() < 0.95 else "false",
        "given_name": given_name,
        "family_name": family_name,
        "name": f"{given_name} {family_name}",
    }
    groups: tuple[str, ...] = ()
    if staff:
        department = random.choice(DEPARTMENTS)
        attributes |= _staff_attributes(random, number, department, created)
        groups = tuple(filter(None, [GROUP_OF_DEPARTMENT.get(department)]))
    make_user(
        pool_id,
        _username(status, email if "email" in find_pool(pool_id).username_attributes else username, number),
        status=status,
        enabled=random.random() > 0.02,
        attributes=attributes | _identities(status, number, created),
        groups=groups,
        created=created,
        modified=modified,
        sub=sub,
    )


def slug(name: str) -> str:
    """A name as it looks in an address: small ASCII letters."""
    return normalize("NFD", name.lower().translate(LETTERS)).encode("ascii", "ignore").decode()


def _dates(random: Random, status: str, now: datetime) -> tuple[datetime, datetime]:
    # The invited have not been here long; the others were touched at some time since.
    longest = 60 if status in {"FORCE_CHANGE_PASSWORD", "UNCONFIRMED"} else 1_400
    age = timedelta(days=random.random() * longest)
    since = timedelta(0) if longest == 60 else age * random.random()
    return now - age, now - age + since


def _staff_attributes(random: Random, number: int, department: str, created: datetime) -> Mapping[str, str]:
    return {
        "custom:employee_number": str(100_000 + number),
        "custom:department": department,
        "custom:cost_centre": f"CC-{random.randrange(1000, 9999)}",
        "custom:started": created.date().isoformat(),
        "custom:contractor": "true" if random.random() < 0.1 else "false",
    }


def _username(status: str, own: str, number: int) -> str:
    return f"Google_{10**20 + number}" if status == "EXTERNAL_PROVIDER" else own


def _identities(status: str, number: int, created: datetime) -> dict[str, Any]:
    return (
        {"identities": identities("Google", str(10**20 + number), created)} if status == STATUSES[-1] else {}
    )


def identities(provider: str, user_id: str, linked: datetime) -> str:
    """The attribute of a federated user, as Cognito writes it: JSON as text."""
    moment = int(linked.timestamp() * 1000)
    return (
        f'[{{"userId":"{user_id}","providerName":"{provider}","providerType":"{provider}","issuer":null,'
        f'"primary":true,"dateCreated":{moment}}}]'
    )
