"""Reading the trail: which entries an operator may see, how they are searched, and a page of them."""

from collections.abc import Collection, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from console.access.actions import VIEW_USER
from console.access.models import Grant, Operator
from console.access.roles import Role
from console.audit.models import Entry, EntryQuerySet
from console.trail.lines import Line, lines
from console.ui.paging import NumberedPage, page_around

PAGE_SIZE = 50
# What is searched for under a name, and how; "user" and "operator" are searched for with more care.
LOOKUPS = {
    "operator": "operator__iexact",
    "action": "action",
    "pool": "pool_id",
    "outcome": "outcome",
    "since": "at__gte",
    "until": "at__lte",
}
NOTHING = Q(pk__in=[])
# Of all looking this alone is recorded: that somebody was opened.
LOOK = VIEW_USER.name


def entries_for(operator: Operator) -> EntryQuerySet:
    """The entries that an operator may see: those of pools they have a role for, and their own.

    With a role for all pools of all connections: everything.
    """
    entries = Entry.objects.all()
    if operator.role_everywhere is not None:
        return entries
    return entries.filter(_reached(operator, Role.VIEWER) | Q(operator_id=operator.pk))


def matching(operator: Operator, wanted: Mapping[str, Any]) -> EntryQuerySet:
    """What an operator may see of what is wanted: `operator`, `action`, `pool`, `user`, `outcome`, `since`, `until`."""
    lookups = {LOOKUPS[name]: value for name, value in wanted.items() if value and name in LOOKUPS}
    entries = entries_for(operator).filter(**lookups)
    return entries.filter(_about(wanted["user"], operator)) if wanted.get("user") else entries


def entries_about(
    operator: Operator, *, connection: str, pool_id: str, id: str, kind: str = "user", limit: int = 20
) -> list[Line]:
    """The newest of what Lifeguard did to one user, or to something else of a pool, as this operator may read it.

    Without who merely looked: that is on the user's timeline and in the audit trail.
    """
    found = _about_one(operator, connection=connection, pool_id=pool_id, kind=kind, id=id)
    return lines(found.exclude(action=LOOK)[:limit], operator)


def history_of_user(
    operator: Operator,
    *,
    connection: str,
    pool_id: str,
    id: str,
    looks: bool | None = None,
    outcomes: Collection[str] = (),
    before: int | None = None,
    limit: int = 60,
) -> list[Line]:
    """What Lifeguard did to one user, newest first, as this operator may read it.

    `looks` picks who merely looked (True), what was done (False), or both; `before` is the number of an entry;
    without `outcomes` all of them.
    """
    found = _about_one(operator, connection=connection, pool_id=pool_id, kind="user", id=id)
    if looks is not None:
        found = found.filter(action=LOOK) if looks else found.exclude(action=LOOK)
    bounds = {"number__lt": before, "outcome__in": outcomes or None}
    found = found.filter(**{name: value for name, value in bounds.items() if value is not None})
    return lines(found[:limit], operator)


def entries_of_pool(operator: Operator, *, connection: str, pool_id: str, limit: int = 20) -> list[Line]:
    """The newest of what Lifeguard did in one pool, as this operator may read it."""
    found = entries_for(operator).settled().filter(connection=connection, pool_id=pool_id)
    return lines(found.exclude(action=LOOK)[:limit], operator)


def page(
    entries: EntryQuerySet, operator: Operator, *, before: int | None = None, after: int | None = None
) -> NumberedPage[Line]:
    """The page of entries before a number, or of those right after one; the newest without either."""
    return page_around(
        entries,
        lambda rows: lines(rows, operator),
        key="number",
        size=PAGE_SIZE,
        before=before,
        after=after,
    )


def _reached(operator: Operator, lowest: Role) -> Q:
    """Entries of pools for which an operator has at least a role."""
    grants = [grant for grant in operator.all_grants if grant.role >= lowest]
    return reduce(or_, map(_covered, grants), NOTHING)


def _covered(grant: Grant) -> Q:
    place = {"connection": grant.connection, "pool_id": grant.pool_id}
    covered = Q(**{name: value for name, value in place.items() if value})
    return covered or ~NOTHING


def _about_one(operator: Operator, *, connection: str, pool_id: str, kind: str, id: str) -> EntryQuerySet:
    place = {"connection": connection, "pool_id": pool_id, "target_kind": kind, "target_id": id}
    return entries_for(operator).settled().filter(**place)


def _about(user: str, operator: Operator) -> Q:
    """Entries about a user. Where labels are masked, only a whole one is found: parts would spell it out."""
    whole = Q(target_id=user) | Q(target_label__iexact=user)
    return whole | (Q(target_label__icontains=user) & _reached(operator, Role.HELP_DESK))
