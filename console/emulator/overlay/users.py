"""Users: read one, confirm, enable, disable, sign out, delete."""

from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import user_factors
from console.emulator.overlay.core.errors import not_authorized
from console.emulator.overlay.core.registry import Call, operation


def describe(user: Any, attributes_key: str = "Attributes") -> dict[str, Any]:
    """`UserType`, as ListUsers and AdminCreateUser give it."""
    return {
        "Username": user.username,
        attributes_key: user.attributes,
        "UserCreateDate": user.create_date,
        "UserLastModifiedDate": user.last_modified_date,
        "Enabled": user.enabled,
        "UserStatus": user.status,
    }


@operation("AdminGetUser")
def admin_get_user(call: Call) -> dict[str, Any]:
    """One user with the MFA factors, which ListUsers does not show."""
    user = call.user
    return {**describe(user, "UserAttributes"), **user_factors.describe(user)}


@operation("AdminConfirmSignUp")
def admin_confirm_sign_up(call: Call) -> dict[str, Any]:
    """For UNCONFIRMED users only. Raises NotAuthorizedException for any other status."""
    user = call.user
    if user.status != "UNCONFIRMED":
        status = getattr(user.status, "value", user.status)
        raise not_authorized(f"User cannot be confirmed. Current status is {status}")
    user.status = "CONFIRMED"
    return {}


@operation("AdminEnableUser")
def admin_enable_user(call: Call) -> dict[str, Any]:
    """Allow sign-in again. Harmless for a user who is enabled."""
    return _set_enabled(call, True)


@operation("AdminDisableUser")
def admin_disable_user(call: Call) -> dict[str, Any]:
    """Block sign-in and revoke the tokens. Harmless for a user who is disabled."""
    answer = _set_enabled(call, False)
    _revoke_tokens(call)
    return answer


@operation("AdminUserGlobalSignOut")
def admin_user_global_sign_out(call: Call) -> dict[str, Any]:
    """Revoke the tokens; nothing of the user changes."""
    _revoke_tokens(call)
    return {}


@operation("AdminDeleteUser")
def admin_delete_user(call: Call) -> dict[str, Any]:
    """Immediate and final, for enabled users too."""
    user = call.user
    groups = tuple(group.group_name for group in user.groups)
    call.pool.stores.deleted_users.append((datetime.now(UTC), user, groups))
    for group in user.groups:
        group.users.discard(user)
    _revoke_tokens(call)
    call.pool.stores.forget_user(user.id)
    del call.pool.users[user.username]
    return {}


def _set_enabled(call: Call, enabled: bool) -> dict[str, Any]:
    call.user.enabled = enabled
    return {}


def _revoke_tokens(call: Call) -> None:
    call.pool.stores.user_sessions.pop(call.user.id, None)
    # moto files tokens under the name that was used to sign in.
    lookup = call.user.attribute_lookup
    for name in (call.user.username, *(lookup[login] for login in call.pool.logins if login in lookup)):
        call.pool.sign_out(name)
