"""All that one user's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from console.access.reach import PoolAccess
from console.cognito.side_by_side import side_by_side, value_or
from console.trail.lines import Line
from console.trail.reading import entries_about
from console.ui.problems import Problem
from console.ui.words import Words, user_status
from pools.groups import Group
from users.attributes import records as attributes
from users.attributes.records import AttributeRow, Identity
from users.attributes.undoing import with_undo
from users.diagnosis.page import DiagnosisPage, first_look
from users.gateway import INVITED, SignInFactors, UserGateway
from users.groups.gateway import GroupGateway
from users.groups.precedence import EffectiveRole, effective_role
from users.invitations.records import Invitation
from users.masking import masked_user
from users.opening import OpenedUser, read_user
from users.person.menu import MenuEntry, first_of, menu_for
from users.sign_in.factors import LABELS
from users.tabs import Tab


@dataclass(frozen=True, kw_only=True)
class PersonPage(OpenedUser):
    """A user with all that is read for their page; what could not be read says why."""

    groups: Sequence[Group] = ()
    groups_problem: Problem | None = None
    factors: SignInFactors | None = None
    factors_problem: Problem | None = None
    revealed: bool = False

    @property
    def masked(self) -> bool:
        return self.user is not self.found

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
    def enabled_factors(self) -> list[str]:
        """The second factors that are on, in words, once a deep read has told them."""
        return [LABELS.get(name, name) for name in self.factors.enabled] if self.factors else []

    @property
    def preferred_factor(self) -> str:
        name = self.factors.preferred if self.factors else ""
        return LABELS.get(name, name)

    @property
    def memberships_url(self) -> str:
        return self.url("memberships")

    @property
    def identities(self) -> list[Identity]:
        """Who they are at other identity providers; Viewers learn which providers, not who."""
        found = attributes.identities_of(self.found)
        return [attributes.masked_identity(each) for each in found] if self.masked else found

    @property
    def invitation(self) -> Invitation | None:
        """For people who were invited and have not signed in; None when the pool could not be described."""
        invited = self.found.status == INVITED
        return Invitation.of(self.found, self.pool) if invited and self.pool else None

    @cached_property
    def diagnosis(self) -> DiagnosisPage:
        """Whether they can sign in, as far as what was read here tells."""
        return first_look(self.access, self.found, self.pool, self.factors)

    @cached_property
    def trail(self) -> list[Line]:
        """What Lifeguard did to this user, newest first, as this operator may read it."""
        lines = entries_about(
            self.access.operator,
            connection=self.access.connection.slug,
            pool_id=self.access.id,
            id=self.found.sub,
        )
        return with_undo(lines, self.access)

    @cached_property
    def menu(self) -> list[MenuEntry]:
        """What this operator's role may do. What the user's state forbids carries the reason."""
        return menu_for(self.access, self.found, self.pool)

    @property
    def primary(self) -> MenuEntry | None:
        """What most want first of somebody in this state."""
        return first_of(self.menu, self.found)

    @property
    def more(self) -> list[MenuEntry]:
        """All that is not the first, in the order of the menu."""
        return [entry for entry in self.menu if entry != self.primary]

    @property
    def reveal_url(self) -> str:
        return self.url("reveal")

    @property
    def deep_read_url(self) -> str:
        return self.url("deep_read")

    @property
    def sign_in_url(self) -> str:
        return self.url("sign_in")

    @property
    def activity_url(self) -> str:
        return self.url("activity")

    @property
    def edit_url(self) -> str:
        return self.url("edit")

    @property
    def address(self) -> str:
        return self.url("user")

    @property
    def tabs(self) -> list[Tab]:
        return self.tabs_at("users:user")


def read_person(access: PoolAccess, sub: str, *, revealed: bool = False, deep: bool = False) -> PersonPage:
    """ListUsers and (unless read lately) DescribeUserPool side by side, then AdminListGroupsForUser.

    `deep` adds AdminGetUser, which is billed. Whatever fails but the user itself is left out and explained.
    Raises UserNotFound and whatever else finding the user can raise.
    """
    found, pool = read_user(access, sub)
    # Federated users are known by their username alone, and an alias never takes its place: hence two rounds.
    groups, factors = side_by_side(
        partial(access.gateway(GroupGateway).of_user, found.username),
        partial(access.gateway(UserGateway).sign_in_factors, found.username) if deep else lambda: None,
    )
    return PersonPage(
        access=access,
        found=found,
        user=masked_user(found) if access.masked and not revealed else found,
        pool=pool,
        groups=value_or(groups, ()),
        groups_problem=Problem.in_answer(groups),
        factors=value_or(factors, None),
        factors_problem=Problem.in_answer(factors),
        revealed=revealed and access.masked,
    )
