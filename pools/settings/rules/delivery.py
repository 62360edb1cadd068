"""Who sends e-mail and SMS."""

from collections.abc import Callable

from pools.saving.rules import Rule
from pools.saving.states import State, value_at
from pools.settings.pool_facts import SOURCE, has_ses_identity, has_sms
from pools.settings.sections.delivery import EUMS, SENDER, SNS

FROM, SET = "EmailConfiguration.From", "EmailConfiguration.ConfigurationSet"
EUMS_REGION = "SmsConfiguration.EumsSms.Region"


def _only_with_own_sender(path: str) -> Callable[[State], bool]:
    return lambda state: not has_ses_identity(state) and bool(value_at(state, path))


def _region_of(state: State) -> str:
    return str(state.get("Id", "")).rpartition("_")[0]


def _sends_from_elsewhere(state: State) -> bool:
    region = value_at(state, EUMS_REGION)
    return bool(region) and region != _region_of(state)


RULES: tuple[Rule, ...] = (
    Rule(
        paths=(SOURCE, SENDER),
        broken=lambda state: has_ses_identity(state) and not value_at(state, SOURCE),
        message="To send with Amazon SES, name the ARN of a verified identity.",
    ),
    Rule(
        paths=(FROM, SENDER),
        broken=_only_with_own_sender(FROM),
        message="Where Cognito sends the e-mail, there can be no From address of your own: empty this field.",
    ),
    Rule(
        paths=(SET, SENDER),
        broken=_only_with_own_sender(SET),
        message="Where Cognito sends the e-mail, there can be no configuration set: empty this field.",
    ),
    Rule(
        paths=(EUMS, SNS),
        broken=lambda state: bool(value_at(state, SNS) and value_at(state, "SmsConfiguration.EumsSms")),
        message="SMS go through Amazon SNS or through End User Messaging, not through both: empty one of "
        "the roles.",
    ),
    Rule(
        paths=(SNS, EUMS),
        broken=lambda state: bool(state.get("SmsConfiguration")) and not has_sms(state),
        message="SMS settings need the role that sends.",
    ),
    Rule(
        paths=(EUMS_REGION,),
        broken=_sends_from_elsewhere,
        message="End User Messaging has to be in the pool’s own region.",
    ),
    Rule(
        paths=(SNS, EUMS),
        forbidden=lambda now, wanted: has_sms(now) and not has_sms(wanted),
        message="Cognito does not let a pool lose its SMS settings: name another role, or leave this one.",
    ),
)
