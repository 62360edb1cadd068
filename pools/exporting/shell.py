"""A POSIX shell script of AWS CLI commands that makes such a pool."""

import re
import shlex

from pools.creation.drafts import NEW_POOL, creation_steps
from pools.exporting.documents import Document, as_json
from pools.exporting.written import Written, comment, is_default, triggers
from pools.saving.calls import Step
from pools.saving.settings import leaves

HEAD = """\
Makes a user pool like {name} ({id}) with the AWS CLI.

It makes a new pool at each run; REGION and the usual AWS variables say where. An AWS CLI that is too old for
one of the settings refuses it before anything is made.
Should it stop half-way, delete the pool that it has made before the next run.
"""
TRIGGERS = """
Each of these functions has to allow the new pool to call it (aws lambda add-permission):
"""


def script(document: Document) -> Written:
    """The whole script."""
    functions = triggers(document.settings)
    head = HEAD.format(name=document.name, id=document.source.get("id") or "from a file")
    notes = TRIGGERS + "\n".join(functions) if functions else ""
    create, *later = creation_steps(document.state, document.groups)
    missing = f"\n{document.note}\n" if document.note else ""
    body = "\n".join([_create(create), *map(_later, later)])
    start = f"set -eu\n{_region(document)}\nexport AWS_PAGER=''\n"
    return Written(text=f"#!/bin/sh\n{comment(head + missing + notes)}{start}\n{body}")


def _region(document: Document) -> str:
    """The region where the pool is, unless a variable says another one."""
    region = re.fullmatch(r"[a-z0-9-]+", document.source.get("region", ""))
    return f"REGION=${{REGION:-{region[0]}}}" if region else 'REGION=${REGION:?"says where to make the pool"}'


def _create(step: Step) -> str:
    return (
        f'POOL_ID=$(aws cognito-idp {_command(step)} --region "$REGION" --query UserPool.Id --output text \\\n'
        f"  --cli-input-json {_json(step)})\n"
        'echo "Created the user pool $POOL_ID"\n'
    )


def _later(step: Step) -> str:
    return (
        f'aws cognito-idp {_command(step)} --region "$REGION" --user-pool-id "$POOL_ID" \\\n'
        f"  --cli-input-json {_json(step)} >/dev/null\n"
    )


def _command(step: Step) -> str:
    return step.name.replace("_", "-")


def _json(step: Step) -> str:
    # A CLI that is older than a setting refuses it by name: what goes without saying is not said.
    parameters = {
        name: value
        for name, value in step.parameters.items()
        if value != NEW_POOL and not all(is_default(path, leaf) for path, leaf in leaves(value, name))
    }
    return shlex.quote(as_json(parameters))
