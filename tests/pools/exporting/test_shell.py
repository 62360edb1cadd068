"""A pool as a script of the AWS CLI: the calls of a creation, and harmless whatever is in it."""

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pools.creation.drafts import NEW_POOL, creation_steps
from pools.exporting import shell
from pools.exporting.documents import Document
from pools.exporting.written import comment
from pools.saving.settings import MFA
from tests.pools.exporting.conftest import HOSTILE, document_of

pytestmark = pytest.mark.long
STAND_IN = """\
import json, os, sys
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[2] == "create-user-pool":
    print("eu-west-1_new")
"""


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Run a script with a stand-in for the AWS CLI; what it was called with."""
    command = tmp_path / "bin" / "aws"
    command.parent.mkdir()
    (tmp_path / "aws.py").write_text(STAND_IN)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {tmp_path / "aws.py"} "$@"\n')
    command.chmod(0o755)

    def ran(script: str) -> list[list[str]]:
        path, calls = tmp_path / "pool.sh", tmp_path / "calls"
        path.write_text(script)
        calls.write_text("")
        environment = {"PATH": f"{command.parent}:/usr/bin:/bin", "CALLS": str(calls)}
        subprocess.run(["sh", "-n", str(path)], check=True)
        subprocess.run(["sh", str(path)], check=True, env=environment, cwd=tmp_path, capture_output=True)
        assert not (tmp_path / "pwned").exists()
        return [json.loads(line) for line in calls.read_text().splitlines()]

    return ran


def test_the_script_makes_the_calls_that_a_creation_makes_with_the_id_that_it_is_told(run: Any) -> None:
    document = document_of(
        {
            "Name": HOSTILE.replace("\x00", ""),
            "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
            "UserPoolTags": {"'$HOME'": HOSTILE},
            MFA: {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}},
        }
    )
    calls = run(shell.script(document).text)
    commands = ["create-user-pool", "set-user-pool-mfa-config", *["create-group"] * 3]
    assert [call[1] for call in calls] == commands
    for call, step in zip(calls, creation_steps(document.state, document.groups), strict=True):
        sent = json.loads(call[call.index("--cli-input-json") + 1])
        wanted = {name: value for name, value in step.parameters.items() if value != NEW_POOL}
        # What every new pool has goes without saying: an older CLI would refuse to say it.
        wanted.pop("KeyConfiguration", None)
        assert sent == wanted
        assert call[call.index("--region") + 1] == "eu-west-1"
    assert all(call[call.index("--user-pool-id") + 1] == "eu-west-1_new" for call in calls[1:])


def test_a_region_that_is_none_is_asked_for_instead_of_being_run() -> None:
    document = Document(settings={"Name": "x"}, mfa={}, source={"region": "$(touch pwned)"})
    text = shell.script(document).text
    assert "pwned" not in text
    assert "REGION=${REGION:?" in text


def test_the_script_names_the_functions_that_have_to_allow_the_new_pool() -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:welcome"
    assert f"# {arn}\n" in shell.script(document_of({"LambdaConfig": {"PreSignUp": arn}})).text


def test_a_comment_ends_where_it_ends() -> None:
    assert all(line.startswith("#") for line in comment(f"a\nb\r\nc\u2028d\x0be {HOSTILE}").splitlines())
