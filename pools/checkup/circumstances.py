"""What makes a finding about a pool milder, and what a rule needs besides the pool itself."""

from pools.checkup.checks import Circumstance
from pools.saving.settings import MFA
from pools.settings.pool_facts import by_invitation, has_trigger, mfa_mode, users

NEEDS_MFA = frozenset({MFA})

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
