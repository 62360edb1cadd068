"""Keys, registration, levels, tags, and what an ARN names."""

from collections.abc import Callable, Iterable

from pools.saving.rules import Rule
from pools.saving.states import State, of_aws, value_at
from pools.settings.pool_facts import SOURCE
from pools.settings.sections.delivery import EUMS, SNS
from pools.settings.sections.keys import KEY, REGISTRATION
from pools.settings.sections.threats import MODE
from pools.settings.sections.triggers import LAMBDA
from pools.settings.state import LEVEL_NAMES, TAGS

KEY_ARN = "KeyConfiguration.KmsKeyArn"
LEVELS = "AcrConfiguration"
MOST_TAGS = 50
FUNCTIONS = tuple(
    each.path for each in LAMBDA.settings if not each.path.endswith((".LambdaVersion", ".KMSKeyID"))
)
# Which service the ARN of a setting names, and what that is called.
SERVICES: tuple[tuple[str, str, Iterable[str]], ...] = (
    ("lambda", "a Lambda function", FUNCTIONS),
    ("kms", "a KMS key", ("LambdaConfig.KMSKeyID", KEY_ARN)),
    ("ses", "an Amazon SES identity", (SOURCE,)),
    ("iam", "an IAM role", (SNS, EUMS)),
)


def _is_of_another(path: str, service: str) -> Callable[[State], bool]:
    def is_of_another(state: State) -> bool:
        arn = value_at(state, path)
        return bool(arn) and arn.split(":")[2:3] != [service]

    return is_of_another


def _has_own_key(state: State) -> bool:
    return bool(value_at(state, KEY) == "CUSTOMER_MANAGED_KEY")


def _repeats_levels(state: State) -> bool:
    own = {level: entry.get("AcrValue") for level, entry in (state.get(LEVELS) or {}).items()}
    names = {**LEVEL_NAMES, **own}
    return len(set(names.values())) < len(names)


def _has_too_many_tags(state: State) -> bool:
    return sum(not of_aws(key) for key in state.get(TAGS) or {}) > MOST_TAGS


RULES: tuple[Rule, ...] = (
    Rule(
        paths=(KEY_ARN, KEY),
        broken=lambda state: _has_own_key(state) and not value_at(state, KEY_ARN),
        message="Encryption with your own key needs the ARN of that key.",
    ),
    Rule(
        paths=(KEY_ARN, KEY),
        broken=lambda state: not _has_own_key(state) and bool(value_at(state, KEY_ARN)),
        message="With a key of AWS there is no key to name: empty this field, or choose your own key.",
    ),
    Rule(
        paths=(LEVELS,),
        broken=_repeats_levels,
        message="The names of the four levels have to differ, from Cognito’s own names too.",
    ),
    Rule(
        paths=(MODE,),
        broken=lambda state: bool(state.get("UserPoolAddOns")) and not value_at(state, MODE),
        message="Say what threat protection does with ordinary sign-ins.",
    ),
    Rule(
        paths=(REGISTRATION,),
        broken=lambda state: bool(state.get("DcrConfiguration")) and not value_at(state, REGISTRATION),
        message="Say whether app clients may register themselves: Cognito takes silence for yes.",
    ),
    Rule(
        paths=(TAGS,),
        broken=_has_too_many_tags,
        message=f"A pool has at most {MOST_TAGS} tags.",
    ),
    *(
        Rule(paths=(path,), broken=_is_of_another(path, service), message=f"This ARN does not name {what}.")
        for service, what, paths in SERVICES
        for path in paths
    ),
)
