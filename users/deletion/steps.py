"""Deleting somebody: what has to be typed, and what is kept so that they can be created again."""

from collections.abc import Sequence

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError, UnknownOutcome
from pools.groups import Group
from users.deletion.gateway import DeletionGateway
from users.deletion.models import UserSnapshot
from users.gateway import User


def typed_name(user: User) -> str:
    """What is typed to delete a user: the username, or an address where that was generated."""
    generated = user.username == user.sub
    return (user.email or user.phone_number or user.username) if generated else user.username


def delete_user(
    pool: PoolAccess, user: User, *, groups: Sequence[Group] | None, reason: str
) -> tuple[UserSnapshot, UnknownOutcome | None]:
    """Keep a snapshot, then delete. The error, if no clear answer came but the user is gone.

    `groups` is None where they could not be read. Raises CognitoError: then the snapshot is kept only if the
    user may be gone all the same.
    """
    # Cognito keeps these by itself.
    names = None if groups is None else [group.name for group in groups if not group.provider]
    snapshot = _keep(pool, user, names, reason)
    try:
        problem = pool.gateway(DeletionGateway).delete(user=user, groups=names, reason=reason)
    except UnknownOutcome:
        raise
    except CognitoError:
        snapshot.delete()
        raise
    snapshot.is_certain = True
    snapshot.save(update_fields=["is_certain"])
    return snapshot, problem


def _keep(pool: PoolAccess, user: User, groups: list[str] | None, reason: str) -> UserSnapshot:
    """The newest snapshot alone counts: earlier ones are of attempts that came to nothing."""
    place = {"connection": pool.connection.slug, "pool_id": pool.id, "sub": user.sub}
    UserSnapshot.objects.filter(**place, is_certain=False).delete()
    return UserSnapshot.objects.create(
        **place,
        username=user.username,
        label=user.label,
        status=user.status,
        enabled=user.enabled,
        attributes=dict(user.attributes),
        groups=groups,
        created_at=user.created_at,
        deleted_by=pool.operator.get_username(),
        reason=reason,
    )
