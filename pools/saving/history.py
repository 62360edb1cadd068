"""What a pool looked like over time: kept at each save, and at each look that finds it changed."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

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
# The operations of Lifeguard's own that change a pool's state.
WRITES = {
    "pool": (
        *("UpdateUserPool", "SetUserPoolMfaConfig", "TagResource", "UntagResource", "AddCustomAttributes"),
        *("CreateUserPoolDomain", "UpdateUserPoolDomain", "DeleteUserPoolDomain"),
    ),
    "app_client": ("CreateUserPoolClient", "UpdateUserPoolClient"),
    "domain": ("CreateUserPoolDomain", "UpdateUserPoolDomain", "DeleteUserPoolDomain"),
    "identity_provider": ("CreateIdentityProvider", "UpdateIdentityProvider", "DeleteIdentityProvider"),
    "risk_configuration": ("SetRiskConfiguration",),
    "log_delivery": ("SetLogDeliveryConfiguration",),
    "session_configuration": (
        "SetUserPoolSessionConfiguration",
        "SetUserPoolClientSessionConfiguration",
    ),
    "managed_login": (
        "CreateManagedLoginBranding",
        "UpdateManagedLoginBranding",
        "DeleteManagedLoginBranding",
    ),
    "resource_server": ("CreateResourceServer", "UpdateResourceServer", "DeleteResourceServer"),
    "terms": ("CreateTerms", "UpdateTerms", "DeleteTerms"),
}
UNANSWERED = "a save whose outcome was not known"
# How much later what was asked for may still come true.
BELATED = timedelta(minutes=5)


def states(pool: PoolAccess, *, kind: str = "pool", target: str = "") -> RevisionQuerySet:
    """All known states of a thing, newest first."""
    return Revision.objects.all().of(**_thing(pool, kind, target))


def last(pool: PoolAccess, *, kind: str = "pool", target: str = "") -> Revision | None:
    """The newest known state."""
    return states(pool, kind=kind, target=target).first()


def newest_of_others(pool: PoolAccess) -> list[Revision]:
    """The newest known state of each thing that hangs on the pool, newest first; at most 60 of them."""
    mine = Revision.objects.filter(connection=pool.connection.slug, pool_id=pool.id).exclude(kind="pool")
    newest = mine.order_by().values("kind", "target").annotate(newest=Max("pk")).values("newest")
    return list(Revision.objects.filter(pk__in=newest)[:MOST_OTHERS])


def last_name(pool: PoolAccess) -> str:
    """What the pool was last known to be called; empty where nothing is known."""
    return states(pool).values_list("state__Name", flat=True).first() or ""


def client_name(pool: PoolAccess, client_id: str) -> str:
    """What an app client was last known to be called; its id where nothing is known."""
    known = states(pool, kind="app_client", target=client_id).values_list("state__ClientName", flat=True)
    return known.first() or client_id


def last_look(pool: PoolAccess, *, kind: str = "pool", target: str = "") -> datetime | None:
    """When it was last known to look like its newest known state."""
    return Look.objects.filter(**_thing(pool, kind, target)).values_list("at", flat=True).first()


def look(
    pool: PoolAccess, state: State, comparison: Comparison, *, kind: str = "pool", target: str = ""
) -> Revision:
    """Keep a state that was read just now, if it is not the newest one known already."""
    thing = _thing(pool, kind, target)
    with _looking(thing) as since:
        newest = last(pool, kind=kind, target=target)
        return _seen(thing, newest, state, comparison, since=since, at=timezone.now())


def begin(
    pool: PoolAccess,
    state: State,
    comparison: Comparison,
    *,
    origin: str,
    kind: str = "pool",
    target: str = "",
) -> Revision:
    """Keep the first state of a thing that was made here; what is known already stays."""
    thing = _thing(pool, kind, target)
    with _looking(thing):
        return last(pool, kind=kind, target=target) or _add(
            thing,
            state,
            comparison,
            previous=None,
            source=Source.SAVED,
            operator=pool.operator.get_username(),
            origin=origin,
        )


def keep(pool: PoolAccess, report: Report, *, kind: str = "pool", target: str = "") -> Revision:
    """Keep what a save began with and what it led to; where that could not be read, what it began with again."""
    thing, review = _thing(pool, kind, target), report.review
    with _looking(thing) as since:
        began = _state_at(pool, review.at, kind=kind, target=target)
        before = _seen(thing, began, review.now, review.comparison, since=since, at=review.at)
        return _add(
            thing,
            review.now if report.after is None else report.after,
            review.comparison,
            previous=before,
            source=Source.SAVED,
            operator=pool.operator.get_username(),
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


def _thing(pool: PoolAccess, kind: str, target: str) -> dict[str, Any]:
    return {"connection": pool.connection.slug, "pool_id": pool.id, "kind": kind, "target": target}


@contextmanager
def _looking(thing: dict[str, Any]) -> Iterator[datetime | None]:
    """Alone with the thing, as of its last look. Whoever looks at the same moment waits."""
    with transaction.atomic():
        row, _ = Look.objects.select_for_update().get_or_create(**thing)
        yield row.at
        row.at = timezone.now()
        row.save(update_fields=["at"])


def _state_at(pool: PoolAccess, moment: datetime, *, kind: str, target: str) -> Revision | None:
    """The newest state that was known then: somebody may have looked while a save was under way."""
    return states(pool, kind=kind, target=target).filter(at__lte=moment).first()


def _seen(
    thing: Mapping[str, str],
    newest: Revision | None,
    state: State,
    comparison: Comparison,
    *,
    since: datetime | None,
    at: datetime,
) -> Revision:
    """The newest known state, or the one that was found instead of it."""
    if newest is not None and not comparison.differences(newest.state, storable(state)):
        return newest
    since = (since or newest.at) if newest else None
    facts = {"since": since, "at": at, "source": Source.SEEN}
    return _add(thing, state, comparison, previous=newest, **facts, **_own_doings(thing, newest, since, at))


def _add(
    thing: Mapping[str, str],
    state: State,
    comparison: Comparison,
    *,
    previous: Revision | None,
    **facts: Any,
) -> Revision:
    kept = storable(state)
    differences = comparison.differences(previous.state, kept) if previous else []
    changed = {each.path: _short(each) for each in comparison.apart(differences)}
    return Revision.objects.create(**thing, **facts, previous=previous, state=kept, changed=changed)


def _own_doings(
    thing: Mapping[str, str], newest: Revision | None, since: datetime | None, until: datetime
) -> dict[str, str]:
    """Who did something to it in Lifeguard between two looks, and what: a change is not always from outside."""
    if newest is None or since is None:
        return {}
    if newest.outcome == Outcome.UNKNOWN and since < newest.at + BELATED:
        return {"operator": newest.operator, "origin": UNANSWERED}
    entries = EntryQuerySet(Entry).filter(
        connection=thing["connection"],
        pool_id=thing["pool_id"],
        operation__in=WRITES.get(thing["kind"], ()),
        at__gt=since,
        at__lte=until,
        **({"target_id": thing["target"]} if thing["target"] else {}),
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
