"""What the destinations of a pool's logs have to look like."""

import re

from pools.logs.sections import ACTIVITY, CLOUDWATCH, DESTINATIONS, FIREHOSE, MESSAGES, S3
from pools.saving.rules import Rule
from pools.saving.states import State, value_at

PARTITION = r"arn:aws(-[a-z]+)*"
# Of each destination: what its ARN has to be, and what it is called.
ARNS = {
    CLOUDWATCH: (re.compile(rf"{PARTITION}:logs:[\w-]+:\d{{12}}:log-group:[^:*]+"), "a CloudWatch log group"),
    S3: (re.compile(rf"{PARTITION}:s3:::[a-z0-9][a-z0-9.-]{{1,61}}[a-z0-9]"), "an S3 bucket"),
    FIREHOSE: (
        re.compile(rf"{PARTITION}:firehose:[\w-]+:\d{{12}}:deliverystream/[\w.-]+"),
        "a Firehose stream",
    ),
}


def _is_another(path: str, destination: str) -> Rule:
    pattern, name = ARNS[destination]
    return Rule(
        paths=(path,),
        broken=lambda state: bool(value_at(state, path)) and not pattern.fullmatch(value_at(state, path)),
        message=f"This is not the ARN of {name}. Leave out what follows its name, such as :*.",
    )


def _several(state: State) -> bool:
    return sum(bool(value_at(state, f"{ACTIVITY}.{each}")) for each in DESTINATIONS) > 1


RULES: tuple[Rule, ...] = (
    Rule(
        paths=tuple(f"{ACTIVITY}.{each}" for each in DESTINATIONS),
        broken=_several,
        message="User activity goes to one destination: give one of these, and leave the others empty.",
    ),
    _is_another(f"{MESSAGES}.{CLOUDWATCH}", CLOUDWATCH),
    *(_is_another(f"{ACTIVITY}.{each}", each) for each in DESTINATIONS),
)
