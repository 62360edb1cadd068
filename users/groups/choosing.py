"""Finding people to put into a group: what was searched, who was found, who is chosen already."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest

from console.access.reach import PoolAccess
from console.cognito.errors import TokenExpired
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import region_asked_for
from pools.addresses import name_pool
from users.attributes.fields import plain
from users.directory.forms import TOKEN, SearchForm
from users.directory.listing import NOBODY
from users.gateway import Person, User, UserGateway
from users.groups.gateway import GroupGateway
from users.groups.member_forms import sealed

# The part of the page that changes while one types.
REGION = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """Somebody with the value of the box that chooses them; `user` where they were just read."""

    person: Person
    value: str
    user: User | None = None

    @property
    def spoken(self) -> str:
        """What the box is for."""
        return f"Choose {plain(self.person.label)}"

    @property
    def detail(self) -> str:
        """What tells apart people of the same name."""
        person = self.person
        return "" if person.username in {person.sub, person.label} else person.username


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage:
    """The people who were chosen, and those who can be."""

    chosen: Sequence[CandidateRow]
    found: Sequence[CandidateRow]
    next_token: str
    restarted: bool
    searched: bool


def read_choice(
    request: HttpRequest, pool: PoolAccess, group: str, search: SearchForm, people: Collection[Person]
) -> ChoicePage:
    """ListUsers, once; for the whole page also GetGroup and (unless read lately) DescribeUserPool.

    Raises NotFound when the group is gone, and whatever the search can raise.
    """
    asked = request.POST.get("token", "")
    token = asked if TOKEN.fullmatch(asked) else ""
    valid = search.is_valid()
    read_page = partial(pool.gateway(UserGateway).page, only=search.only)
    first = partial(read_page, token=token) if valid else lambda: NOBODY
    found, *checked = side_by_side(first, *_checks(request, pool, group))
    restarted = isinstance(found, TokenExpired)
    page = read_page() if restarted else need(found)
    for answer in checked:
        need(answer)
    chosen = {person.sub for person in people}
    return ChoicePage(
        chosen=[CandidateRow(person=person, value=sealed(person, pool.id)) for person in people],
        found=[_candidate(user, pool) for user in page.items if user.sub not in chosen],
        next_token=page.next_token,
        restarted=restarted,
        searched=bool(search.data.get("q")),
    )


def _checks(request: HttpRequest, pool: PoolAccess, group: str) -> list[Callable[[], object]]:
    """What need not be read again while one types."""
    if region_asked_for(request) == REGION:
        return []
    return [partial(pool.gateway(GroupGateway).find, group), partial(name_pool, request, pool)]


def _candidate(user: User, pool: PoolAccess) -> CandidateRow:
    person = Person.of(user)
    return CandidateRow(person=person, value=sealed(person, pool.id), user=user)
