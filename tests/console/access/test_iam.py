"""The policies that `manage.py iam_policy` prints allow what a role's actions call, and no more."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from console.access.actions import allowed_to, operations_of
from console.access.iam import COMPANIONS, SIGN_IN_AS_USER, WITHOUT_RESOURCE, policy_for, pool_arn
from console.access.roles import Role
from console.cognito.operations import OPERATIONS

POOL = pool_arn(region="eu-west-1", account="123456789012", pool_id="eu-west-1_abc")
COGNITO = "cognito-idp:"
MANAGED_POLICY_LIMIT = 6144  # characters, white space not counted


def operations(role: Role, effect: str) -> set[str]:
    statements = [each for each in policy_for(role, [POOL])["Statement"] if each["Effect"] == effect]
    called = {action for each in statements for action in each["Action"]}
    return {action.removeprefix(COGNITO) for action in called if action.startswith(COGNITO)}


def companions(role: Role) -> dict[str, Any]:
    """The statements about other services, by their ids."""
    statements = policy_for(role, [POOL])["Statement"]
    return {each["Sid"]: each for each in statements if not each["Action"][0].startswith(COGNITO)}


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
        names = {action.removeprefix(COGNITO) for action in statement["Action"]}
        if statement["Effect"] == "Allow" and statement["Sid"] not in companions(role):
            assert statement["Resource"] == (["*"] if names <= WITHOUT_RESOURCE else [POOL])


@pytest.mark.parametrize("role", Role)
def test_a_policy_fits_into_a_managed_policy(role: Role) -> None:
    text = json.dumps(policy_for(role, [POOL]), separators=(",", ":"))
    assert len(text) <= MANAGED_POLICY_LIMIT


def test_other_services_are_named_only_for_calls_that_need_them() -> None:
    assert set(companions(Role.VIEWER)) == set(companions(Role.HELP_DESK)) == {"SmsSandbox"}
    assert set(companions(Role.OWNER)) == {each.sid for each in COMPANIONS}
    for role in Role:
        needed = {each.sid for each in COMPANIONS if each.needed_by & operations_of(role)}
        assert set(companions(role)) == needed


def test_companions_name_operations_that_exist() -> None:
    assert all(each.needed_by <= set(OPERATIONS) for each in COMPANIONS)


def test_other_services_are_of_the_account_and_partition_of_the_pools() -> None:
    assert companions(Role.OWNER)["PassRoles"]["Resource"] == ["arn:aws:iam::123456789012:role/*"]
    policy = policy_for(Role.OWNER, [pool_arn(region="eusc-de-east-1")])
    roles = next(each for each in policy["Statement"] if each["Sid"] == "PassRoles")
    assert roles["Resource"] == ["arn:aws-eusc:iam::*:role/*"]


def test_only_roles_of_cognito_itself_can_be_made() -> None:
    condition = companions(Role.OWNER)["ServiceLinkedRoles"]["Condition"]
    assert condition == {"StringLike": {"iam:AWSServiceName": "*cognito-idp.amazonaws.com"}}


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
    [
        ("eu-west-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-north-1", "aws-cn"),
        ("eusc-de-east-1", "aws-eusc"),
        ("*", "aws"),
    ],
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
