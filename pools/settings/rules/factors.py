"""Second factors."""

from pools.saving.rules import Rule
from pools.saving.states import State
from pools.settings.pool_facts import (
    APP,
    has_app_factor,
    has_email_factor,
    has_ses_identity,
    has_sms,
    mfa_mode,
)
from pools.settings.sections.delivery import EUMS, SENDER, SNS
from pools.settings.sections.mfa import EMAIL_FACTOR
from pools.settings.state import MFA_MODE


def _has_no_factor(state: State) -> bool:
    return not (has_sms(state) or has_app_factor(state) or has_email_factor(state))


RULES: tuple[Rule, ...] = (
    Rule(
        paths=(MFA_MODE, APP, EMAIL_FACTOR, SNS, EUMS),
        broken=lambda state: mfa_mode(state) != "OFF" and _has_no_factor(state),
        message="Nobody could have a second factor: set one up, or turn it off.",
    ),
    Rule(
        paths=(EMAIL_FACTOR, SENDER),
        broken=lambda state: has_email_factor(state) and not has_ses_identity(state),
        message="Codes by e-mail need an Amazon SES identity of your own as the sender.",
    ),
)
