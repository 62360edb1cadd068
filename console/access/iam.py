"""The IAM policy that a role of Lifeguard needs, derived from the registry of actions.

Its calls of Cognito are exactly the role's. What Cognito asks of other services in the caller's name (`COMPANIONS`) is
as AWS documents it, for whole accounts: narrow it to your own roles, keys and buckets.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """What of other services the caller of some operations needs; `{partition}` and `{account}` are filled in."""

    sid: str
    needed_by: frozenset[str]
    actions: tuple[str, ...]
    resources: tuple[str, ...] = ("*",)
    condition: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


POOL_WRITES = frozenset({"CreateUserPool", "UpdateUserPool"})
COMPANIONS = (
    # The SMS role, the role of a group, the role that logs an import.
    Companion(
        sid="PassRoles",
        needed_by=POOL_WRITES | {"SetUserPoolMfaConfig", "CreateGroup", "UpdateGroup", "CreateUserImportJob"},
        actions=("iam:PassRole",),
        resources=("arn:{partition}:iam::{account}:role/*",),
    ),
    # The first pool of an account that sends through SES or replicates.
    Companion(
        sid="ServiceLinkedRoles",
        needed_by=POOL_WRITES,
        actions=("iam:CreateServiceLinkedRole",),
        resources=("arn:{partition}:iam::{account}:role/aws-service-role/*",),
        condition={"StringLike": {"iam:AWSServiceName": "*cognito-idp.amazonaws.com"}},
    ),
    Companion(
        sid="CustomDomains",
        needed_by=frozenset({"CreateUserPoolDomain", "UpdateUserPoolDomain"}),
        actions=("cloudfront:UpdateDistribution",),
    ),
    Companion(
        sid="LogDelivery",
        needed_by=frozenset({"SetLogDeliveryConfiguration"}),
        actions=(
            *(f"logs:{verb}LogDelivery" for verb in ("Create", "Get", "Update", "Delete")),
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups",
            "s3:GetBucketPolicy",
            "s3:PutBucketPolicy",
            "firehose:TagDeliveryStream",
        ),
    ),
    # Keys of one's own: for the pool's data, for codes that a custom sender sends.
    Companion(
        sid="Keys",
        needed_by=POOL_WRITES,
        actions=("kms:DescribeKey", "kms:CreateGrant"),
        resources=("arn:{partition}:kms:*:{account}:key/*",),
    ),
    # Without it Cognito does not tell that text messages go nowhere.
    Companion(
        sid="SmsSandbox",
        needed_by=POOL_WRITES | {"DescribeUserPool"},
        actions=("sns:GetSMSSandboxAccountStatus",),
    ),
    # Secrets of app clients that AWS Secrets Manager keeps.
    Companion(
        sid="ManagedSecrets",
        needed_by=frozenset({"CreateUserPoolClient", "UpdateUserPoolClient", "DeleteUserPoolClient"}),
        actions=tuple(
            f"secretsmanager:{verb}Secret" for verb in ("Create", "Describe", "Rotate", "Update", "Delete")
        )
        + ("secretsmanager:TagResource",),
        resources=("arn:{partition}:secretsmanager:*:{account}:secret*",),
    ),
)


def policy_for(role: Role, resources: Sequence[str]) -> Policy:
    """An IAM policy document that allows what the role's actions call on the pools of `resources`, and no more of
    Cognito; with the companions that those calls need.

    For Viewers writes and secrets are denied as well, which survives an Allow that is attached by accident.
    """
    operations = operations_of(role)
    reads = {name for name in operations - WITHOUT_RESOURCE if OPERATIONS[name].kind == "read"}
    statements = [
        _statement("WithoutResource", operations & WITHOUT_RESOURCE, ["*"]),
        _statement("Read", reads, resources),
        _statement("Write", operations - WITHOUT_RESOURCE - reads, resources),
    ]
    statements += _companions(operations, resources[0])
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
    partitions = {"cn": "aws-cn", "us-gov": "aws-us-gov", "eusc": "aws-eusc"}
    partition = next((name for start, name in partitions.items() if region.startswith(f"{start}-")), "aws")
    return f"arn:{partition}:cognito-idp:{region}:{account}:userpool/{pool_id}"


def _companions(operations: frozenset[str], pool: str) -> list[Policy]:
    """In the partition and account of a pool's ARN."""
    _, partition, _, _, account, *_ = pool.split(":")
    return [
        {
            "Sid": each.sid,
            "Effect": "Allow",
            "Action": sorted(each.actions),
            "Resource": [name.format(partition=partition, account=account) for name in each.resources],
            **({"Condition": dict(each.condition)} if each.condition else {}),
        }
        for each in COMPANIONS
        if each.needed_by & operations
    ]


def _statement(sid: str, names: Iterable[str], resources: Sequence[str], *, effect: str = "Allow") -> Policy:
    actions = [f"cognito-idp:{name}" for name in sorted(names)]
    return {"Sid": sid, "Effect": effect, "Action": actions, "Resource": list(resources)}
