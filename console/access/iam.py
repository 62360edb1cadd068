"""The least IAM policy that a role of Lifeguard needs, derived from the registry of actions."""

from collections.abc import Iterable, Sequence
from typing import Any

from console.access.actions import operations_of
from console.access.roles import Role
from console.cognito.operations import OPERATIONS

# These take no user pool as their resource.
WITHOUT_RESOURCE = frozenset(
    [
        "ListUserPools",
        "CreateUserPool",
        "DescribeUserPoolDomain",
        "GetProvisionedLimit",
        "UpdateProvisionedLimit",
    ]
)
# The end user's own operations that IAM governs: with them one could sign in as somebody.
SIGN_IN_AS_USER = frozenset({"AdminInitiateAuth", "AdminRespondToAuthChallenge"})

Policy = dict[str, Any]


def policy_for(role: Role, resources: Sequence[str]) -> Policy:
    """An IAM policy document that allows what the role's actions call on the pools of `resources`, and no more.

    For Viewers writes and secrets are denied as well, which survives an Allow that is attached by accident.
    """
    operations = operations_of(role)
    reads = {name for name in operations - WITHOUT_RESOURCE if OPERATIONS[name].kind == "read"}
    statements = [
        _statement("WithoutResource", operations & WITHOUT_RESOURCE, ["*"]),
        _statement("Read", reads, resources),
        _statement("Write", operations - WITHOUT_RESOURCE - reads, resources),
    ]
    if role is Role.VIEWER:
        statements.append(_statement("NeverWriteNeverSecrets", never_for_viewers(), ["*"], effect="Deny"))
    return {"Version": "2012-10-17", "Statement": [each for each in statements if each["Action"]]}


def never_for_viewers() -> frozenset[str]:
    """All writes, all reads that answer with a secret, and signing in as somebody."""
    return SIGN_IN_AS_USER | {
        operation.name
        for operation in OPERATIONS.values()
        if not operation.end_user and (operation.kind == "write" or operation.reveals)
    }


def pool_arn(*, region: str = "*", account: str = "*", pool_id: str = "*") -> str:
    """The ARN of a user pool, or of all that the wildcards cover."""
    partitions = {"cn": "aws-cn", "us-gov": "aws-us-gov"}
    partition = next((name for start, name in partitions.items() if region.startswith(f"{start}-")), "aws")
    return f"arn:{partition}:cognito-idp:{region}:{account}:userpool/{pool_id}"


def _statement(sid: str, names: Iterable[str], resources: Sequence[str], *, effect: str = "Allow") -> Policy:
    actions = [f"cognito-idp:{name}" for name in sorted(names)]
    return {"Sid": sid, "Effect": effect, "Action": actions, "Resource": list(resources)}
