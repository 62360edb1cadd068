"""What the pages about groups show: the list in its order, and one group with its members."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString

from console.access.reach import PoolAccess
from console.cognito.errors import TokenExpired
from console.cognito.lists import Stretch
from console.cognito.side_by_side import need, side_by_side, value_or
from console.trail.lines import Line
from console.trail.reading import entries_about
from console.ui.components.html import visible
from console.ui.components.lists import select_row
from pools.gateway import Pool, PoolGateway
from pools.groups import Group
from users.addresses import address
from users.attributes.fields import plain
from users.directory.columns import Column
from users.directory.forms import page_asked_for
from users.directory.listing import UserListPage, address_of_page, turned_to
from users.directory.page_tokens import PageTokens
from users.directory.rows import RowWriter
from users.gateway import Person, User
from users.groups.forms import GroupSearch
from users.groups.member_forms import sealed
from users.groups.members import MemberGateway
from users.groups.precedence import Standing, standings, ties_of
from users.groups.recreating.models import GroupRecreation, RecreationQuerySet
from users.masking import masked_user

# Those that are done stay listed until they are forgotten.
MOST_RECREATIONS = 20


@dataclass(frozen=True, kw_only=True)
class GroupsPage:
    """Groups in their order, as far as they were read at once; `form` may look for one among those."""

    form: GroupSearch
    query: QueryDict
    home: str
    page: Stretch[Group]
    continued: bool
    recreations: Sequence[GroupRecreation]

    @cached_property
    def standings(self) -> list[Standing]:
        return standings(self.page.items)

    @property
    def shown(self) -> list[Standing]:
        return [each for each in self.standings if self.form.finds(each.group)]

    @property
    def has_ties(self) -> bool:
        return any(each.ties for each in self.standings)

    @property
    def complete(self) -> bool:
        return not (self.continued or self.page.next_token)

    @property
    def next(self) -> str | None:
        token = self.page.next_token
        return address_of_page(self.query, self.home, 2, token) if token else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersPage(UserListPage):
    """One page of a group's members, as this operator may see them."""

    selecting: bool

    @property
    def count(self) -> int | None:
        """How many members there are; None where one page does not tell."""
        return None if self.next or self.number > 1 else len(self.rows)


@dataclass(frozen=True, kw_only=True)
class GroupPage:
    """One group: what it is, with which it ties, who is in it, what was done to it."""

    access: PoolAccess
    group: Group
    pool: Pool | None
    ties: Sequence[Group]
    ties_known: bool
    members: MembersPage
    recreations: Sequence[GroupRecreation]

    @property
    def title(self) -> SafeString:
        """The name for places that take plain text, such as the window's title."""
        return visible(self.group.name)

    @property
    def pool_name(self) -> str:
        return self.pool.name if self.pool else ""

    @cached_property
    def trail(self) -> list[Line]:
        """What Lifeguard did to the group itself, newest first."""
        return entries_about(
            self.access.operator,
            connection=self.access.connection.slug,
            pool_id=self.access.id,
            kind="group",
            id=self.group.name,
        )


def read_groups(request: HttpRequest, pool: PoolAccess) -> tuple[GroupsPage, str]:
    """Up to 300 groups (one ListGroups for each 60), and the pool's name. Raises TokenExpired."""
    asked = page_asked_for(request.GET)
    token = asked[1] if asked else ""
    described, page = side_by_side(
        pool.gateway(PoolGateway).describe, partial(pool.gateway(MemberGateway).page, token=token)
    )
    listed = GroupsPage(
        form=GroupSearch(request.GET),
        query=request.GET,
        home=address(pool, "groups"),
        page=need(page),
        continued=bool(token),
        recreations=list(recreations_of(pool)[:MOST_RECREATIONS]),
    )
    return listed, described.name if isinstance(described, Pool) else ""


def read_group(request: HttpRequest, pool: PoolAccess, name: str) -> GroupPage:
    """GetGroup, ListUsersInGroup and (unless read lately) ListGroups and DescribeUserPool, side by side.

    Raises NotFound and whatever else reading the group or its members can raise.
    """
    gateway = pool.gateway(MemberGateway)
    asked = page_asked_for(request.GET)
    found, members, neighbours, described = side_by_side(
        partial(gateway.find, name),
        partial(gateway.members, name, token=asked[1] if asked else ""),
        partial(gateway.page, lately=True),
        pool.gateway(PoolGateway).describe,
    )
    group, schema, listed = need(found), value_or(described, None), value_or(neighbours, None)
    others = [each for each in (listed.items if listed else ()) if each.name != name]
    page = gateway.members(name) if isinstance(members, TokenExpired) else need(members)
    restarted = asked is None or isinstance(members, TokenExpired)
    return GroupPage(
        access=pool,
        group=group,
        pool=schema,
        ties=ties_of([group, *others]).get(name, ()),
        ties_known=listed is not None and listed.complete,
        members=_members(request, pool, group, page, schema, restarted=restarted),
        recreations=[job for job in recreations_of(pool).unfinished() if name in (job.group, job.new_name)],
    )


def recreations_of(pool: PoolAccess) -> RecreationQuerySet:
    """Re-creations of this pool's groups, for those who may go on with them; nothing for all others."""
    jobs = GroupRecreation.objects.of_pool(pool.connection.slug, pool.id)
    return jobs if pool.may["recreate_group"] else jobs.none()


def writer_of(pool: PoolAccess, chosen: Sequence[Column], *, selecting: bool) -> RowWriter:
    """Writes people as rows; with a box each for those who may change their groups."""

    def box(user: User) -> SafeString:
        value = sealed(Person.of(user), pool.id)
        return select_row("people", value, f"Select {plain(user.label)}", name="who")

    return RowWriter(
        columns=chosen,
        home=address(pool, "index"),
        masking=masked_user if pool.masked else None,
        box=box if selecting else None,
    )


def _members(
    request: HttpRequest,
    pool: PoolAccess,
    group: Group,
    found: Stretch[User],
    schema: Pool | None,
    *,
    restarted: bool,
) -> MembersPage:
    selecting = pool.may["remove_members"] and bool(found.items)
    common = turned_to(
        request,
        pool,
        found,
        home=address(pool, "group", group=group.name),
        schema=schema,
        tokens=PageTokens.of(request.session, pool.connection.slug, pool.id, "group", group.name),
        restarted=restarted,
        write=lambda chosen: writer_of(pool, chosen, selecting=selecting),
    )
    return MembersPage(**common, selecting=selecting)
