"""Lambda functions, and what they need."""

from collections.abc import Callable

from pools.saving.rules import Rule
from pools.saving.states import State, value_at
from pools.settings.sections.triggers import LAMBDA

OLDER = "LambdaConfig.PreTokenGeneration"
NEWER = "LambdaConfig.PreTokenGenerationConfig.LambdaArn"
KEY = "LambdaConfig.KMSKeyID"
OWN_SENDERS = ("LambdaConfig.CustomEmailSender", "LambdaConfig.CustomSMSSender")
VERSIONED = tuple(
    each.path.removesuffix(".LambdaArn") for each in LAMBDA.settings if each.path.endswith(".LambdaArn")
)


def _is_half(path: str) -> Callable[[State], bool]:
    def is_half(state: State) -> bool:
        arn, version = (value_at(state, f"{path}.{name}") for name in ("LambdaArn", "LambdaVersion"))
        return bool(arn) != bool(version)

    return is_half


def _differ(state: State) -> bool:
    older, newer = value_at(state, OLDER), value_at(state, NEWER)
    return bool(older and newer) and older != newer


def _has_sender_without_key(state: State) -> bool:
    return any(value_at(state, path) for path in OWN_SENDERS) and not value_at(state, KEY)


RULES: tuple[Rule, ...] = (
    *(
        Rule(
            paths=(f"{path}.LambdaArn", f"{path}.LambdaVersion"),
            broken=_is_half(path),
            message="The function and the version of its event go together.",
        )
        for path in VERSIONED
    ),
    Rule(
        paths=(OLDER, NEWER),
        broken=_differ,
        message="The older and the newer trigger for tokens must be the same function.",
    ),
    Rule(
        paths=(KEY, *(f"{path}.LambdaArn" for path in OWN_SENDERS)),
        broken=_has_sender_without_key,
        message="Own senders need a KMS key, with which Cognito hides the codes that it hands to them.",
    ),
)
