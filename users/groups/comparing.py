"""Who is in one group but not in another, as far as both were read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from console.access.reach import PoolAccess
from users.directory import columns
from users.groups.members import MemberGateway, Members
from users.groups.pages import writer_of

COLUMNS = ("status", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The people of `group` who are not in `other`."""

    group: str
    other: str
    mine: Members
    theirs: Members
    rows: Sequence[SafeString]
    chosen: Sequence[columns.Column]
    selecting: bool

    @property
    def people(self) -> str:
        return {0: "Nobody", 1: "1 person"}.get(len(self.rows), f"{len(self.rows)} people")

    @property
    def shared(self) -> int:
        """How many of those read are in both."""
        return len(self.mine.people) - len(self.rows)


def compare_groups(pool: PoolAccess, group: str, other: str) -> ComparisonPage:
    """ListUsersInGroup of both, one after the other: a call for each 60 people, at most 600 of each.

    Raises NotFound.
    """
    gateway = pool.gateway(MemberGateway)
    mine, theirs = gateway.first_members(group), gateway.first_members(other)
    difference = [user for user in mine.people if user.sub not in theirs.subs]
    chosen = [column for column in columns.available(None) if column.name in COLUMNS]
    selecting = pool.may["add_members"] and bool(difference)
    writer = writer_of(pool, chosen, selecting=selecting)
    return ComparisonPage(
        group=group,
        other=other,
        mine=mine,
        theirs=theirs,
        rows=[writer.row(user) for user in difference],
        chosen=chosen,
        selecting=selecting,
    )
