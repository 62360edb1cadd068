"""The policies that `manage.py iam_policy` prints allow what a role's actions call, and no more."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from console.access.actions import allowed_to, operations_of
from console.access.iam import SIGN_IN_AS_USER, WITHOUT_RESOURCE, policy_for, pool_arn
from console.access.roles import Role
from console.cognito.operations import OPERATIONS

POOL = pool_arn(region="eu-west-1", account="123456789012", pool_id="eu-west-1_abc")
MANAGED_POLICY_LIMIT = 6144  # characters, white space not counted


def operations(role: Role, effect: str) -> set[str]:
    statements = [each for each in policy_for(role, [POOL])["Statement"] if each["Effect"] == effect]
    return {action.removeprefix("cognito-idp:") for each in statements for action in each["Action"]}


@pytest.mark.parametrize("role", Role)
def test_a_policy_allows_exactly_what_the_role_may_call(role: Role) -> None:
    called = {name for action in allowed_to(role) for name in action.operations}
    assert operations(role, "Allow") == called == operations_of(role)


@pytest.mark.parametrize("role", Role)
def test_every_operation_exists_and_none_acts_as_a_user(role: Role) -> None:
    allowed = operations(role, "Allow")
    assert allowed <= set(OPERATIONS)
    assert not any(OPERATIONS[name].end_user for name in allowed)


@pytest.mark.parametrize("role", Role)
def test_nothing_is_allowed_twice_and_nothing_empty(role: Role) -> None:
    statements = policy_for(role, [POOL])["Statement"]
    allowed = [action for each in statements if each["Effect"] == "Allow" for action in each["Action"]]
    assert len(allowed) == len(set(allowed))
    assert all(each["Action"] and each["Resource"] for each in statements)
    assert len({each["Sid"] for each in statements}) == len(statements)


@pytest.mark.parametrize("role", Role)
def test_only_operations_without_a_resource_reach_beyond_the_pools(role: Role) -> None:
    for statement in policy_for(role, [POOL])["Statement"]:
        names = {action.removeprefix("cognito-idp:") for action in statement["Action"]}
        if statement["Effect"] == "Allow":
            assert statement["Resource"] == (["*"] if names <= WITHOUT_RESOURCE else [POOL])


@pytest.mark.parametrize("role", Role)
def test_a_policy_fits_into_a_managed_policy(role: Role) -> None:
    text = json.dumps(policy_for(role, [POOL]), separators=(",", ":"))
    assert len(text) <= MANAGED_POLICY_LIMIT


def test_roles_grow() -> None:
    roles = sorted(Role)
    for lower, higher in zip(roles, roles[1:], strict=False):
        assert operations(lower, "Allow") <= operations(higher, "Allow")


def test_viewers_are_denied_writes_and_secrets_by_name() -> None:
    denied = operations(Role.VIEWER, "Deny")
    administrative = [each for each in OPERATIONS.values() if not each.end_user]
    assert {each.name for each in administrative if each.kind == "write"} <= denied
    assert {each.name for each in administrative if each.reveals} <= denied
    assert denied >= SIGN_IN_AS_USER
    assert not denied & operations(Role.VIEWER, "Allow")


def test_other_roles_are_denied_nothing() -> None:
    assert not any(operations(role, "Deny") for role in Role if role is not Role.VIEWER)


@pytest.mark.parametrize(
    ("region", "partition"),
    [("eu-west-1", "aws"), ("us-gov-west-1", "aws-us-gov"), ("cn-north-1", "aws-cn"), ("*", "aws")],
)
def test_the_partition_follows_the_region(region: str, partition: str) -> None:
    assert pool_arn(region=region) == f"arn:{partition}:cognito-idp:{region}:*:userpool/*"


def printed(*arguments: str) -> tuple[dict[str, Any], str]:
    out, errors = StringIO(), StringIO()
    call_command("iam_policy", *arguments, stdout=out, stderr=errors)
    return json.loads(out.getvalue()), errors.getvalue()


def test_the_command_narrows_the_policy_to_the_pools_that_are_named() -> None:
    arguments = ["--account=123456789012", "--pool=eu-west-1_abc", "--pool=us-east-1_def"]
    policy, _ = printed("--role=administrator", *arguments)
    read = next(each for each in policy["Statement"] if each["Sid"] == "Read")
    assert read["Resource"] == [
        POOL,
        pool_arn(region="us-east-1", account="123456789012", pool_id="us-east-1_def"),
    ]


def test_the_command_warns_that_resending_can_create() -> None:
    _, warned = printed("--role=helpdesk")
    assert "AdminCreateUser" in warned
    assert printed("--role=viewer")[1] == ""


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(CommandError, match="king"):
        printed("--role=king")
