"""The role that single sign-on gives for a group, and takes away with it."""

from django.db import transaction

from console.access import events
from console.access.models import Grant, Operator
from console.access.operators import facts, target_of
from console.access.roles import Role
from console.audit.recorder import TrailRecorder


def follow_groups(
    *, operator: Operator, role: Role | None, groups: list[str], recorder: TrailRecorder
) -> None:
    """Let the operator's role for all pools be what their groups say now; None takes it away.

    The provider decides, so this may also take the last owner's role: `manage.py operator grant` gives it
    back. Roles that owners granted by hand are left alone.
    """
    held = Grant.objects.filter(operator=operator, from_group=True)
    if list(held.values_list("role", flat=True)) == ([role] if role else []):
        return
    before = facts(operator)
    with transaction.atomic():
        held.delete()
        if role is not None:
            Grant.objects.create(operator=operator, role=role, from_group=True)
        recorder.note(
            events.ROLE_GRANTED if role else events.ROLE_REVOKED,
            target=target_of(operator),
            details={"groups": groups, "before": before, "after": facts(operator)},
        )
