"""Point-in-time recoveries of a pool: listed, begun, looked at, carried out, cancelled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from console.cognito.answers import moment, part_of
from console.cognito.errors import CognitoError, UnknownOutcome
from console.cognito.gateway import Answer, Target
from console.cognito.lists import follow
from pools.gateway import PoolGateway

PAGE = 60
KIND = "recovery"
GENERATING, GENERATED, RESTORING = "PREVIEW_GENERATING", "PREVIEW_GENERATED", "RESTORING"
CANCELLED, COMPLETED = "PREVIEW_CANCELLED", "RESTORE_COMPLETED"
# While one of these holds, nothing about the people of the pool can be written.
PAUSING = frozenset(
    {GENERATING, GENERATED, RESTORING, "TEMPORARY_INTERNAL_ERROR_SEE_SUPPORT_CASE", "AWS_ABORTED"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many of a kind of thing a recovery creates, changes and deletes."""

    entity: str
    created: int
    changed: int
    deleted: int

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Change":
        return cls(
            entity=raw.get("Entity", ""),
            created=raw.get("CreateCount", 0),
            changed=raw.get("UpdateCount", 0),
            deleted=raw.get("DeleteCount", 0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """One recovery. `point` is the moment to which it goes back, `begun_at` when it was begun.

    `preview` is empty until Cognito has made it, and in a list.
    """

    id: str
    status: str
    point: datetime | None
    begun_at: datetime | None = None
    preview: tuple[Change, ...] = ()

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Recovery":
        return cls(
            id=raw.get("RestoreId", ""),
            status=raw.get("RestoreStatus", ""),
            point=moment(raw.get("RestoreTimestamp")),
            begun_at=moment(raw.get("TriggerTimestamp")),
            preview=tuple(map(Change.from_response, raw.get("RestorePreview") or ())),
        )

    @property
    def pauses_writes(self) -> bool:
        return self.status in PAUSING

    @property
    def can_start(self) -> bool:
        return self.status == GENERATED

    @property
    def can_cancel(self) -> bool:
        return self.status in {GENERATING, GENERATED}


class RecoveryGateway(PoolGateway):
    """Reads and writes recoveries. Without a clear answer a look decides whether it was done."""

    def list_recoveries(self) -> tuple[Recovery, ...]:
        """The newest 60 (ListPointInTimeRecoveries), without their previews. Raises CognitoError."""
        return self._listed(self._read)

    def running_lately(self, *, fresh: bool = False) -> Recovery | None:
        """The one that pauses writes, as of the last seconds; None where there is none. Raises CognitoError."""
        return running_of(self._listed(partial(self._read_lately, fresh=fresh)))

    def find(self, recovery_id: str) -> Recovery:
        """DescribePointInTimeRecovery, with the preview where there is one. Raises NotFound."""
        answer = self._read("DescribePointInTimeRecovery", UserPoolId=self.pool_id, RestoreId=recovery_id)
        return _one(answer, "DescribePointInTimeRecovery")

    def initiate(self, point: datetime, *, reason: str) -> Recovery:
        """InitiatePointInTimeRecovery: pauses writes and makes a preview; `point` is in UTC. Raises CognitoError."""
        try:
            answer = self._write(
                "InitiatePointInTimeRecovery",
                action="initiate_recovery",
                target=Target(pool_id=self.pool_id, kind=KIND, label=point.isoformat()),
                details={"reason": reason, "after": {"RestoreTimestamp": point.isoformat()}},
                made=lambda answer: self._target(_one(answer, "InitiatePointInTimeRecovery")),
                UserPoolId=self.pool_id,
                RestoreTimestamp=point,
            )
        except UnknownOutcome as problem:
            return self._looked(problem, lambda: _to(point, self.list_recoveries()))
        return _one(answer, "InitiatePointInTimeRecovery")

    def start(self, recovery: Recovery, *, reason: str) -> Recovery:
        """StartPointInTimeRecovery: people become what they were then. Raises CognitoError."""
        return self._change(
            "StartPointInTimeRecovery", "start_recovery", recovery, reason, {RESTORING, COMPLETED}
        )

    def cancel(self, recovery: Recovery, *, reason: str) -> Recovery:
        """CancelPointInTimeRecovery: nothing changes, and writes go on. Raises CognitoError."""
        return self._change("CancelPointInTimeRecovery", "cancel_recovery", recovery, reason, {CANCELLED})

    def _change(
        self, operation: str, action: str, recovery: Recovery, reason: str, wanted: set[str]
    ) -> Recovery:
        try:
            answer = self._write(
                operation,
                action=action,
                target=self._target(recovery),
                details={"reason": reason, "before": {"RestoreStatus": recovery.status}},
                UserPoolId=self.pool_id,
                RestoreId=recovery.id,
            )
        except UnknownOutcome as problem:
            return self._looked(problem, lambda: _with(wanted, self.find(recovery.id)))
        return _one(answer, operation)

    def _listed(self, read: Callable[..., Answer]) -> tuple[Recovery, ...]:
        pages = self._pages(
            "ListPointInTimeRecoveries",
            "Restorations",
            Recovery.from_response,
            read=read,
            UserPoolId=self.pool_id,
            MaxResults=PAGE,
        )
        return follow(pages).items

    @staticmethod
    def _looked(problem: UnknownOutcome, look: Callable[[], Recovery | None]) -> Recovery:
        try:
            now = look()
        except CognitoError:
            raise problem from None
        if now is None:
            raise problem
        return now

    def _target(self, recovery: Recovery) -> Target:
        label = recovery.point.isoformat() if recovery.point else recovery.id
        return Target(pool_id=self.pool_id, kind=KIND, id=recovery.id, label=label)


def running_of(recoveries: tuple[Recovery, ...]) -> Recovery | None:
    """The one that pauses writes: there is one at most."""
    return next((each for each in recoveries if each.pauses_writes), None)


def _one(answer: Mapping[str, Any], operation: str) -> Recovery:
    return Recovery.from_response(part_of(answer, "Restoration", operation=operation))


def _to(point: datetime, recoveries: tuple[Recovery, ...]) -> Recovery | None:
    running = running_of(recoveries)
    return running if running and running.point == point else None


def _with(wanted: set[str], recovery: Recovery) -> Recovery | None:
    return recovery if recovery.status in wanted else None
