"""Writes into the audit trail in the name of an operator and a request."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import structlog
from django.db import DatabaseError
from django.http import HttpRequest

from console.audit.models import Outcome, append
from console.cognito.gateway import Target

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedEntry:
    """The first of the two rows of a write."""

    facts: Mapping[str, Any]

    def ended(
        self, outcome: str, *, request_id: str = "", message: str = "", target: Target | None = None
    ) -> None:
        """Record how it ended; `target` where it became known only now.

        Raises DatabaseError: the write may have been carried out all the same.
        """
        facts = {**self.facts, "aws_request_id": request_id, "message": message}
        if target:
            facts |= {"target_id": target.id, "target_label": target.label}
            facts["pool_id"] = target.pool_id or facts["pool_id"]
        try:
            append(**facts, outcome=Outcome(outcome), durable=True)
        except DatabaseError:
            # The trail keeps the "asked" row; the log is the only place left for the rest.
            log.error("outcome_not_recorded", attempt=str(facts["attempt"]), outcome=outcome, aws=request_id)
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRecorder:
    """Who acts, as text that stays readable after the operator is gone."""

    operator_id: int | None
    operator: str
    role: str = ""
    address: str = ""
    request_id: str = ""

    @classmethod
    def of(cls, request: HttpRequest, *, role: str = "", operator: Any = None) -> Self:
        """The recorder of a request; `operator` for requests that are not signed in yet."""
        acting = operator or request.user
        return cls(
            operator_id=acting.pk,
            operator=acting.get_username(),
            role=role,
            address=request.META.get("REMOTE_ADDR", ""),
            request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        )

    def asked(
        self,
        action: str,
        *,
        operation: str,
        connection: str,
        target: Target,
        details: Mapping[str, Any],
    ) -> AskedEntry:
        """Record that a write is about to be sent; a "reason" among the details gets its own column.

        Raises DatabaseError: then it must not be sent. Not for use inside a transaction: RuntimeError.
        """
        facts = self._facts(action, connection=connection, target=target, details=details) | {
            "attempt": uuid.uuid4(),
            "operation": operation,
        }
        append(**facts, outcome=Outcome.ASKED, durable=True)
        return AskedEntry(facts=facts)

    def note(
        self,
        action: str,
        *,
        outcome: Outcome = Outcome.DONE,
        connection: str = "",
        target: Target | None = None,
        details: Mapping[str, Any] | None = None,
        reason: str = "",
        message: str = "",
    ) -> None:
        """Record what is no write to Cognito: a reveal, a sign-in, an export. Raises DatabaseError."""
        facts = self._facts(action, connection=connection, target=target or Target(), details=details or {})
        append(**(facts | ({"reason": reason} if reason else {})), outcome=outcome, message=message)

    def _facts(
        self, action: str, *, connection: str, target: Target, details: Mapping[str, Any]
    ) -> dict[str, Any]:
        return {
            "action": action,
            "operator_id": self.operator_id,
            "operator": self.operator,
            "role": self.role,
            "address": self.address,
            "request_id": self.request_id,
            "connection": connection,
            "pool_id": target.pool_id,
            "target_kind": target.kind,
            "target_id": target.id,
            "target_label": target.label,
            "reason": details.get("reason") or "",
            "details": {name: value for name, value in details.items() if name != "reason"},
        }
