"""What a page has read of a person, kept for the part that follows it: nothing is asked twice in a second.

The part names the very reading it follows, so it never shows an older state than the page that it is in. In
memory of this process, for as long as settings are kept: where another process answers, it is read again.
"""

from dataclasses import dataclass
from secrets import token_urlsafe

from django.conf import settings
from django.core.cache import caches

from console.access.reach import PoolAccess
from pools.gateway import Pool
from users.gateway import SignInFactors, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading."""

    user: User
    pool: Pool | None
    factors: SignInFactors | None = None


def keep(access: PoolAccess, read: Read) -> str:
    """Keep a reading for this operator. Returns its name, which says nothing about anybody."""
    name = token_urlsafe(9)
    caches["cognito"].set(_key(access, read.user.sub, name), read, settings.COGNITO_CACHE_SECONDS)
    return name


def kept(access: PoolAccess, sub: str, name: str) -> Read | None:
    """The reading of that name, unless it is somebody else's, or gone."""
    read: Read | None = caches["cognito"].get(_key(access, sub, name)) if name.isascii() else None
    return read


def _key(access: PoolAccess, sub: str, name: str) -> str:
    return f"read:{access.operator.pk}:{access.role}:{access.connection.slug}:{access.id}:{sub}:{name[:20]}"
