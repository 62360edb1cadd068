"""Accepting findings, and taking that back. Both are recorded with their reason."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from console.access import actions
from console.access.reach import PoolAccess
from console.audit.canonical import storable_text
from console.cognito.gateway import Target
from pools.checkup.examination import Finding
from pools.checkup.models import Acceptance


def of_pool(pool: PoolAccess) -> list[Acceptance]:
    """What was accepted of a pool."""
    return list(Acceptance.objects.filter(connection=pool.connection.slug, pool_id=pool.id))


def of_pools(pool_ids: Iterable[str]) -> dict[tuple[str, str], list[Acceptance]]:
    """What was accepted of several pools, by connection and pool id, in one query."""
    accepted: dict[tuple[str, str], list[Acceptance]] = {}
    for each in Acceptance.objects.filter(pool_id__in=list(pool_ids)):
        accepted.setdefault((each.connection, each.pool_id), []).append(each)
    return accepted


@transaction.atomic
def accept(
    pool: PoolAccess, finding: Finding, *, reason: str, until: date | None, pool_name: str
) -> Acceptance:
    """Accept a finding as it is now, in place of an earlier acceptance. Raises DatabaseError."""
    facts = {
        "digest": finding.digest,
        "severity": finding.severity.value,
        "evidence": storable_text(finding.evidence.words),
        "reason": reason,
        "until": until,
        "operator": pool.operator.get_username(),
    }
    Acceptance.objects.filter(**_place(pool, finding)).delete()
    acceptance = Acceptance.objects.create(**_place(pool, finding), **facts)
    pool.recorder.note(
        actions.ACCEPT_FINDING.name,
        connection=pool.connection.slug,
        target=Target(
            pool_id=pool.id,
            kind=finding.subject.kind,
            id=finding.subject.target or pool.id,
            label=finding.subject.label or pool_name,
        ),
        reason=reason,
        details={
            "finding": finding.check.title,
            "rule": finding.check.name,
            "found": finding.evidence.words,
            "severity": finding.severity.label,
            "until": until.isoformat() if until else "",
        },
    )
    return acceptance


@transaction.atomic
def withdraw(pool: PoolAccess, acceptance: Acceptance, *, title: str) -> None:
    """Take an acceptance back: the finding counts again. Raises DatabaseError."""
    acceptance.delete()
    pool.recorder.note(
        actions.WITHDRAW_ACCEPTANCE.name,
        connection=pool.connection.slug,
        target=Target(pool_id=pool.id, kind=acceptance.kind, id=acceptance.target or pool.id),
        details={
            "finding": title,
            "rule": acceptance.check_name,
            "accepted by": acceptance.operator,
            "accepted because": acceptance.reason,
        },
    )


def _place(pool: PoolAccess, finding: Finding) -> dict[str, str]:
    return {
        "connection": pool.connection.slug,
        "pool_id": pool.id,
        "kind": finding.subject.kind,
        "target": finding.subject.target,
        "check_name": finding.check.name,
    }
