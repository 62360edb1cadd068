"""`manage.py check_up`: every rule over every pool, for pipelines. It only reads, at a modest pace."""

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from console.access.actions import CHECK_APP_CLIENTS, operations_of
from console.access.roles import Role
from console.audit.recorder import TrailRecorder
from console.cognito.connections import Connection
from console.cognito.errors import CognitoError
from console.cognito.gateway import Access
from pools.app_clients.batches import AT_ONCE
from pools.checkup import acceptances
from pools.checkup.checks import Severity
from pools.checkup.examination import CheckUp, Examined, Finding, examine, pool_subject
from pools.checkup.reading import ClientsRead, G, read_clients, together
from pools.gateway import Pool, PoolGateway

# At most 10 calls a second of the 15 that Cognito grants to the whole account and region: two for each pool.
SECONDS_A_CALL = 0.1
SECONDS_BETWEEN_POOLS = 2 * SECONDS_A_CALL
# Batches of ten app clients of a pool.
MOST_BATCHES = 20
FOUND, NOT_READ = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ExaminedPool:
    """A pool and what the rules came to, or why it could not be read."""

    connection: Connection
    id: str
    name: str = ""
    checkup: CheckUp | None = None
    problem: str = ""


class Command(BaseCommand):
    help = (
        "Check the settings of all pools, or of those named. Exit code 1: findings of --fail-on that are not "
        "accepted; 2: something could not be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--connection", action="append", default=[], help="only this one; can be repeated"
        )
        parser.add_argument(
            "--pool", action="append", default=[], metavar="POOL_ID", help="only this one; can be repeated"
        )
        parser.add_argument(
            "--without-app-clients",
            action="store_true",
            help="the pools alone: reading an app client takes the rights of an Administrator's role",
        )
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--fail-on",
            choices=[severity.value for severity in Severity],
            help="findings of this severity or a graver one end in exit code 1",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        app_clients = not options["without_app_clients"]
        connections = _connections(options["connection"])
        examined = list(_examined(connections, options["pool"], app_clients=app_clients))
        if options["format"] == "json":
            text = json.dumps([_as_json(each) for each in examined], indent=2, ensure_ascii=False)
            self.stdout.write(text)
        else:
            self.stdout.write("\n\n".join(map(_as_text, examined)) or "There are no pools.")
        if unread := [each for each in examined if each.problem]:
            raise CommandError(
                f"{len(unread)} of {len(examined)} could not be read whole.", returncode=NOT_READ
            )
        if options["fail_on"]:
            self._judge(examined, Severity(options["fail_on"]))

    def _judge(self, examined: Iterable[ExaminedPool], limit: Severity) -> None:
        grave = [
            finding
            for each in examined
            if each.checkup
            for finding in each.checkup.open
            if finding.severity.is_at_least(limit)
        ]
        if grave:
            count = f"{len(grave)} finding{'' if len(grave) == 1 else 's'}"
            raise CommandError(
                f"{count} of severity {limit.value} or graver, not accepted.", returncode=FOUND
            )


def _connections(slugs: list[str]) -> list[Connection]:
    """The connections of these names, or all. Raises CommandError."""
    configured: dict[str, Connection] = settings.COGNITO_CONNECTIONS
    if unknown := [slug for slug in slugs if slug not in configured]:
        names = ", ".join(configured)
        raise CommandError(
            f"No connection is called {', '.join(unknown)}. There are: {names}.", returncode=NOT_READ
        )
    return [configured[slug] for slug in slugs] or list(configured.values())


def _examined(
    connections: Iterable[Connection], pool_ids: list[str], *, app_clients: bool
) -> Iterator[ExaminedPool]:
    """Each pool in turn, with a pause between them."""
    missing = set(pool_ids)
    for connection in connections:
        try:
            listed = _gateway(connection).list_all(fresh=True).pools
        except CognitoError as problem:
            yield ExaminedPool(connection=connection, id="", problem=_in_words(problem))
            continue
        for pool in listed:
            if pool_ids and pool.id not in pool_ids:
                continue
            missing.discard(pool.id)
            yield _examine(connection, pool.id, pool.name, app_clients=app_clients)
            time.sleep(SECONDS_BETWEEN_POOLS)
    if missing:
        raise CommandError(f"There is no pool {', '.join(sorted(missing))}.", returncode=NOT_READ)


def _examine(connection: Connection, pool_id: str, name: str, *, app_clients: bool) -> ExaminedPool:
    facts: dict[str, Any] = {"connection": connection, "id": pool_id, "name": name}
    try:
        described, mfa = _gateway(connection, pool_id).both_stores(fresh=True)
    except CognitoError as problem:
        return ExaminedPool(**facts, problem=_in_words(problem))
    second, why = (None, [_in_words(mfa)]) if isinstance(mfa, CognitoError) else (mfa, [])
    subjects, problems = _app_clients(connection, described) if app_clients else ([], [])
    accepted = acceptances.of_pools([pool_id]).get((connection.slug, pool_id), [])
    checkup = examine([pool_subject(described.raw, second), *subjects], accepted)
    return ExaminedPool(**facts, checkup=checkup, problem=" ".join([*why, *problems]))


def _app_clients(connection: Connection, pool: Pool) -> tuple[list[Examined], list[str]]:
    """Up to 200 app clients and what none of them uses; and what could not be read, in words."""
    reads: list[ClientsRead] = []
    reach, token = AppClientsReach(connection, pool.id), ""
    for _ in range(MOST_BATCHES):
        try:
            reads.append(read_clients(reach, token=token, fresh=True, pool=pool))
        except CognitoError as problem:
            return [], [f"App clients: {_in_words(problem)}"]
        time.sleep(2 * SECONDS_A_CALL * len(reads[-1].batch.found))
        if not (token := reads[-1].batch.next):
            break
    problems = (f"{what}: {_in_words(problem)}" for each in reads for what, problem in each.problems)
    more = [f"App clients: only the first {MOST_BATCHES * AT_ONCE} were looked at."] if token else []
    return together(reads), [*dict.fromkeys(problems), *more]


@dataclass(frozen=True, slots=True)
class AppClientsReach:
    """The way to a pool's app clients. Their secrets come along, which a Viewer's role may not read."""

    connection: Connection
    pool_id: str

    def gateway(self, kind: type[G]) -> G:
        """With the role that may read secrets, but for these reads alone: nothing can be written."""
        return kind(
            Access(
                connection=self.connection,
                recorder=TrailRecorder(operator_id=None, operator="manage.py"),
                operations=frozenset(CHECK_APP_CLIENTS.operations),
                read_only=False,
                pool_id=self.pool_id,
            )
        )


def _gateway(connection: Connection, pool_id: str = "") -> PoolGateway:
    """With the rights of a Viewer, whoever runs the command."""
    return PoolGateway(
        Access(
            connection=connection,
            recorder=TrailRecorder(operator_id=None, operator="manage.py"),
            operations=operations_of(Role.VIEWER),
            pool_id=pool_id,
        )
    )


def _in_words(problem: CognitoError) -> str:
    return f"{problem.what}. {problem.suggestion}".strip()


def _as_text(examined: ExaminedPool) -> str:
    title = " · ".join(filter(None, (examined.connection.slug, examined.id, examined.name)))
    lines = [title]
    if examined.problem:
        lines.append(f"  not read    {examined.problem}")
    if examined.checkup:
        for finding in examined.checkup.findings:
            word = "accepted" if finding.is_accepted else finding.severity.value
            where = f"{finding.subject.label}: " if finding.subject.label else ""
            lines.append(f"  {word:<11} {where}{finding.check.title}: {finding.evidence.words}")
        if not examined.checkup.findings and not examined.problem:
            lines.append("  all clear")
    return "\n".join(map(_printable, lines))


def _printable(line: str) -> str:
    """A line that cannot act on the terminal, whoever wrote what stands in it."""
    return line if line.isprintable() else line.encode("unicode_escape").decode()


def _as_json(examined: ExaminedPool) -> dict[str, Any]:
    findings = examined.checkup.findings if examined.checkup else []
    unread = examined.checkup.unread if examined.checkup else []
    return {
        "connection": examined.connection.slug,
        "pool": examined.id,
        "name": examined.name,
        "problem": examined.problem,
        "findings": [_finding_as_json(finding) for finding in findings],
        "not_checked": list(dict.fromkeys(check.name for check in unread)),
    }


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    acceptance = finding.acceptance if finding.is_accepted else None
    return {
        "rule": finding.check.name,
        "kind": finding.subject.kind,
        "target": finding.subject.target,
        "label": finding.subject.label,
        "severity": finding.severity.value,
        "title": finding.check.title,
        "evidence": finding.evidence.words,
        "settings": list(finding.paths),
        "accepted": acceptance
        and {
            "by": acceptance.operator,
            "at": acceptance.at.isoformat(),
            "until": acceptance.until.isoformat() if acceptance.until else None,
            "reason": acceptance.reason,
        },
    }
