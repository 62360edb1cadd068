"""The factors of one user: which are on, which is preferred, which can come first."""

from collections.abc import Mapping
from typing import Any

from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

# The member of the call, the name of the factor, the user's own flag.
FACTORS = (
    ("SoftwareTokenMfaSettings", "SOFTWARE_TOKEN_MFA", "software_token_mfa_enabled"),
    ("SMSMfaSettings", "SMS_MFA", "sms_mfa_enabled"),
    ("EmailMfaSettings", "EMAIL_OTP", "email_mfa_enabled"),
)
ADDRESSES = {"SMS_MFA": "phone_number", "EMAIL_OTP": "email"}
FIRST = {"EMAIL_OTP": "email", "SMS_OTP": "phone_number"}
PASSKEYS = "WebAuthnMfaSettings"

Settings = Mapping[str, Any]


@operation("AdminSetUserMFAPreference")
def admin_set_user_mfa_preference(call: Call) -> dict[str, Any]:
    """Switch the factors that are named; the others stay. Only one can be preferred.

    Raises InvalidParameterException for a factor that the user has no address or token for, two that are
    preferred, and the last factor of a user whose pool requires MFA; UserNotConfirmedException.
    """
    pool, user = call.pool, call.user
    _require_confirmed(user)
    sent = {name: call.get(member) for member, name, _ in FACTORS if member in call.parameters}
    preferred = [name for name, settings in sent.items() if settings.get("PreferredMfa")]
    if len(preferred) > 1:
        raise invalid_parameter("Only one MFA factor can be set as preferred.")
    for name, settings in sent.items():
        if settings.get("Enabled"):
            _check_usable(user, name)
    wanted = {*enabled(user)} - set(sent) | {name for name, each in sent.items() if each.get("Enabled")}
    _check_passkeys(pool, call.get(PASSKEYS, {}), wanted)
    if pool.mfa_config == "ON" and not wanted and enabled(user):
        raise invalid_parameter("The user pool requires MFA: the last MFA factor cannot be turned off.")
    _set_factors(user, wanted, preferred)
    if sent.get(user.preferred_mfa_setting, {}).get("PreferredMfa") is False:
        user.preferred_mfa_setting = None
    return {}


@operation("AdminDeleteSoftwareToken")
def admin_delete_software_token(call: Call) -> dict[str, Any]:
    """The authenticator is gone, and with it the factor; another one can be registered.

    Raises InvalidParameterException for a user who has none, UserNotConfirmedException.
    """
    user = call.user
    _require_confirmed(user)
    if not user.token_verified:
        raise invalid_parameter("The user has no software token.")
    user.token_verified = False
    _set_factors(user, {*enabled(user)} - {"SOFTWARE_TOKEN_MFA"}, [])
    return {}


@operation("AdminGetUserAuthFactors")
def admin_get_user_auth_factors(call: Call) -> dict[str, Any]:
    """MFA factors, and what the user can sign in with where there is a choice."""
    pool, user = call.pool, call.user
    first = first_factors(pool, user)
    if user.software_token_mfa_enabled:
        first.append("SOFTWARE_TOKEN")
    return {"Username": user.username, **describe(user), "ConfiguredUserAuthFactors": first}


def enabled(user: Any) -> list[str]:
    """The MFA factors of a user that are on."""
    return [name for _, name, flag in FACTORS if getattr(user, flag)]


def describe(user: Any) -> dict[str, Any]:
    """`UserMFASettingList` and `PreferredMfaSetting`; absent where there is nothing."""
    factors, preferred = enabled(user), user.preferred_mfa_setting
    return {
        **({"UserMFASettingList": factors} if factors else {}),
        **({"PreferredMfaSetting": preferred} if preferred else {}),
    }


def first_factors(pool: Pool, user: Any) -> list[str]:
    """What the user can begin a sign-in with, of what the pool allows."""
    return [name for name in _first_factors(pool) if _can_begin_with(user, name)]


def _set_factors(user: Any, wanted: set[str], preferred: list[str]) -> None:
    for _, name, flag in FACTORS:
        setattr(user, flag, name in wanted)
    choice = preferred[0] if preferred else user.preferred_mfa_setting
    user.preferred_mfa_setting = choice if choice in wanted else None
    user.touch()


def _require_confirmed(user: Any) -> None:
    if user.status == "UNCONFIRMED":
        raise ServiceError("UserNotConfirmedException", "User is not confirmed.")


def _check_usable(user: Any, name: str) -> None:
    if name == "SOFTWARE_TOKEN_MFA" and not user.token_verified:
        raise invalid_parameter("User has not verified software token mfa")
    if name in ADDRESSES and not user.attribute_lookup.get(ADDRESSES[name]):
        raise invalid_parameter(f"User does not have delivery config set to turn on {name}")


def _check_passkeys(pool: Pool, settings: Settings, others: set[str]) -> None:
    if not settings.get("Enabled"):
        return
    configured = (pool.web_authn_config or {}).get("FactorConfiguration")
    if configured != "MULTI_FACTOR_WITH_USER_VERIFICATION":
        raise invalid_parameter("Passkeys are not a factor of MFA in this user pool.")
    if not others:
        raise invalid_parameter("Passkey MFA needs another MFA factor beside it.")


def _first_factors(pool: Pool) -> list[str]:
    policy = pool.extended_config.get("Policies", {}).get("SignInPolicy", {})
    factors: list[str] = policy.get("AllowedFirstAuthFactors", ["PASSWORD"])
    return factors


def _can_begin_with(user: Any, name: str) -> bool:
    if name == "PASSWORD":
        return bool(user.status != "EXTERNAL_PROVIDER")
    address = FIRST.get(name)
    # Nobody registers a passkey here.
    return address is not None and user.attribute_lookup.get(f"{address}_verified") == "true"
