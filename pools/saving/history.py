"""What a pool looked like over time: kept at each save, and at each look that finds it changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from console.access.actions import ALL
from console.access.reach import PoolAccess
from console.audit.canonical import storable
from console.audit.models import Entry, EntryQuerySet
from console.audit.models import Outcome as Ending
from pools.saving.engine import Outcome, Report
from pools.saving.models import Look, Revision, RevisionQuerySet, Source
from pools.saving.states import Comparison, Difference, State

MOST_OTHERS = 60
# A value that is longer than this, in characters of JSON, is not repeated beside its path.
SHORT = 200
UNANSWERED = "a save whose outcome was not known"
# How much later what was asked for may still come true.
BELATED = timedelta(minutes=5)


class Thing(Protocol):
    """What states are kept of: a pool, or something that hangs on one, by its `kind` and which of them it is.

    `writes` are the operations of Lifeguard's own that change it.
    """

    @property
    def kind(self) -> str: ...

    @property
    def target(self) -> str: ...

    @property
    def writes(self) -> Sequence[str]: ...

    @property
    def pool(self) -> PoolAccess: ...

    @property
    def comparison(self) -> Comparison: ...


def states(thing: Thing) -> RevisionQuerySet:
    """All known states of a thing, newest first."""
    return Revision.objects.all().of(**_key(thing))


def last(thing: Thing) -> Revision | None:
    """The newest known state."""
    return states(thing).first()


def last_value(thing: Thing, member: str) -> str:
    """A text of the newest known state, such as its name; empty where nothing is known."""
    return states(thing).values_list(f"state__{member}", flat=True).first() or ""


def newest_of_others(pool: PoolAccess) -> list[Revision]:
    """The newest known state of each thing that hangs on the pool, newest first; at most 60 of them."""
    mine = Revision.objects.filter(connection=pool.connection.slug, pool_id=pool.id).exclude(kind="pool")
    newest = mine.order_by().values("kind", "target").annotate(newest=Max("pk")).values("newest")
    return list(Revision.objects.filter(pk__in=newest)[:MOST_OTHERS])


def last_look(thing: Thing) -> datetime | None:
    """When it was last known to look like its newest known state."""
    return Look.objects.filter(**_key(thing)).values_list("at", flat=True).first()


def note_seen(thing: Thing, state: State) -> Revision:
    """Keep a state that was read just now, if it is not the newest one known already."""
    with _looking(thing) as since:
        return _seen(thing, last(thing), state, since=since, at=timezone.now())


def note_first(thing: Thing, state: State, *, origin: str) -> Revision:
    """Keep the first state of a thing that was made here; what is known already stays."""
    with _looking(thing):
        return last(thing) or _add(
            thing,
            state,
            previous=None,
            source=Source.SAVED,
            operator=thing.pool.operator.get_username(),
            origin=origin,
        )


def note_save(thing: Thing, report: Report) -> Revision:
    """Keep what a save began with and what it led to; where that could not be read, what it began with again."""
    review = report.review
    with _looking(thing) as since:
        # Somebody may have looked while the save was under way.
        began = states(thing).filter(at__lte=review.at).first()
        before = _seen(thing, began, review.now, since=since, at=review.at)
        return _add(
            thing,
            review.now if report.after is None else report.after,
            previous=before,
            source=Source.SAVED,
            operator=thing.pool.operator.get_username(),
            origin=review.proposal.origin,
            outcome=report.outcome.value,
            report=storable(written(report)),
        )


def written(report: Report) -> dict[str, Any]:
    """A report as JSON."""
    problem = report.problem
    return {
        "outcome": report.outcome.value,
        "read_back": report.after is not None,
        "landed": _written(report.landed),
        "missing": _written(report.missing),
        "different": _written(report.different),
        "moved": _written(report.moved),
        "sent": [{"operation": step.operation, "store": step.store} for step in report.sent],
        "failed": {"operation": report.failed.operation, "store": report.failed.store}
        if report.failed
        else None,
        "problem": {
            "title": problem.what,
            "why": problem.message,
            "advice": problem.suggestion,
            "request_id": problem.request_id,
        }
        if problem
        else None,
    }


def _key(thing: Thing) -> dict[str, Any]:
    pool = thing.pool
    return {
        "connection": pool.connection.slug,
        "pool_id": pool.id,
        "kind": thing.kind,
        "target": thing.target,
    }


@contextmanager
def _looking(thing: Thing) -> Iterator[datetime | None]:
    """Alone with the thing, as of its last look. Whoever looks at the same moment waits."""
    with transaction.atomic():
        row, _ = Look.objects.select_for_update().get_or_create(**_key(thing))
        yield row.at
        row.at = timezone.now()
        row.save(update_fields=["at"])


def _seen(
    thing: Thing, newest: Revision | None, state: State, *, since: datetime | None, at: datetime
) -> Revision:
    """The newest known state, or the one that was found instead of it."""
    if newest is not None and not thing.comparison.differences(newest.state, storable(state)):
        return newest
    since = (since or newest.at) if newest else None
    facts = {"since": since, "at": at, "source": Source.SEEN}
    return _add(thing, state, previous=newest, **facts, **_own_doings(thing, newest, since, at))


def _add(thing: Thing, state: State, *, previous: Revision | None, **facts: Any) -> Revision:
    kept = storable(state)
    comparison = thing.comparison
    differences = comparison.differences(previous.state, kept) if previous else []
    moved = {each.path: _short(each) for each in comparison.apart(differences)}
    return Revision.objects.create(**_key(thing), **facts, previous=previous, state=kept, changed=moved)


def _own_doings(
    thing: Thing, newest: Revision | None, since: datetime | None, until: datetime
) -> dict[str, str]:
    """Who did something to it in Lifeguard between two looks, and what: a change is not always from outside."""
    if newest is None or since is None:
        return {}
    if newest.outcome == Outcome.UNKNOWN and since < newest.at + BELATED:
        return {"operator": newest.operator, "origin": UNANSWERED}
    entries = EntryQuerySet(Entry).filter(
        connection=thing.pool.connection.slug,
        pool_id=thing.pool.id,
        operation__in=thing.writes,
        at__gt=since,
        at__lte=until,
        **({"target_id": thing.target} if thing.target else {}),
    )
    entry = entries.settled().exclude(outcome=Ending.REFUSED).first()
    if entry is None:
        return {}
    action = ALL.get(entry.action)
    return {"operator": entry.operator, "origin": action.label if action else entry.action}


def _short(difference: Difference) -> list[Any] | None:
    values = [difference.before, difference.after]
    return values if len(json.dumps(values)) <= SHORT else None


def _written(differences: list[Difference]) -> list[Mapping[str, Any]]:
    return [{"path": each.path, "before": each.before, "after": each.after} for each in differences]
