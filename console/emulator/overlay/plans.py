"""Feature plans: which setting needs which, and what stands in the way of a cheaper one."""

from collections.abc import Callable, Iterable
from typing import Any

from console.emulator.overlay.core.errors import ServiceError
from console.emulator.overlay.pool_settings import Draft

PLANS = ("LITE", "ESSENTIALS", "PLUS")


def has(tier: str, needed: str) -> bool:
    """Whether a plan has what `needed` has."""
    return PLANS.index(tier) >= PLANS.index(needed)


def check_settings(draft: Draft) -> None:
    """Raises FeatureUnavailableInTierException naming every setting that the plan does not have."""
    _refuse(
        draft.tier, (name for needed, is_on, name in GATES if is_on(draft) and not has(draft.tier, needed))
    )


def check_change(pool: Any, draft: Draft) -> None:
    """Raises TierChangeNotAllowedException for a cheaper plan while something outside the settings needs more."""
    if has(draft.tier, pool.extended_config.get("UserPoolTier", "LITE")):
        return
    in_use = (name for needed, is_on, name in LEFTOVERS if is_on(pool, draft) and not has(draft.tier, needed))
    _refuse(draft.tier, in_use, "TierChangeNotAllowedException")


def check_feature(tier: str, needed: str, name: str) -> None:
    """Raises FeatureUnavailableInTierException when another call wants a feature that the plan does not have."""
    if not has(tier, needed):
        raise ServiceError(
            "FeatureUnavailableInTierException",
            f"The following feature is not available for the {tier} pricing tier configured: {name}",
        )


def _refuse(tier: str, names: Iterable[str], code: str = "FeatureUnavailableInTierException") -> None:
    """Raises the exception called `code` when any feature is named."""
    listed = ", ".join(names)
    if listed:
        raise ServiceError(
            code,
            f"The following features need to be disabled for the {tier} pricing tier configured: {listed}",
        )


def _has_threat_protection(draft: Draft) -> bool:
    mode = draft.get("UserPoolAddOns.AdvancedSecurityMode", "OFF")
    return mode != "OFF" or bool(draft.get("UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode"))


def _token_version(draft: Draft) -> str:
    return str(draft.get("LambdaConfig.PreTokenGenerationConfig.LambdaVersion", "V1_0"))


def _is_mfa_by_passkey(draft: Draft) -> bool:
    return (draft.web_authn or {}).get("FactorConfiguration") == "MULTI_FACTOR_WITH_USER_VERIFICATION"


def _has_choice_of_sign_in(pool: Any) -> bool:
    return any("ALLOW_USER_AUTH" in client.settings["ExplicitAuthFlows"] for client in pool.clients.values())


def _has_managed_login(pool: Any) -> bool:
    domains = pool.backend.user_pool_domains.values()
    return any(each.user_pool_id == pool.id and each.version == 2 and not each.is_gone for each in domains)


def _tracks_sessions(pool: Any) -> bool:
    return bool(pool.stores.session_tracking.get("UserSessionTracking") == "ENABLED")


def _streams_logs(pool: Any) -> bool:
    return any(each["EventSource"] == "userAuthEvents" for each in pool.stores.log_delivery)


def _registers_clients(draft: Draft) -> bool:
    return bool(draft.get("DcrConfiguration.EnableStatus", "Disabled") != "Disabled")


GATES: tuple[tuple[str, Callable[[Draft], object], str], ...] = (
    ("PLUS", _has_threat_protection, "Threat Protection"),
    (
        "ESSENTIALS",
        lambda draft: _token_version(draft) == "V2_0",
        "Token Customization with Pre-Token Generation Lambda V2_0",
    ),
    (
        "ESSENTIALS",
        lambda draft: _token_version(draft) == "V3_0",
        "Token Customization with Pre-Token Generation Lambda V3_0",
    ),
    ("ESSENTIALS", lambda draft: set(draft.first_factors) - {"PASSWORD"}, "Passwordless Sign-In"),
    (
        "ESSENTIALS",
        lambda draft: draft.get("Policies.PasswordPolicy.PasswordHistorySize"),
        "Password History",
    ),
    ("ESSENTIALS", _registers_clients, "Dynamic Client Registration"),
    ("ESSENTIALS", lambda draft: draft.get("AcrConfiguration"), "Custom ACR Names"),
)
# What is kept outside the settings of the pool itself.
LEFTOVERS: tuple[tuple[str, Callable[[Any, Draft], object], str], ...] = (
    ("ESSENTIALS", lambda _, draft: draft.email_mfa is not None, "Email MFA"),
    ("ESSENTIALS", lambda _, draft: _is_mfa_by_passkey(draft), "Passkey MFA"),
    ("ESSENTIALS", lambda pool, _: _has_choice_of_sign_in(pool), "Choice-Based Sign-In"),
    ("ESSENTIALS", lambda pool, _: _has_managed_login(pool), "Managed Login Version 2"),
    ("ESSENTIALS", lambda pool, _: _tracks_sessions(pool), "Session Tracking"),
    ("PLUS", lambda pool, _: _streams_logs(pool), "Log Streaming"),
)
