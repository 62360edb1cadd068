"""Terraform's resources of such a pool and its groups, as version 6 of the AWS provider takes them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pools.creation.drafts import schema_parameters
from pools.exporting.documents import Document
from pools.exporting.hcl import Block, Reference, quoted, resource
from pools.exporting.written import Written, comment, is_default, labels, triggers
from pools.saving.settings import MFA, leaves
from pools.saving.states import value_at
from pools.schema.gateway import bare_name

POOL = "pool"
HEAD = """\
A user pool like {name} ({id}), for version 6 of the AWS provider.

As it stands this makes a new pool. To take the present one under Terraform's care instead, add
  import {{
    to = aws_cognito_user_pool.{label}
    id = {quoted}
  }}"""
# Members and structures whose arguments are called as they are, but for how names are spelled.
SPELLED = (
    "AdminCreateUserConfig.AllowAdminCreateUserOnly",
    "AdminCreateUserConfig.InviteMessageTemplate",
    "AliasAttributes",
    "AutoVerifiedAttributes",
    "DeletionProtection",
    "DeviceConfiguration",
    "EmailConfiguration",
    "EmailVerificationMessage",
    "EmailVerificationSubject",
    "LambdaConfig",
    "SmsAuthenticationMessage",
    "SmsConfiguration",
    "SmsVerificationMessage",
    "UserAttributeUpdateSettings",
    "UserPoolAddOns",
    "UserPoolTier",
    "UsernameAttributes",
    "UsernameConfiguration",
    "VerificationMessageTemplate",
)
RENAMED = {
    "Name": "name",
    "EmailConfiguration.From": "email_configuration.from_email_address",
    "Policies.PasswordPolicy": "password_policy",
    "Policies.SignInPolicy": "sign_in_policy",
    f"{MFA}.MfaConfiguration": "mfa_configuration",
    f"{MFA}.SoftwareTokenMfaConfiguration": "software_token_mfa_configuration",
    f"{MFA}.EmailMfaConfiguration": "email_mfa_configuration",
    f"{MFA}.WebAuthnConfiguration": "web_authn_configuration",
}
# Written by themselves.
OWN_WAY = ("AccountRecoverySetting.RecoveryMechanisms", "SchemaAttributes", "UserPoolTags")
NOT_EXPRESSED = {
    "AcrConfiguration": "the provider has no argument for it",
    "AdminCreateUserConfig.UnusedAccountValidityDays": "the provider knows only the newer setting",
    "DcrConfiguration": "the provider has no argument for it",
    "IssuerConfiguration": "the provider has no argument for it",
    "KeyConfiguration": "the provider has no argument for it",
    "LambdaConfig.InboundFederation": "the provider has no argument for it, and may take the trigger away",
    "MfaConfiguration": "the provider writes one mode into both stores",
    "SmsConfiguration.EumsSms": "the provider has no argument for it",
    f"{MFA}.SmsMfaConfiguration": "the provider writes the same SMS settings into both stores",
    f"{MFA}.WebAuthnConfiguration.FactorConfiguration": "the provider has no argument for it",
}
# Older texts conflict with the newer ones, which Cognito prefers.
OLDER = {
    "EmailVerificationMessage": "VerificationMessageTemplate.EmailMessage",
    "EmailVerificationSubject": "VerificationMessageTemplate.EmailSubject",
    "SmsVerificationMessage": "VerificationMessageTemplate.SmsMessage",
}
CONSTRAINTS = {"String": "StringAttributeConstraints", "Number": "NumberAttributeConstraints"}


def configuration(document: Document) -> Written:
    """The whole configuration."""
    state = {**document.settings, MFA: document.mfa}
    left_out = (*([document.note] if document.note else []), *_left_out(state))
    source = document.source.get("id", "")
    head = HEAD.format(
        name=document.name, id=source or "of a file", label=POOL, quoted=quoted(source or "the pool’s id")
    )
    notes = ["", "What this cannot say:", *left_out] if left_out else []
    functions = triggers(document.settings)
    grants = (
        ["", "Each function needs an aws_lambda_permission for the new pool:", *functions]
        if functions
        else []
    )
    blocks = [
        comment("\n".join([head, *notes, *grants])),
        resource("aws_cognito_user_pool", POOL, pool_block(document)),
        *_groups(document),
    ]
    return Written(text="\n".join(blocks), left_out=left_out)


def argument_of(path: str) -> str:
    """The argument for a setting, as a dotted path of blocks; empty where there is none."""
    if _covering(path, NOT_EXPRESSED):
        return ""
    if prefix := _covering(path, RENAMED):
        return RENAMED[prefix] + _spelled(path.removeprefix(prefix))
    return _spelled(path) if _covering(path, SPELLED) else ""


def pool_block(document: Document) -> Block:
    """The arguments of the pool."""
    block, state = Block(), {**document.settings, MFA: document.mfa}
    block.put("name", document.name)
    for path, value in leaves(state):
        if (argument := argument_of(path)) and not _is_repeated(path, state):
            block.put(argument, Block() if value == {} else value)
    mechanisms = value_at(state, "AccountRecoverySetting.RecoveryMechanisms") or []
    if mechanisms:
        ways = [Block(members={"name": each["Name"], "priority": each["Priority"]}) for each in mechanisms]
        block.put("account_recovery_setting.recovery_mechanism", ways)
    if attributes := list(_schema(document)):
        block.put("schema", attributes)
    if document.tags:
        block.put("tags", dict(document.tags))
    return block


def _schema(document: Document) -> Iterator[Block]:
    """Attributes that are not as in every pool; the constraints of texts and numbers always stand there."""
    special = {each["Name"] for each in schema_parameters(document.schema)}
    for attribute in document.schema:
        name, kind = bare_name(attribute["Name"]), attribute["AttributeDataType"]
        if name not in special:
            continue
        block = Block(
            members={
                "name": name,
                "attribute_data_type": kind,
                "developer_only_attribute": attribute.get("DeveloperOnlyAttribute", False),
                "mutable": attribute.get("Mutable", True),
                "required": attribute.get("Required", False),
            }
        )
        if kind in CONSTRAINTS:
            limits = attribute.get(CONSTRAINTS[kind]) or {}
            members = {_spelled(each): value for each, value in limits.items()}
            block.put(_spelled(CONSTRAINTS[kind]), Block(members=members))
        yield block


def _groups(document: Document) -> Iterator[str]:
    names = labels([group["GroupName"] for group in document.groups], first="group", joint="_")
    for group in document.groups:
        members = {
            "name": group["GroupName"],
            "user_pool_id": Reference(expression=f"aws_cognito_user_pool.{POOL}.id"),
            "description": group.get("Description"),
            "precedence": group.get("Precedence"),
            "role_arn": group.get("RoleArn"),
        }
        set_members = {name: value for name, value in members.items() if value is not None}
        yield resource("aws_cognito_user_group", names[group["GroupName"]], Block(members=set_members))


def _left_out(state: Mapping[str, Any]) -> Iterator[str]:
    for path, value in leaves(state):
        if is_default(path, value) or _covering(path, OWN_WAY):
            continue
        if reason := _covering(path, NOT_EXPRESSED):
            yield f"{path}: {NOT_EXPRESSED[reason]}."
        elif _is_repeated(path, state):
            if value != value_at(state, OLDER[path]):
                yield f"{path}: the provider takes either this or {OLDER[path]}."
        elif not argument_of(path):
            yield f"{path}: this version of Lifeguard does not know it."


def _is_repeated(path: str, state: Mapping[str, Any]) -> bool:
    return path in OLDER and value_at(state, OLDER[path]) is not None


def _covering(path: str, paths: Any) -> str:
    """The one of the paths that this is, or lies below."""
    return max((each for each in paths if path == each or path.startswith(f"{each}.")), key=len, default="")


def _spelled(path: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", path).lower()
