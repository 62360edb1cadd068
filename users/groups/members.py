"""Who is in a group: reading its members, adding and removing people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from django.conf import settings

from console.cognito.errors import CognitoError, UnknownOutcome
from console.cognito.lists import Pages, Stretch, follow
from console.cognito.looked import Advice, done_anyway
from pools.groups import PAGE_SIZE
from users.gateway import EMPTY_PAGES_FOLLOWED, Person, User
from users.groups.gateway import GroupGateway
from users.outcomes import Attempt, one_by_one

# Reading a whole group stops after so many pages of 60.
MOST_PAGES = 10

AFTER_CHANGING = Advice(
    could_not_look="Lifeguard could not look again either. Look at the groups of this user before you repeat it.",
    not_as_asked="Lifeguard looked again: nothing has changed for this user. It does no harm to repeat it after "
    "a moment.",
)

Outcome = Literal["done", "refused", "unknown", "not tried"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Attempt):
    """What became of adding one person to one group, or removing them.

    `looked`: no clear answer came, and reading the user's groups again showed that it was done.
    """

    person: Person
    group: str
    joins: bool
    outcome: Outcome = "not tried"
    looked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The first members of a group; not `complete` when there are more than were read."""

    people: tuple[User, ...]
    complete: bool

    @property
    def subs(self) -> frozenset[str]:
        return frozenset(user.sub for user in self.people)

    @property
    def in_words(self) -> str:
        """How many there are: "1 person", or "at least 600 people"."""
        counted = "1 person" if len(self.people) == 1 else f"{len(self.people)} people"
        return counted if self.complete else f"at least {counted}"


class MemberGateway(GroupGateway):
    """Reads members a page at a time; adds and removes people one call each, at a modest rate."""

    def members(self, group: str, *, token: str = "") -> Stretch[User]:
        """ListUsersInGroup: up to 60 people; a few more calls only where Cognito answers with empty pages.

        Raises NotFound, TokenExpired.
        """
        return follow(self._members(group), token=token, most_empty=EMPTY_PAGES_FOLLOWED)

    def first_members(self, group: str) -> Members:
        """Up to 600 people, one call for each 60. Raises NotFound."""
        found = follow(self._members(group), most_pages=MOST_PAGES)
        return Members(people=found.items, complete=found.complete)

    def add(
        self, person: Person, group: str, *, action: str = "add_members", was: bool | None = None
    ) -> None:
        """AdminAddUserToGroup, which changes nothing for a member. Raises CognitoError."""
        self._change("AdminAddUserToGroup", action, person, group, was)

    def remove(self, person: Person, group: str, *, was: bool | None = None) -> None:
        """AdminRemoveUserFromGroup, which changes nothing for others than members. Raises CognitoError."""
        self._change("AdminRemoveUserFromGroup", "remove_members", person, group, was)

    def change_each(
        self, wanted: Iterable[tuple[Person, str, bool]], *, held: Collection[str] | None = None
    ) -> list[Membership]:
        """Add (True) people to groups or remove (False) them, one after the other.

        `held` are the groups that they were just in, where that is known: the trail keeps it, for undoing.
        At most 20 seconds long, and 5 a second; stops when the next ones would fail alike.
        """
        changes = (Membership(person=person, group=group, joins=joins) for person, group, joins in wanted)
        return one_by_one(
            changes, partial(self._tried, held=held), per_second=settings.MEMBERSHIPS_PER_SECOND
        )

    def _tried(self, change: Membership, *, held: Collection[str] | None) -> Membership:
        """The change with its outcome; it has not been sent before."""
        send = self.add if change.joins else self.remove
        was = None if held is None else change.group in held
        try:
            problem = done_anyway(
                lambda: send(change.person, change.group, was=was),
                lambda: self.is_in(change.person.username, change.group) is change.joins,
                advice=AFTER_CHANGING,
            )
        except UnknownOutcome as error:
            return replace(change, outcome="unknown", problem=error)
        except CognitoError as error:
            return replace(change, outcome="refused", problem=error)
        return replace(change, outcome="done", looked=problem is not None)

    def _members(self, group: str) -> Pages[User]:
        return self._pages(
            "ListUsersInGroup",
            "Users",
            User.from_response,
            UserPoolId=self.pool_id,
            GroupName=group,
            Limit=PAGE_SIZE,
        )

    def _change(self, operation: str, action: str, person: Person, group: str, was: bool | None) -> None:
        before = {} if was is None else {"before": {"member": was}}
        self._write(
            operation,
            action=action,
            target=person.target(self.pool_id),
            details={"group": group, **before},
            UserPoolId=self.pool_id,
            Username=person.username,
            GroupName=group,
        )
