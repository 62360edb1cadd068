"""Reading everybody of one status, some pages a request, so that a long list can be read on and looked at meanwhile."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import caches
from django.utils import timezone

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError, TokenExpired
from console.cognito.pace import Pace
from console.ui.problems import Problem
from users.filters import STATUS, Filter
from users.gateway import User, UserGateway
from users.masking import masked_user

# Of 60 people each: so many pages at once, and so many at all.
PAGES_AT_ONCE, MOST_PAGES = 10, 50
# Of the 30 a second that an account may list users, its own applications included.
PAGES_PER_SECOND = 20
KEPT_SECONDS = 600
# What a list of invitations needs to know of somebody.
ATTRIBUTES = frozenset({"sub", "name", "email", "phone_number", "email_verified", "phone_number_verified"})
LOST = "Cognito keeps its place in a list for one hour only. Read it anew to see the rest."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Those who were read so far, and where it goes on; kept for ten minutes under its name.

    `problem` is why the last page could not be read; `renewed`: what an address named is no longer kept.
    """

    name: str
    read_at: datetime
    users: tuple[User, ...] = ()
    pages: int = 0
    token: str = ""
    problem: Problem | None = None
    renewed: bool = False

    @property
    def count(self) -> int:
        return len(self.users)

    @property
    def is_complete(self) -> bool:
        return bool(self.pages) and not self.token

    @property
    def is_full(self) -> bool:
        """Whether no more is read, although there is more."""
        return bool(self.token) and self.pages >= MOST_PAGES

    @property
    def next_pages(self) -> int:
        """How many pages will have been read after the next portion."""
        return min(self.pages + PAGES_AT_ONCE, MOST_PAGES)


def begun(pool: PoolAccess, status: str, query: Mapping[str, str]) -> Reading:
    """The reading that an address names, or a new one where it is kept no longer."""
    name = query.get("reading", "")
    kept: Reading | None = caches["default"].get(_key(pool, status)) if name else None
    if kept is not None and kept.name == name:
        return kept
    return Reading(name=secrets.token_urlsafe(9), read_at=timezone.now(), renewed=bool(name))


def pages_wanted(reading: Reading, query: Mapping[str, str]) -> int:
    """How many pages an address asks for; never more than ten beyond those that were read."""
    text = query.get("read", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    return min(max(number, 1 if reading.pages else PAGES_AT_ONCE), reading.next_pages)


def keep(pool: PoolAccess, status: str, reading: Reading) -> None:
    """Let addresses name this reading for ten minutes."""
    caches["default"].set(_key(pool, status), replace(reading, problem=None, renewed=False), KEPT_SECONDS)


def read_on(pool: PoolAccess, status: str, reading: Reading, *, pages: int) -> Reading:
    """The reading with up to so many pages in all. Raises CognitoError when nothing at all could be read."""
    gateway, pace = pool.gateway(UserGateway), Pace(PAGES_PER_SECOND)
    only = Filter(attribute=STATUS, value=status)
    while reading.pages < pages and not reading.is_complete:
        pace.wait()
        try:
            page = gateway.page(only=only, token=reading.token)
        except CognitoError as error:
            if not reading.pages:
                raise
            return replace(reading, problem=_problem(error))
        reading = replace(
            reading,
            users=_joined(reading.users, (_slim(user, pool) for user in page.items)),
            pages=reading.pages + 1,
            token=page.next_token,
        )
    return reading


def _joined(users: tuple[User, ...], more: Iterable[User]) -> tuple[User, ...]:
    """Everybody once: whoever is changed meanwhile may come again."""
    return tuple({user.sub: user for user in (*users, *more)}.values())


def _slim(user: User, pool: PoolAccess) -> User:
    """As much as is shown, and only that: for a Viewer it is masked before it is kept."""
    shown = masked_user(user) if pool.masked else user
    kept = {name: value for name, value in shown.attributes.items() if name in ATTRIBUTES}
    return replace(shown, attributes=kept, raw={})


def _problem(error: CognitoError) -> Problem:
    problem = Problem.of(error)
    return replace(problem, advice=LOST) if isinstance(error, TokenExpired) else problem


def _key(pool: PoolAccess, status: str) -> str:
    # Roles change: what was kept masked, or not, is not for the other.
    look = "masked" if pool.masked else "whole"
    return f"invitations:{pool.operator.pk}:{pool.connection.slug}:{pool.id}:{status}:{look}"
