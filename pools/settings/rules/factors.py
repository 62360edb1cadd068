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


def _is_off(now: State, wanted: State) -> bool:
    return mfa_mode(now) == mfa_mode(wanted) == "OFF"


NONE_WHILE_OFF = "While the second factor is off, Cognito keeps none: turn it on, or leave this one out."
RULES: tuple[Rule, ...] = (
    Rule(
        paths=(MFA_MODE, APP, EMAIL_FACTOR, SNS, EUMS),
        broken=lambda state: mfa_mode(state) != "OFF" and _has_no_factor(state),
        message="Nobody could have a second factor: set one up, or turn it off.",
    ),
    Rule(
        paths=(EMAIL_FACTOR,),
        forbidden=lambda now, wanted: (
            _is_off(now, wanted) and has_email_factor(wanted) > has_email_factor(now)
        ),
        message=NONE_WHILE_OFF,
    ),
    Rule(
        paths=(APP,),
        forbidden=lambda now, wanted: _is_off(now, wanted) and has_app_factor(wanted) > has_app_factor(now),
        message=NONE_WHILE_OFF,
    ),
    Rule(
        paths=(EMAIL_FACTOR, SENDER),
        broken=lambda state: has_email_factor(state) and not has_ses_identity(state),
        message="Codes by e-mail need an Amazon SES identity of your own as the sender.",
    ),
)
