"""All that one user's page shows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from django.urls import reverse
from django.utils.safestring import SafeString

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from console.audit.lines import Line
from console.audit.trail import entries_about
from console.cognito.errors import CognitoError
from console.cognito.gateway import side_by_side
from console.ui.components.html import visible
from console.ui.masking import masked
from console.ui.problems import Problem
from console.ui.words import Words, user_status
from pools.gateway.pools import Pool, PoolGateway
from users import attributes
from users.attributes import AttributeRow, Identity
from users.gateway.groups import Group, GroupGateway
from users.gateway.invitations import Invitation
from users.gateway.users import SignInFactors, User, UserGateway
from users.help_desk import DISABLE, ENABLE, RESET_PASSWORD, SIGN_OUT, Deed
from users.masking import masked_user
from users.precedence import EffectiveRole, effective_role
from users.rules import reason_against
from users.tabs import Tab, tabs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that can be done for the user, or the reason why not now."""

    verb: str
    url: str
    kind: str
    icon: str
    obstacle: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A user as found, and as this operator may see them; parts that could not be read say why."""

    access: PoolAccess
    found: User
    user: User
    pool: Pool | None
    groups: Sequence[Group] = ()
    groups_problem: Problem | None = None
    factors: SignInFactors | None = None
    factors_problem: Problem | None = None
    revealed: bool = False

    @property
    def masked(self) -> bool:
        return self.user is not self.found

    @property
    def pool_name(self) -> str:
        return self.pool.name if self.pool else ""

    @property
    def title(self) -> SafeString:
        """The name for places that take plain text, such as the window's title."""
        return visible(self.user.label)

    @property
    def status(self) -> Words:
        return user_status(self.found.status)

    @cached_property
    def attribute_rows(self) -> tuple[list[AttributeRow], list[AttributeRow]]:
        return attributes.rows_of(self.user, self.pool)

    @property
    def has_groups(self) -> bool:
        return bool(self.groups)

    @property
    def effective_role(self) -> EffectiveRole:
        """Which of the groups' roles wins."""
        return effective_role(self.groups)

    @property
    def memberships_url(self) -> str:
        return self.url("users:memberships")

    @property
    def identities(self) -> list[Identity]:
        """Who they are at other identity providers; Viewers learn which providers, not who."""
        found = attributes.identities_of(self.found)
        return [replace(each, user_id=masked(each.user_id)) for each in found] if self.masked else found

    @property
    def invitation(self) -> Invitation | None:
        """For people who were invited and have not signed in; None when the pool could not be described."""
        invited = self.found.status == "FORCE_CHANGE_PASSWORD"
        return Invitation.of(self.found, self.pool) if invited and self.pool else None

    @cached_property
    def trail(self) -> list[Line]:
        """What Lifeguard did to this user, newest first, as this operator may read it."""
        return entries_about(
            self.access.operator,
            connection=self.access.connection.slug,
            pool_id=self.access.id,
            id=self.found.sub,
        )

    @property
    def offers(self) -> list[Offer]:
        """What this operator's role may do. What the user's state forbids carries the reason."""
        return list(self._offers())

    def url(self, name: str) -> str:
        """An address of this user's: "users:reveal"."""
        place = {"connection": self.access.connection.slug, "pool_id": self.access.id}
        return reverse(name, kwargs=place | {"sub": self.found.sub})

    @property
    def reveal_url(self) -> str:
        return self.url("users:reveal")

    @property
    def deep_read_url(self) -> str:
        return self.url("users:deep_read")

    @property
    def address(self) -> str:
        return self.url("users:user")

    @property
    def tabs(self) -> list[Tab]:
        return tabs_of(self.access, self.found.sub, "users:user")

    def _offers(self) -> Iterator[Offer]:
        if self._may(actions.RESEND_INVITATION):
            invitation = self.invitation
            yield Offer(
                verb="Resend invitation",
                url=self.url("users:resend"),
                kind="primary" if invitation else "plain",
                icon="paper-airplane",
                obstacle=invitation.obstacle if invitation else self._obstacle(actions.RESEND_INVITATION),
            )
        for deed in (RESET_PASSWORD, SIGN_OUT, DISABLE if self.found.enabled else ENABLE):
            if self._may(deed.action):
                yield self._offer(deed)

    def _offer(self, deed: Deed) -> Offer:
        return Offer(
            verb=deed.verb,
            url=self.url(deed.url_name),
            kind="plain",
            icon=deed.icon,
            obstacle=self._obstacle(deed.action),
        )

    def _may(self, action: Action) -> bool:
        return self.access.may[action.name]

    def _obstacle(self, action: Action) -> str:
        return reason_against(action, self.found, self.pool)


def read_user(access: PoolAccess, sub: str, *, fresh: bool = False) -> tuple[User, Pool | None]:
    """The user, now, beside the pool's settings, which may be seconds old unless `fresh`, and may be missing.

    ListUsers and DescribeUserPool. Raises UserNotFound and whatever else finding the user can raise.
    """
    user, pool = side_by_side(
        partial(access.gateway(UserGateway).find, sub),
        partial(access.gateway(PoolGateway).describe, fresh=fresh),
    )
    if isinstance(user, CognitoError):
        raise user
    return user, None if isinstance(pool, CognitoError) else pool


def read_profile(access: PoolAccess, sub: str, *, revealed: bool = False, deep: bool = False) -> Profile:
    """ListUsers and (unless read lately) DescribeUserPool side by side, then AdminListGroupsForUser.

    `deep` adds AdminGetUser, which is billed. Whatever fails but the user itself is left out and explained.
    Raises UserNotFound and whatever else finding the user can raise.
    """
    found, pool = read_user(access, sub)
    # Federated users are known by their username alone, and an alias never takes its place: hence two rounds.
    calls: list[Callable[[], object]] = [
        partial(access.gateway(GroupGateway).of_user, found.username),
        *([partial(access.gateway(UserGateway).sign_in_factors, found.username)] if deep else []),
    ]
    groups, *factors = side_by_side(*calls)
    return Profile(
        access=access,
        found=found,
        user=masked_user(found) if access.masked and not revealed else found,
        pool=pool,
        groups=() if isinstance(groups, CognitoError) else groups,
        groups_problem=_problem(groups),
        factors=None if not factors or isinstance(factors[0], CognitoError) else factors[0],
        factors_problem=_problem(factors[0]) if factors else None,
        revealed=revealed and access.masked,
    )


def _problem(answer: object) -> Problem | None:
    return Problem.of(answer) if isinstance(answer, CognitoError) else None
