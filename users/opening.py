"""Reading a user and their pool; opening their page as this operator may see it, and keeping that it was opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from console.access import actions
from console.access.reach import PoolAccess
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.components.html import visible
from pools.gateway import Pool, PoolGateway
from users.addresses import address
from users.gateway import User, UserGateway
from users.masking import masked_user
from users.tabs import Tab, tabs_of

# Whoever turns from tab to tab, or comes back from an action, is still looking at the same person.
ONE_LOOK = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedUser:
    """A user as found, and `user` as this operator may see them."""

    access: PoolAccess
    found: User
    user: User
    pool: Pool | None

    @property
    def title(self) -> SafeString:
        """The name for places that take plain text, such as the window's title."""
        return visible(self.user.label)

    @property
    def masked(self) -> bool:
        return self.access.masked

    @property
    def pool_name(self) -> str:
        return self.pool.name if self.pool else ""

    def url(self, name: str, *, query: Mapping[str, str] | None = None, **kwargs: object) -> str:
        """An address of this user's: `url("forget_device", device=key)`."""
        found = address(self.access, name, sub=self.found.sub, **kwargs)
        return f"{found}?{urlencode(query)}" if query else found

    def tabs_at(self, current: str) -> list[Tab]:
        """The tabs of their page; `current` is a url name, such as "users:activity"."""
        return tabs_of(self.access, self.found.sub, current)


def read_user(access: PoolAccess, sub: str, *, fresh: bool = False) -> tuple[User, Pool | None]:
    """The user, now, beside the pool's settings, which may be seconds old unless `fresh`, and may be missing.

    ListUsers and DescribeUserPool. Raises UserNotFound and whatever else finding the user can raise.
    """
    user, pool = side_by_side(
        partial(access.gateway(UserGateway).find, sub),
        partial(access.gateway(PoolGateway).describe, fresh=fresh),
    )
    return need(user), value_or(pool, None)


def read_described(access: PoolAccess, sub: str, *, fresh: bool = False) -> tuple[User, Pool]:
    """Like `read_user`, for what cannot do without the pool's settings. Raises CognitoError for either."""
    user, pool = read_user(access, sub, fresh=fresh)
    return user, pool or access.gateway(PoolGateway).describe(fresh=fresh)


def open_user(access: PoolAccess, sub: str) -> OpenedUser:
    """Find a user, and record that this operator looked. ListUsers, and DescribeUserPool unless read lately.

    Raises UserNotFound, whatever else finding the user can raise, and DatabaseError.
    """
    found, pool = read_user(access, sub)
    note_view(access, found)
    return OpenedUser(
        access=access, found=found, user=masked_user(found) if access.masked else found, pool=pool
    )


def note_view(access: PoolAccess, user: User) -> None:
    """Record that a Viewer or Help desk opened somebody: once in a quarter of an hour, not for each tab.

    Raises DatabaseError, and then the page is not shown: a look that left no trace would make the answer to
    "who looked at whom" wrong without a sign of it. Roles and sessions are in the same database, so nothing else
    would work in that moment either.
    """
    if not settings.RECORD_USER_VIEWS or access.role > Role.HELP_DESK or _looked_lately(access, user):
        return
    access.recorder.note(
        actions.VIEW_USER.name, connection=access.connection.slug, target=user.target(access.id)
    )


def _looked_lately(access: PoolAccess, user: User) -> bool:
    return Entry.objects.filter(
        action=actions.VIEW_USER.name,
        operator_id=access.operator.pk,
        connection=access.connection.slug,
        pool_id=access.id,
        target_id=user.sub,
        at__gte=timezone.now() - ONE_LOOK,
    ).exists()
