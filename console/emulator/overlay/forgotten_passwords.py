"""A user's own way back in: a code by message, and with it a new password."""

from typing import Any

from console.emulator.overlay import app_clients, messages, passwords
from console.emulator.overlay.core.errors import ServiceError
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.sign_in import check_secret, pool_with_client, unknown_user


@operation("ForgotPassword")
def forgot_password(call: Call) -> dict[str, Any]:
    """Send a code to the verified address. Raises as AdminResetUserPassword, and changes no password."""
    pool, user = _user(call)
    medium = passwords.recovery_medium(pool, user)
    return {"CodeDeliveryDetails": messages.send_code(pool, user, medium, "reset")}


@operation("ConfirmForgotPassword")
def confirm_forgot_password(call: Call) -> dict[str, Any]:
    """The code that was sent and a new password: the user is CONFIRMED.

    Raises CodeMismatchException, ExpiredCodeException without a code, InvalidPasswordException.
    """
    pool, user = _user(call)
    if not user.confirmation_code:
        raise ServiceError("ExpiredCodeException", "Invalid code provided, please request a code again.")
    if call.parameters["ConfirmationCode"] != user.confirmation_code:
        raise ServiceError("CodeMismatchException", "Invalid verification code provided, please try again.")
    passwords.check_policy(pool, call.parameters["Password"])
    passwords.remember(pool, user, call.parameters["Password"])
    user.confirmation_code = None
    user.status = "CONFIRMED"
    return {}


def _user(call: Call) -> tuple[Any, Any]:
    pool = pool_with_client(call)
    client = app_clients.find(pool, call.parameters["ClientId"])
    username, digest = call.parameters["Username"], call.get("SecretHash", "")
    check_secret(client, username, {"SECRET_HASH": digest})
    user = pool._get_user(username)
    if user is None:
        raise unknown_user(client)
    return pool, user
