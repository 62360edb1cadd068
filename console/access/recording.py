"""Sign-in and everything around it, written into the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from console.access.models import Operator
from console.access.operators import target_of
from console.audit.models import Outcome
from console.audit.recorder import TrailRecorder
from console.cognito.gateway import Target


def recorder_of(request: HttpRequest, operator: Operator) -> TrailRecorder:
    """Records in an operator's name, also before they are signed in."""
    return TrailRecorder.of(request, role=operator.role.label if operator.role else "", operator=operator)


def record(
    request: HttpRequest,
    event: str,
    *,
    operator: Operator,
    outcome: Outcome = Outcome.DONE,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Record what an operator did about their own sign-in. Raises DatabaseError."""
    recorder = recorder_of(request, operator)
    recorder.note(event, outcome=outcome, target=target_of(operator), details=details)


def record_stranger(
    request: HttpRequest, event: str, *, typed: str, details: Mapping[str, Any] | None = None
) -> None:
    """Record that somebody did not get in: the name they typed and their address, never the password."""
    recorder = TrailRecorder(operator_id=None, operator="", address=request.META.get("REMOTE_ADDR", ""))
    target = Target(kind="operator", label=typed)
    recorder.note(event, outcome=Outcome.REFUSED, target=target, details=details)
