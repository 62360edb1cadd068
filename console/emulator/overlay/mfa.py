"""MFA of a pool in one truth: one mode, and an SMS factor exactly when there are SMS settings."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay.errors import invalid_parameter
from console.emulator.overlay.records import Pool
from console.emulator.overlay.registry import Call, operation

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
    settings whose SMS factor is left out, and e-mail as a factor while Cognito itself sends the e-mail.
    """
    pool = call.pool
    mode = call.get("MfaConfiguration", "OFF")
    _check(pool, mode, call.parameters)
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
        raise invalid_parameter(
            "SMS configuration and Auto verification for phone_number are required "
            "when MFA is required/optional"
        )


def check_update(pool: Pool, mode: str | None) -> None:
    """Raises InvalidParameterException when UpdateUserPool is to turn MFA on."""
    if pool.mfa_config == "OFF" and mode in {"ON", "OPTIONAL"}:
        raise invalid_parameter("Cannot turn MFA functionality ON, once the user pool has been created.")


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
    if pool.extended_config.get("SmsConfiguration") and "SmsMfaConfiguration" not in parameters:
        raise invalid_parameter("Can't turn off SMS_MFA when SMS configuration is set for the user pool.")
    sender = pool.extended_config["EmailConfiguration"].get("EmailSendingAccount", "COGNITO_DEFAULT")
    if "EmailMfaConfiguration" in parameters and sender == "COGNITO_DEFAULT":
        raise invalid_parameter(
            "Cannot set EmailMfaConfiguration when the user pool has EmailSendingAccount of COGNITO_DEFAULT."
        )


def _set_sms(pool: Pool, factor: Mapping[str, Any] | None) -> None:
    if factor is None:
        return
    # One truth: what is set here is what DescribeUserPool shows, and the other way round.
    shared = {
        name: factor[name] for name in ("SmsConfiguration", "SmsAuthenticationMessage") if name in factor
    }
    pool.extended_config = {**pool.extended_config, **shared}
