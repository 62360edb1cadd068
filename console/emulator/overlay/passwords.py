"""Passwords: the pool's policy, temporary ones, setting and resetting them."""

import secrets
import string
from collections.abc import Mapping
from typing import Any

from console.emulator.outbox import Medium
from console.emulator.overlay import messages
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter, not_authorized
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

SYMBOLS = frozenset("^$*.[]{}()?-\"!@#%&/\\,><':;|_~`+= ")
# Without characters that are read wrongly from paper.
READABLE = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#%*+-=?@"
MECHANISMS: Mapping[str, tuple[str, Medium]] = {
    "verified_email": ("email", "EMAIL"),
    "verified_phone_number": ("phone_number", "SMS"),
}


def check_policy(pool: Pool, password: str) -> None:
    """Raises InvalidPasswordException naming the first requirement of the pool's policy that is not met."""
    policy = pool.extended_config["Policies"]["PasswordPolicy"]
    requirements = (
        (len(password) >= policy["MinimumLength"], "Password not long enough"),
        (
            _meets(policy, "RequireUppercase", password, string.ascii_uppercase),
            "must have uppercase characters",
        ),
        (
            _meets(policy, "RequireLowercase", password, string.ascii_lowercase),
            "must have lowercase characters",
        ),
        (_meets(policy, "RequireNumbers", password, string.digits), "must have numeric characters"),
        (_meets(policy, "RequireSymbols", password, SYMBOLS), "must have symbol characters"),
    )
    broken = next((text for met, text in requirements if not met), None)
    if broken is not None:
        text = broken if broken.startswith("Password") else f"Password {broken}"
        raise ServiceError("InvalidPasswordException", f"Password did not conform with policy: {text}")


def generate(pool: Pool) -> str:
    """A temporary password that every policy of this length accepts."""
    length = max(12, pool.extended_config["Policies"]["PasswordPolicy"]["MinimumLength"])
    characters = [secrets.choice(READABLE[place % len(READABLE)]) for place in range(length)]
    secrets.SystemRandom().shuffle(characters)
    return "".join(characters)


@operation("AdminSetUserPassword")
def admin_set_user_password(call: Call) -> dict[str, Any]:
    """Permanent confirms the user, whatever the status was; otherwise it is a temporary password, sent to
    nobody.

    Raises InvalidPasswordException, and PasswordHistoryPolicyViolationException for one of the last so many.
    """
    pool, user, password = call.pool, call.user, call.parameters["Password"]
    check_policy(pool, password)
    remember(pool, user, password)
    user.status = "CONFIRMED" if call.get("Permanent") else "FORCE_CHANGE_PASSWORD"
    return {}


def remember(pool: Pool, user: Any, password: str) -> None:
    """Let it be the user's password. Raises PasswordHistoryPolicyViolationException for one of the last so many."""
    kept = pool.extended_config["Policies"]["PasswordPolicy"].get("PasswordHistorySize", 0)
    if kept and password in [user.password, *user.former_passwords][: kept + 1]:
        raise ServiceError("PasswordHistoryPolicyViolationException", "Password has previously been used.")
    user.former_passwords = [each for each in (user.password, *user.former_passwords) if each][:24]
    user.password = password


@operation("AdminResetUserPassword")
def admin_reset_user_password(call: Call) -> dict[str, Any]:
    """The old password stops working at once, a code is sent, the status becomes RESET_REQUIRED.

    Raises NotAuthorizedException for a disabled user, a status other than CONFIRMED or RESET_REQUIRED, and a
    pool in which only administrators recover accounts; InvalidParameterException without a verified address;
    CodeDeliveryFailureException when the code did not arrive.
    """
    pool, user = call.pool, call.user
    medium = recovery_medium(pool, user)
    user.password = None
    user.status = "RESET_REQUIRED"
    messages.send_code(pool, user, medium, "reset")
    return {}


def recovery_medium(pool: Pool, user: Any) -> Medium:
    """How a code reaches the user. Raises NotAuthorizedException, InvalidParameterException."""
    if not user.enabled:
        raise not_authorized("User is disabled.")
    if user.status not in {"CONFIRMED", "RESET_REQUIRED"}:
        raise not_authorized("User password cannot be reset in the current state.")
    lookup = user.attribute_lookup
    for attribute, medium in (MECHANISMS[name] for name in _recovery_mechanisms(pool)):
        if lookup.get(attribute) and lookup.get(f"{attribute}_verified") == "true":
            return medium
    raise invalid_parameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number"
    )


def _recovery_mechanisms(pool: Pool) -> list[str]:
    mechanisms = pool.extended_config.get("AccountRecoverySetting", {}).get("RecoveryMechanisms")
    if not mechanisms:
        # Without a setting the old behaviour applies: a text message is preferred.
        return ["verified_phone_number", "verified_email"]
    names = [each["Name"] for each in sorted(mechanisms, key=lambda each: int(each["Priority"]))]
    if "admin_only" in names:
        raise not_authorized("Contact administrator to reset password.")
    return names


def _meets(
    policy: Mapping[str, Any], requirement: str, password: str, characters: str | frozenset[str]
) -> bool:
    return not policy.get(requirement) or any(character in characters for character in password)
