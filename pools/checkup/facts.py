"""What several rules ask of a pool's state, each answered once."""

from typing import Any

from console.cognito.gateway import Answer
from pools.checkup.checks import Circumstance
from pools.saving.settings import MFA
from pools.saving.states import State, found
from pools.settings.projection import MFA_MODE
from pools.settings.words import setting_of_pool

NOUNS = {"email": "e-mail address", "phone_number": "phone number"}
VERIFIES = {"verified_email": "email", "verified_phone_number": "phone_number"}
# What Cognito does where a pool has no recovery setting at all.
OLD_RECOVERY = ["verified_phone_number", "verified_email"]
FIRST_FACTORS = "Policies.SignInPolicy.AllowedFirstAuthFactors"
RECOVERY = "AccountRecoverySetting.RecoveryMechanisms"
NEEDS_MFA = frozenset({MFA})


def pool_state(pool: State, mfa: Answer | State | None) -> dict[str, Any]:
    """What rules look at: DescribeUserPool's members and the second store. None: it was not read.

    The mode of the second factor stands in both stores; it is always found in the second.
    """
    mode = {"MfaConfiguration": pool.get("MfaConfiguration", "OFF")}
    return {**pool, MFA: {**mode, **(mfa or {})}}


def mfa_mode(state: State) -> str:
    """OFF, OPTIONAL or ON."""
    return str(found(state, MFA_MODE) or "OFF")


def several(state: State, path: str) -> list[str]:
    """The list at a path; empty where there is none."""
    return list(found(state, path) or ())


def by_invitation(state: State) -> bool:
    """Whether administrators alone create users."""
    return bool(found(state, "AdminCreateUserConfig.AllowAdminCreateUserOnly"))


def has_trigger(state: State, *names: str) -> bool:
    """Whether one of these triggers is set."""
    return any(found(state, f"LambdaConfig.{name}") for name in names)


def sign_in_addresses(state: State) -> list[str]:
    """The attributes that people may sign in with besides a username: email, phone_number, or none."""
    named = [*several(state, "UsernameAttributes"), *several(state, "AliasAttributes")]
    return [name for name in named if name in NOUNS]


def recovery(state: State) -> list[str]:
    """How a forgotten password is replaced, first the first; Cognito's old habit where nothing is set."""
    ranked = sorted(found(state, RECOVERY) or (), key=lambda item: item.get("Priority", 0))
    return [item["Name"] for item in ranked if item.get("Name")] or OLD_RECOVERY


def factors(state: State) -> set[str]:
    """The second factors that are set up: SMS, e-mail, an authenticator app. Needs the second store."""
    if mfa_mode(state) == "OFF":
        return set()
    store = state[MFA]
    on = {
        "sms": bool(store.get("SmsMfaConfiguration")),
        "email": bool(store.get("EmailMfaConfiguration")),
        "app": bool(found(store, "SoftwareTokenMfaConfiguration.Enabled")),
    }
    return {name for name, is_on in on.items() if is_on}


def built_in_sender(state: State) -> bool:
    """Whether Cognito itself sends the e-mail: at most 50 a day for the whole account."""
    own = found(state, "EmailConfiguration.EmailSendingAccount") == "DEVELOPER"
    return not own and not has_trigger(state, "CustomEmailSender")


def can_send_sms(state: State) -> bool:
    return bool(found(state, "SmsConfiguration")) or has_trigger(state, "CustomSMSSender")


def users(state: State) -> int:
    """How many people are in the pool, by Cognito's own estimate."""
    return int(found(state, "EstimatedNumberOfUsers") or 0)


def label_of(path: str) -> str:
    """What the pool's page calls a setting."""
    return setting_of_pool(path)[0].label


NOBODY_YET = Circumstance(lambda state: users(state) == 0, "By Cognito’s estimate nobody is in this pool.")
EVERYBODY_HAS_A_SECOND_FACTOR = Circumstance(
    lambda state: mfa_mode(state) == "ON", "Everybody needs a second factor besides the password."
)
ADMINISTRATORS_VOUCH = Circumstance(
    by_invitation, "Only administrators create users, and they can mark an address as verified."
)
A_TRIGGER_DECIDES = Circumstance(
    lambda state: has_trigger(state, "PreSignUp"),
    "A trigger looks at each sign-up: it can refuse it, or mark addresses as verified.",
)
