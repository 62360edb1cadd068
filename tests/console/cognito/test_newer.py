"""A library that is newer than this console: nothing that is said of it is false."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import botocore
import pytest
from structlog.testing import capture_logs

from console.access.models import Operator
from console.checks import check_aws_library
from console.cognito import model
from console.cognito.newer import log_what_is_newer, newer
from tests.conftest import SignIn

ROOT = Path(__file__).parents[3]
MODEL = Path(botocore.__file__).parent / "data/cognito-idp/2016-04-18/service-2.json.gz"


@pytest.fixture
def invented(tmp_path: Path) -> Path:
    """A folder of models in which user pools have an operation, a member and a choice of tomorrow, and lack one."""
    tomorrow = json.loads(gzip.decompress(MODEL.read_bytes()))
    operations, shapes = tomorrow["operations"], tomorrow["shapes"]
    operations["AdminTeleportUser"] = {**operations["AdminEnableUser"], "name": "AdminTeleportUser"}
    del operations["UpdateProvisionedLimit"]
    shapes["UserPoolType"]["members"]["Quantum"] = {"shape": "StringType"}
    shapes["UserPoolTierType"]["enum"].append("PLATINUM")
    folder = tmp_path / "cognito-idp" / "2016-04-18"
    folder.mkdir(parents=True)
    (folder / "service-2.json").write_text(json.dumps(tomorrow))
    return tmp_path


@pytest.fixture
def tomorrow(invented: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process begins anew with the invented model, and again with the installed one."""
    monkeypatch.setenv("AWS_DATA_PATH", str(invented))
    caches = (model.service_model, model.input_shape, model.output_shape, model.constraint, newer)
    for each in caches:
        each.cache_clear()
    yield
    monkeypatch.undo()
    for each in caches:
        each.cache_clear()


def test_all_that_the_locked_library_knows_is_known_here() -> None:
    found = newer()
    assert not found.is_anything, (
        "Look at each new name and give it a place or a reason, then write the list anew: "
        f"python -m console.cognito.newer\n{found}"
    )
    assert check_aws_library() == []


@pytest.mark.usefixtures("tomorrow")
def test_what_is_newer_is_found_by_name() -> None:
    found = newer()
    assert found.operations == ("AdminTeleportUser",)
    assert found.members == ("UserPoolTierType.PLATINUM", "UserPoolType.Quantum")
    assert found.missing == ("UpdateProvisionedLimit",)


@pytest.mark.usefixtures("tomorrow")
def test_the_log_names_it_once_for_each_process() -> None:
    with capture_logs() as lines:
        log_what_is_newer()
    assert [line["log_level"] for line in lines] == ["warning"]
    assert lines[0]["unknown_operations"] == ("AdminTeleportUser",)
    assert "UserPoolType.Quantum" in lines[0]["unknown_members"]


def test_the_log_says_nothing_where_nothing_is_newer() -> None:
    with capture_logs() as lines:
        log_what_is_newer()
    assert lines == []


@pytest.mark.django_db
@pytest.mark.usefixtures("tomorrow")
def test_the_coverage_page_names_it(viewer: Operator, sign_in: SignIn) -> None:
    page = sign_in(viewer).get("/about/coverage/").content.decode()
    for name in ("AdminTeleportUser", "UserPoolType.Quantum", "UpdateProvisionedLimit"):
        assert f"<code>{name}</code>" in page


@pytest.mark.django_db
def test_the_coverage_page_says_nothing_of_it_otherwise(viewer: Operator, sign_in: SignIn) -> None:
    page = sign_in(viewer).get("/about/coverage/").content.decode()
    assert "is not the one this console was made for" not in page
    assert f"botocore {botocore.__version__}" in page


def test_the_check_of_a_deployment_names_it_and_passes(invented: Path) -> None:
    # What the browser tests ask of Django is nothing that a deployment has.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")} | {
        "AWS_DATA_PATH": str(invented),
        "DJANGO_SETTINGS_MODULE": "console.settings",
        "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ-987654321",
        "ALLOWED_HOSTS": "console.example",
        "DATABASE_URL": "sqlite://:memory:",
        "EMULATOR": "off",
        "HTTPS": "on",
    }
    ended = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "lifeguard.I001" in ended.stderr and "AdminTeleportUser" in ended.stderr
    assert "UserPoolType.Quantum" in ended.stderr and "UpdateProvisionedLimit" in ended.stderr
