"""Changes that operators make to their own passwords and second factors, recorded."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.dispatch import receiver
from django.http import HttpRequest

from console.access import events
from console.access.models import Operator
from console.access.recording import record
from console.audit.models import Outcome


@receiver(password_changed)
def own_password(request: HttpRequest, user: Operator, **_: Any) -> None:
    user.password_is_one_time = False
    user.save(update_fields=["password_is_one_time"])
    record(request, events.PASSWORD_CHANGED, operator=user)


@receiver(authenticator_added)
def factor_added(request: HttpRequest, user: Operator, authenticator: Authenticator, **_: Any) -> None:
    event = events.RECOVERY_CODES_MADE if _are_codes(authenticator) else events.SECOND_FACTOR_ADDED
    record(request, event, operator=user, details=_facts(authenticator))


@receiver(authenticator_reset)
def codes_made(request: HttpRequest, user: Operator, authenticator: Authenticator, **_: Any) -> None:
    record(request, events.RECOVERY_CODES_MADE, operator=user, details=_facts(authenticator))


@receiver(authenticator_removed)
def factor_removed(request: HttpRequest, user: Operator, authenticator: Authenticator, **_: Any) -> None:
    record(request, events.SECOND_FACTOR_REMOVED, operator=user, details=_facts(authenticator))


@receiver(authentication_failed)
def wrong_code(request: HttpRequest, user: Operator, authenticator: Authenticator, **_: Any) -> None:
    outcome, details = Outcome.REFUSED, _facts(authenticator)
    record(request, events.SECOND_FACTOR_FAILED, operator=user, outcome=outcome, details=details)


@receiver(authenticator_used)
def proved(
    request: HttpRequest, user: Operator, authenticator: Authenticator, reauthenticated: bool, **_: Any
) -> None:
    if reauthenticated:
        record(request, events.IDENTITY_CONFIRMED, operator=user, details=_facts(authenticator))


def _are_codes(authenticator: Authenticator) -> bool:
    return bool(authenticator.type == Authenticator.Type.RECOVERY_CODES)


def _facts(authenticator: Authenticator) -> dict[str, str]:
    """Which kind of factor, and its name: "passkey", "Blue key"."""
    return {"kind": str(authenticator.type), "name": str(authenticator)}
