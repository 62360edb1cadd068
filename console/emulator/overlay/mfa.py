"""MFA of a pool in one truth: one mode, and an SMS factor exactly when there are SMS settings."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import plans, setting_rules
from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.pool_settings import Draft, Settings

SMS_IS_NEEDED = (
    "SMS configuration and Auto verification for phone_number are required when MFA is required/optional"
)
FACTORS = ("SmsMfaConfiguration", "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration")


@operation("GetUserPoolMfaConfig")
def get_user_pool_mfa_config(call: Call) -> dict[str, Any]:
    """The mode, and the settings of each factor that is configured."""
    return describe(call.pool)


@operation("SetUserPoolMfaConfig")
def set_user_pool_mfa_config(call: Call) -> dict[str, Any]:
    """A full replace: without `MfaConfiguration` the mode becomes OFF, a factor that is left out is switched
    off.

    Raises InvalidParameterException for OFF with a factor, ON or OPTIONAL without one, a pool with SMS
    settings whose SMS factor is left out (OFF with passkeys alone leaves them be), and factors that clash
    with other settings of the pool; FeatureUnavailableInTierException.
    """
    pool = call.pool
    mode = call.get("MfaConfiguration", "OFF")
    _check(pool, mode, call.parameters)
    _check_settings(pool, mode, call.parameters)
    pool.mfa_config = mode
    _set_sms(pool, call.get("SmsMfaConfiguration"))
    pool.token_mfa_config = call.get("SoftwareTokenMfaConfiguration")
    pool.email_mfa_config = call.get("EmailMfaConfiguration")
    pool.web_authn_config = call.get("WebAuthnConfiguration")
    pool.last_modified_date = datetime.now(UTC)
    return describe(pool)


def describe(pool: Pool) -> dict[str, Any]:
    """The answer of GetUserPoolMfaConfig; factors that are not configured are absent."""
    factors = {
        "SmsMfaConfiguration": pool.sms_mfa_config,
        "SoftwareTokenMfaConfiguration": pool.token_mfa_config,
        "EmailMfaConfiguration": pool.email_mfa_config,
        "WebAuthnConfiguration": pool.web_authn_config,
    }
    return {"MfaConfiguration": pool.mfa_config, **{name: value for name, value in factors.items() if value}}


def check_at_creation(mode: str, settings: Mapping[str, Any]) -> None:
    """Raises InvalidParameterException for MFA without SMS settings; the other factors come later."""
    if mode != "OFF" and not settings.get("SmsConfiguration"):
        raise invalid_parameter(SMS_IS_NEEDED)


def check_update(pool: Pool, mode: str | None) -> None:
    """Raises InvalidParameterException when UpdateUserPool is to turn MFA on."""
    if pool.mfa_config == "OFF" and mode in {"ON", "OPTIONAL"}:
        raise invalid_parameter("Cannot turn MFA functionality ON, once the user pool has been created.")


def draft_of(pool: Pool, settings: Settings, mode: str) -> Draft:
    """The pool as UpdateUserPool would leave it.

    Raises InvalidParameterException for MFA that loses its only factor.
    """
    is_off = mode == "OFF"
    token = None if is_off else pool.token_mfa_config
    email = None if is_off else pool.email_mfa_config
    if not is_off and not (settings.get("SmsConfiguration") or (token or {}).get("Enabled") or email):
        raise invalid_parameter(SMS_IS_NEEDED)
    return Draft(
        region=pool.region,
        settings=settings,
        mode=mode,
        email_mfa=email,
        web_authn=pool.web_authn_config,
    )


def set_mode(pool: Pool, mode: str) -> None:
    """The mode alone, as UpdateUserPool sets it. OFF switches every factor off but passkeys."""
    pool.mfa_config = mode
    if mode == "OFF":
        pool.token_mfa_config = pool.email_mfa_config = None


def _check(pool: Pool, mode: str, parameters: Mapping[str, Any]) -> None:
    factors = [name for name in FACTORS if name in parameters]
    if mode == "OFF" and factors:
        raise invalid_parameter(
            "Invalid MFA configuration given, can't turn off MFA and configure an MFA together."
        )
    token = parameters.get("SoftwareTokenMfaConfiguration", {"Enabled": True})
    if mode != "OFF" and (not factors or (factors == [FACTORS[1]] and not token.get("Enabled"))):
        raise invalid_parameter("Invalid MFA configuration given, can't disable all MFAs and require an MFA.")
    has_sms = pool.extended_config.get("SmsConfiguration")
    if mode != "OFF" and has_sms and "SmsMfaConfiguration" not in parameters:
        raise invalid_parameter("Can't turn off SMS_MFA when SMS configuration is set for the user pool.")


def _check_settings(pool: Pool, mode: str, parameters: Mapping[str, Any]) -> None:
    """Against the settings that the pool has, or is given together with the SMS factor."""
    shared = _shared_settings(parameters.get("SmsMfaConfiguration", {}))
    draft = Draft(
        region=pool.region,
        settings={**pool.extended_config, **shared},
        mode=mode,
        email_mfa=parameters.get("EmailMfaConfiguration"),
        web_authn=parameters.get("WebAuthnConfiguration"),
    )
    setting_rules.check_sms(draft)
    setting_rules.check_mfa(draft)
    if draft.email_mfa is not None:
        plans.check_feature(draft.tier, "ESSENTIALS", "Email MFA")
    if draft.web_authn is not None and "FactorConfiguration" in draft.web_authn:
        plans.check_feature(draft.tier, "ESSENTIALS", "Passkey MFA")


def _set_sms(pool: Pool, factor: Mapping[str, Any] | None) -> None:
    # One truth: what is set here is what DescribeUserPool shows, and the other way round.
    pool.extended_config = {**pool.extended_config, **_shared_settings(factor or {})}


def _shared_settings(factor: Mapping[str, Any]) -> dict[str, Any]:
    return {name: factor[name] for name in ("SmsConfiguration", "SmsAuthenticationMessage") if name in factor}
