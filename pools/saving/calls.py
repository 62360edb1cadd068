"""The calls of a save: as data, as a script would make them, and as the AWS CLI takes them."""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pprint import pformat
from textwrap import indent
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One write: `store` says in words what it writes, `brings` are the paths of the state that it can change."""

    operation: str
    parameters: Mapping[str, Any]
    store: str
    brings: tuple[str, ...]

    @property
    def name(self) -> str:
        """The operation as methods and commands begin to spell it: "update_user_pool"."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", self.operation).lower()


def in_python(step: Step, *, region: str) -> str:
    """The call as a boto3 script."""
    arguments = "".join(
        f"{name}={pformat(value, sort_dicts=False, width=90)},\n" for name, value in step.parameters.items()
    )
    return (
        f"client = boto3.client('cognito-idp', region_name={region!r})\n"
        f"client.{step.name}(\n{indent(arguments, '    ')})"
    )


def in_cli(step: Step, *, region: str) -> str:
    """The call as one AWS CLI command, quoted for a POSIX shell."""
    return (
        f"aws cognito-idp {step.name.replace('_', '-')} --region {region} \\\n"
        f"  --cli-input-json {shlex.quote(in_json(step))}"
    )


def in_json(step: Step) -> str:
    """The parameters alone."""
    return json.dumps(step.parameters, indent=2, ensure_ascii=False)
