"""`manage.py check_up`, as a pipeline uses it."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from console.cognito import budget
from console.cognito.connections import Connection
from console.cognito.operations import OPERATIONS
from console.emulator import faults, world
from pools.checkup.examination import examine, pool_subject
from pools.checkup.models import Acceptance
from tests.pools.checkup.conftest import SOUND_MFA, SOUND_POOL
from tests.pools.conftest import HOSTILE
from tests.service import ask, make_app_client

pytestmark = pytest.mark.django_db
Change = Callable[..., None]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("check_up", *arguments, stdout=out)
    return out.getvalue()


def failed(*arguments: str) -> tuple[int, str]:
    """The exit code and the message of a run that ends in an error."""
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return error.value.returncode, str(error.value)


def test_every_pool_of_every_connection_is_told(pool_id: str, second_connection: Connection) -> None:
    abroad = world.make_pool("Staff Europe", region="eu-west-1")
    told = run()
    assert f"embedded · {pool_id} · Staff" in told
    assert f"abroad · {abroad} · Staff Europe" in told
    assert "  warning     There is no second factor: " not in told  # nobody is in these pools
    assert "  info        There is no second factor: The second factor is off" in told


def test_pools_and_connections_can_be_chosen(pool_id: str, second_connection: Connection) -> None:
    other = world.make_pool("Other")
    assert other not in run("--pool", pool_id)
    assert run("--connection", "abroad").strip() == "There are no pools."


def test_a_sound_pool_is_all_clear(pool_id: str, sound: Change) -> None:
    sound()
    assert run("--fail-on", "info").strip() == f"embedded · {pool_id} · Staff\n  all clear"


def test_it_is_only_read_by_few_calls_a_pool(pool_id: str) -> None:
    two = ["DescribeUserPool", "GetUserPoolMfaConfig"]
    with budget.counted() as calls:
        run("--without-app-clients")
    assert sorted(calls) == [*two, "ListUserPools"]
    with budget.counted() as calls:
        run()
    assert sorted(calls) == [*two, "ListUserPoolClients", "ListUserPools"]


def test_findings_are_no_failure_unless_asked_for(pool_id: str) -> None:
    run()
    run("--fail-on", "danger")
    assert failed("--fail-on", "warning") == (
        1,
        "3 findings of severity warning or graver, not accepted.",
    )


def test_serious_findings_fail_a_pipeline(pool_id: str) -> None:
    world.make_user(pool_id, "ana@example.com")
    assert failed("--fail-on", "danger") == (1, "1 finding of severity danger or graver, not accepted.")


def test_what_was_accepted_fails_no_pipeline(pool_id: str, sound: Change) -> None:
    sound(DeletionProtection="INACTIVE")
    world.make_user(pool_id, "ana@example.com")
    assert failed("--fail-on", "danger")[0] == 1
    pool = {**SOUND_POOL, "DeletionProtection": "INACTIVE"}
    finding = examine([pool_subject(pool, SOUND_MFA)]).findings[0]
    Acceptance.objects.create(
        connection="embedded",
        pool_id=pool_id,
        check_name=finding.check.name,
        digest=finding.digest,
        severity="danger",
        operator="owner",
        reason="A sandbox.",
        until=timezone.localdate(),
    )
    assert "  accepted    Deletion protection is off" in run("--fail-on", "info")
    told = json.loads(run("--format", "json"))[0]["findings"]
    assert [each["accepted"]["by"] for each in told] == ["owner"]


def test_json_tells_everything_a_program_needs(pool_id: str) -> None:
    (pool,) = json.loads(run("--format", "json"))
    assert (pool["connection"], pool["pool"], pool["name"], pool["problem"]) == (
        "embedded",
        pool_id,
        "Staff",
        "",
    )
    finding = next(each for each in pool["findings"] if each["rule"] == "deletion-protection-off")
    assert finding == {
        "rule": "deletion-protection-off",
        "kind": "pool",
        "target": "",
        "label": "",
        "severity": "warning",
        "title": "Deletion protection is off",
        "evidence": "Deletion protection is inactive.",
        "settings": ["DeletionProtection"],
        "accepted": None,
    }


@pytest.mark.parametrize("operation", ["DescribeUserPool", "GetUserPoolMfaConfig", "ListUserPools"])
def test_what_could_not_be_read_is_never_taken_for_sound(pool_id: str, sound: Change, operation: str) -> None:
    sound()
    faults.fail_next(operation, error="AccessDeniedException")
    code, message = failed("--fail-on", "danger")
    assert code == 2
    assert message == "1 of 1 could not be read whole."


def test_the_rules_that_could_not_be_checked_are_named(pool_id: str) -> None:
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_up", "--format", "json", stdout=out)
    assert "mfa-by-sms-alone" in json.loads(out.getvalue())[0]["not_checked"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--connection", "nowhere"], "No connection is called nowhere. There are: embedded."),
        (["--pool", "us-east-1_nowhere"], "There is no pool us-east-1_nowhere."),
    ],
)
def test_names_that_do_not_exist_are_refused(
    pool_id: str, db: None, arguments: list[str], words: str
) -> None:
    assert failed(*arguments) == (2, words)


def test_what_strangers_wrote_cannot_act_on_the_terminal(pool_id: str, change: Change) -> None:
    change(SmsConfigurationFailure=f"\x1b[2J{HOSTILE}")
    told: Any = run()
    assert "\x1b" not in told and "\u202e" not in told


def test_app_clients_are_looked_at_with_the_role_that_may(pool_id: str) -> None:
    make_app_client(pool_id, "Old portal", PreventUserExistenceErrors="LEGACY", GenerateSecret=True)
    for number in range(10):
        make_app_client(pool_id, f"Client {number}", PreventUserExistenceErrors="ENABLED")
    scope = {"ScopeName": "read", "ScopeDescription": "Read"}
    ask(pool_id, "CreateResourceServer", Identifier="shop", Name="Shop", Scopes=[scope])
    with faults.recording() as calls:
        told = run()
    assert "Old portal: Errors tell who has an account" in told
    assert "Shop: A scope is granted to no app client: No app client may ask for shop/read." in told
    assert not any(OPERATIONS[call.operation].kind == "write" for call in calls)
    assert [call.operation for call in calls].count("DescribeUserPoolClient") == 11
    faults.fail_next("ListUserPoolClients", error="AccessDeniedException")
    code, message = failed()
    assert (code, message) == (2, "1 of 1 could not be read whole.")
    assert "Old portal" not in run("--without-app-clients")
