"""Signing in, signing up, and getting back in."""

from pools.saving.rules import Rule, lost
from pools.saving.states import State, listed, value_at
from pools.settings.pool_facts import (
    CODES,
    FIRST_FACTORS,
    PASSKEY_COUNTS,
    RECOVERY,
    VERIFIED,
    first_factors,
    has_email_factor,
    has_sms,
    has_sms_factor,
    mfa_mode,
    recovery,
)
from pools.settings.sections.delivery import EUMS, SNS
from pools.settings.sections.mfa import EMAIL_FACTOR
from pools.settings.state import DAYS, LEGACY_DAYS, MFA_MODE

WAITING = "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate"
BOTH_FACTORS = "MULTI_FACTOR_WITH_USER_VERIFICATION"


def _repeats_ways(state: State) -> bool:
    ways = listed(state, RECOVERY)
    return any(len({each.get(name) for each in ways}) < len(ways) for name in ("Name", "Priority"))


def _begins_with_weak_passkeys(state: State) -> bool:
    begins = mfa_mode(state) == "ON" and "WEB_AUTHN" in first_factors(state)
    return begins and value_at(state, PASSKEY_COUNTS) != BOTH_FACTORS


RULES: tuple[Rule, ...] = (
    Rule(
        paths=("AliasAttributes", "UsernameAttributes"),
        broken=lambda state: bool(state.get("AliasAttributes") and state.get("UsernameAttributes")),
        message="People sign in either with a username and perhaps aliases, or without a username: not both.",
    ),
    Rule(
        paths=(WAITING, VERIFIED),
        broken=lambda state: not set(listed(state, WAITING)) <= set(listed(state, VERIFIED)),
        message="Only what Cognito verifies can be asked to be verified before it changes.",
    ),
    Rule(
        paths=(VERIFIED, SNS, EUMS),
        broken=lambda state: "phone_number" in listed(state, VERIFIED) and not has_sms(state),
        message="Phone numbers are verified by SMS, and this pool has no SMS settings.",
    ),
    Rule(
        paths=(RECOVERY,),
        broken=lambda state: "admin_only" in recovery(state) and len(recovery(state)) > 1,
        message="“An administrator only” cannot have another way beside it.",
    ),
    Rule(
        paths=(RECOVERY,),
        broken=_repeats_ways,
        message="Each way to recover an account, and each place in their order, can be there only once.",
    ),
    Rule(
        paths=(RECOVERY, MFA_MODE, SNS, EUMS),
        broken=lambda state: recovery(state) == ["verified_phone_number"] and has_sms_factor(state),
        message="A code by SMS cannot be the second factor and the only way to recover an account.",
    ),
    Rule(
        paths=(RECOVERY, EMAIL_FACTOR),
        broken=lambda state: recovery(state) == ["verified_email"] and has_email_factor(state),
        message="A code by e-mail cannot be a second factor and the only way to recover an account.",
    ),
    Rule(
        paths=(FIRST_FACTORS,),
        broken=lambda state: "PASSWORD" not in first_factors(state),
        message="The password has to stay among the ways to begin.",
    ),
    Rule(
        paths=(FIRST_FACTORS,),
        broken=lambda state: "SOFTWARE_TOKEN" in first_factors(state),
        message="Cognito does not let people begin with an authenticator app yet.",
    ),
    Rule(
        paths=(FIRST_FACTORS, MFA_MODE),
        broken=lambda state: mfa_mode(state) == "ON" and bool(CODES & first_factors(state)),
        message="Where a second factor is required, people can begin with a password or a passkey, not with"
        " a code.",
    ),
    Rule(
        paths=(PASSKEY_COUNTS, FIRST_FACTORS, MFA_MODE),
        broken=_begins_with_weak_passkeys,
        message="Where a second factor is required, people can begin with a passkey only if it counts as "
        "both factors.",
    ),
    Rule(
        paths=(DAYS,),
        broken=lambda state: value_at(state, DAYS) == 0,
        message="Cognito takes 0 for 7. Write how many days you mean.",
    ),
    Rule(
        paths=(DAYS, LEGACY_DAYS),
        forbidden=lost(DAYS),
        message="The newer limit of temporary passwords can be changed, but never be taken away again.",
    ),
)
