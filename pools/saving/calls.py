"""The calls of a save: as data, as a script would make them, and as the AWS CLI takes them."""

import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pprint import pformat
from textwrap import indent
from typing import Any

from console.cognito import model
from pools.saving.settings import MFA


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One write: `store` says in words what it writes, `brings` are the paths of the state that it can change.

    What it leaves out is back at Cognito's default: all of the state but what stands in the second store, or all
    that stands below `resets`; nothing where that is None. Empty texts are no settings: they are not sent.
    """

    operation: str
    parameters: Mapping[str, Any]
    store: str
    brings: tuple[str, ...]
    resets: str | None = ""

    def __post_init__(self) -> None:
        parameters = model.without_blanks(self.parameters, model.input_shape(self.operation))
        object.__setattr__(self, "parameters", parameters)

    def loses(self, path: str) -> bool:
        """Whether a setting at this path is reset unless it is sent along."""
        second = path.startswith(f"{MFA}.")
        return self.resets is not None and (second if self.resets == MFA else not second)

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
