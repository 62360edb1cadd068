"""What can be done with operators. Every change is recorded with before and after, and leaves an owner."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from console.access import events
from console.access.models import Grant, Operator
from console.access.passwords import new_password
from console.access.roles import Role
from console.audit.models import Outcome
from console.audit.recorder import TrailRecorder
from console.cognito.gateway import Target


class OperatorRefused(Exception):
    """A change of operators that is not made, with the reason in words."""


class LastOwner(OperatorRefused):
    """Nobody would be left who can manage operators."""

    def __init__(self) -> None:
        super().__init__(
            "This is the last active owner of all pools. Make somebody else an owner first, "
            "or nobody could manage operators any more."
        )


class OwnAccess(OperatorRefused):
    """Operators do not take the console from themselves by accident."""

    def __init__(self) -> None:
        super().__init__("You would lose your own access as an owner. Ask another owner to do this.")


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantReach:
    """What a grant covers: everything, a connection, or with a pool's id that pool."""

    connection: str = ""
    pool_id: str = ""


Change = Callable[..., object]

EVERYTHING = GrantReach()
POOL_ID = re.compile(r"[\w-]{1,40}_[0-9a-zA-Z]{1,14}")


def reach_of(*, pool_id: str = "", connection: str = "") -> GrantReach:
    """A reach from what people type: a pool's connection is told by its region if only one fits.

    Raises OperatorRefused.
    """
    if not pool_id:
        return GrantReach(connection=connection)
    if not POOL_ID.fullmatch(pool_id):
        raise OperatorRefused(f"{pool_id} is not a pool id. You find it on the pool's page.")
    region = pool_id.rpartition("_")[0]
    fitting = [
        each.slug
        for each in settings.COGNITO_CONNECTIONS.values()
        if each.region == region and connection in {"", each.slug}
    ]
    if not fitting:
        raise OperatorRefused(f"{pool_id} is in {region}, which that connection does not reach.")
    if len(fitting) > 1:
        raise OperatorRefused(f"Several connections reach {region}: choose the one of {pool_id}.")
    return GrantReach(connection=fitting[0], pool_id=pool_id)


def add_operator(
    *,
    username: str,
    name: str = "",
    email: str = "",
    password: str = "",
    role: Role | None = None,
    reaches: Sequence[GrantReach] = (EVERYTHING,),
    recorder: TrailRecorder,
) -> tuple[Operator, str]:
    """Add an operator; returns their password too, which is kept nowhere.

    Without a `password` a one-time password is made. Raises OperatorRefused when the username is taken.
    """
    operator = Operator(username=username, name=name, email=email, password_is_one_time=not password)
    password = password or new_password()
    operator.set_password(password)
    with transaction.atomic():
        if Operator.objects.filter(username__iexact=username).exists():
            raise OperatorRefused(f"There is already an operator called “{username}”.")
        operator.save()
        if role is not None:
            _set_role(operator, role, reaches)
        details = {"after": facts(operator)}
        recorder.note(events.OPERATOR_ADDED, target=target_of(operator), details=details)
    return operator, password


def grant(*, operator: Operator, role: Role, reaches: Sequence[GrantReach], recorder: TrailRecorder) -> None:
    """Give an operator a role; one that they have for the same reach is replaced. Raises OperatorRefused."""
    with _change(events.ROLE_GRANTED, operator, recorder):
        _set_role(operator, role, reaches)


def revoke(*, grant: Grant, recorder: TrailRecorder) -> None:
    """Take a role away. Raises OperatorRefused, also for roles that single sign-on gives for a group."""
    with _change(events.ROLE_REVOKED, grant.operator, recorder):
        if grant.from_group:
            raise OperatorRefused(f"{grant} comes from single sign-on: change the group there.")
        grant.delete()


def disable(*, operator: Operator, recorder: TrailRecorder) -> None:
    """Keep an operator out until they are enabled again, and end their sessions. Raises OperatorRefused."""
    with _change(events.OPERATOR_DISABLED, operator, recorder):
        operator.is_active = False
        operator.save(update_fields=["is_active"])
        _end_sessions(operator)


def enable(*, operator: Operator, recorder: TrailRecorder) -> None:
    """Let a disabled operator sign in again."""
    with _change(events.OPERATOR_ENABLED, operator, recorder):
        operator.is_active = True
        operator.save(update_fields=["is_active"])


def sign_out(*, operator: Operator, recorder: TrailRecorder) -> None:
    """End all sessions of an operator."""
    with _change(events.OPERATOR_SIGNED_OUT, operator, recorder):
        _end_sessions(operator)


def set_password(*, operator: Operator, password: str = "", recorder: TrailRecorder) -> str:
    """Give an operator a new password, one-time unless it is given, and end their sessions.

    Returns the password, which is kept nowhere. Second factors stay. Raises OperatorRefused for those who
    sign in through single sign-on.
    """
    with _change(events.OPERATOR_PASSWORD_SET, operator, recorder):
        if operator.signs_in_elsewhere:
            raise OperatorRefused(f"{operator} signs in through single sign-on and has no password here.")
        operator.password_is_one_time = not password
        password = password or new_password()
        operator.set_password(password)
        operator.save(update_fields=["password", "password_is_one_time"])
        _end_sessions(operator)
    return password


def remove_factors(*, operator: Operator, recorder: TrailRecorder) -> None:
    """Delete an operator's passkeys, authenticator app and recovery codes, for when they are lost."""
    with _change(events.OPERATOR_FACTORS_REMOVED, operator, recorder):
        Authenticator.objects.filter(user_id=operator.pk).delete()


def remove(*, operator: Operator, recorder: TrailRecorder) -> None:
    """Delete an operator, their grants and factors; what they did stays on record. Raises OperatorRefused."""
    with _change(events.OPERATOR_REMOVED, operator, recorder):
        _end_sessions(operator)
        Operator.objects.filter(pk=operator.pk).delete()


def facts(operator: Operator) -> dict[str, Any]:
    """What the trail keeps of an operator; empty when they are gone."""
    stored = Operator.objects.filter(pk=operator.pk).first()
    if stored is None:
        return {}
    return {
        "username": stored.username,
        "name": stored.name,
        "email": stored.email,
        "active": stored.is_active,
        "grants": [str(grant) for grant in stored.grants.all()],
    }


def target_of(operator: Operator) -> Target:
    """An operator as the trail names them."""
    return Target(kind="operator", id=str(operator.pk), label=operator.username)


@contextmanager
def _change(event: str, operator: Operator, recorder: TrailRecorder) -> Iterator[None]:
    """Make and record a change, or undo and record the refusal."""
    target, before = target_of(operator), facts(operator)
    try:
        with transaction.atomic():
            # Two owners who take each other's role at the same moment have to wait for one another here.
            list(Operator.objects.select_for_update().order_by("pk").values_list("pk"))
            had_owner = Operator.objects.owners().exists()
            yield
            _check_owners(recorder, had_owner=had_owner)
            recorder.note(event, target=target, details={"before": before, "after": facts(operator)})
    except OperatorRefused as refusal:
        recorder.note(event, target=target, outcome=Outcome.REFUSED, message=str(refusal))
        raise


def _check_owners(recorder: TrailRecorder, *, had_owner: bool) -> None:
    if had_owner and not Operator.objects.owners().exists():
        raise LastOwner
    if recorder.operator_id and not Operator.objects.owners().filter(pk=recorder.operator_id).exists():
        raise OwnAccess


def _end_sessions(operator: Operator) -> None:
    for session in UserSession.objects.filter(user_id=operator.pk):
        session.end()


def _set_role(operator: Operator, role: Role, reaches: Sequence[GrantReach]) -> None:
    for reach in reaches:
        Grant.objects.update_or_create(
            operator=operator,
            connection=reach.connection,
            pool_id=reach.pool_id,
            from_group=False,
            defaults={"role": role},
        )
