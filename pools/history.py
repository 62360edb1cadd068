"""What a pool looked like over time: kept at each save, and at each look that finds it changed."""

from collections.abc import Mapping
from typing import Any

from console.access.reach import PoolAccess
from pools.models import Revision, Source
from pools.saving.engine import Report
from pools.saving.states import Comparison, Difference, State


def last(pool: PoolAccess, *, kind: str = "pool", target: str = "") -> Revision | None:
    """The newest known state."""
    slug = pool.connection.slug
    return (
        Revision.objects.filter(connection=slug, pool_id=pool.id, kind=kind, target=target)
        .select_related("previous")
        .first()
    )


def look(
    pool: PoolAccess, state: State, comparison: Comparison, *, kind: str = "pool", target: str = ""
) -> Revision:
    """Keep a state that was read just now, if it is not the newest one known already."""
    newest = last(pool, kind=kind, target=target)
    if newest is not None and not comparison.differences(newest.state, state):
        return newest
    return Revision.objects.create(
        connection=pool.connection.slug,
        pool_id=pool.id,
        kind=kind,
        target=target,
        source=Source.SEEN,
        previous=newest,
        state=dict(state),
    )


def keep(pool: PoolAccess, report: Report, *, kind: str = "pool", target: str = "") -> Revision:
    """Keep what a save began with and what it led to; `report.after` must have been read."""
    comparison = report.review.comparison
    before = look(pool, report.review.now, comparison, kind=kind, target=target)
    return Revision.objects.create(
        connection=pool.connection.slug,
        pool_id=pool.id,
        kind=kind,
        target=target,
        source=Source.SAVED,
        operator=pool.operator.get_username(),
        origin=report.review.proposal.origin,
        previous=before,
        state=dict(report.after or {}),
        report=written(report),
    )


def written(report: Report) -> dict[str, Any]:
    """A report as JSON."""
    problem = report.problem
    return {
        "outcome": report.outcome.value,
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


def _written(differences: list[Difference]) -> list[Mapping[str, Any]]:
    return [{"path": each.path, "before": each.before, "after": each.after} for each in differences]
