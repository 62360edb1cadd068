"""The large pool: sign-in by e-mail address, custom attributes of every kind, groups."""

from typing import Any

from console.emulator.factories import find_pool, make_group
from console.emulator.overlay.core.registry import ACCOUNT_ID
from console.emulator.seeding import apps

NAME = "Staff directory"

SCHEMA = [
    {"Name": "email", "AttributeDataType": "String", "Required": True, "Mutable": True},
    {"Name": "given_name", "AttributeDataType": "String", "Required": True, "Mutable": True},
    {"Name": "family_name", "AttributeDataType": "String", "Required": True, "Mutable": True},
    {
        "Name": "employee_number",
        "AttributeDataType": "Number",
        "Mutable": False,
        "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "999999"},
    },
    {
        "Name": "department",
        "AttributeDataType": "String",
        "Mutable": True,
        "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "64"},
    },
    {
        "Name": "cost_centre",
        "AttributeDataType": "String",
        "Mutable": True,
        "StringAttributeConstraints": {"MinLength": "4", "MaxLength": "10"},
    },
    {"Name": "started", "AttributeDataType": "DateTime", "Mutable": True},
    {"Name": "contractor", "AttributeDataType": "Boolean", "Mutable": True},
    {
        "Name": "hr_record",
        "AttributeDataType": "String",
        "Mutable": True,
        "DeveloperOnlyAttribute": True,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "36"},
    },
]
INVITATION = {
    "EmailSubject": "Welcome to the staff directory",
    "EmailMessage": (
        "<p>Hello,</p><p>you have been invited to the staff directory.</p>"
        "<p>Sign in as <b>{username}</b> with the temporary password <code>{####}</code>. "
        "It is valid for seven days.</p><p>Your IT service desk</p>"
    ),
    "SMSMessage": "Staff directory: sign in as {username} with {####}",
}
SENDER = {
    "EmailSendingAccount": "DEVELOPER",
    "SourceArn": f"arn:aws:ses:us-east-1:{ACCOUNT_ID}:identity/staff.example",
    "From": "Staff directory <people@staff.example>",
    "ReplyToEmailAddress": "help@staff.example",
}
SETTINGS: dict[str, Any] = {
    "UsernameAttributes": ["email"],
    "UsernameConfiguration": {"CaseSensitive": False},
    "AutoVerifiedAttributes": ["email"],
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "Schema": SCHEMA,
    "Policies": {
        "PasswordPolicy": {
            "MinimumLength": 12,
            "RequireUppercase": True,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": False,
            "PasswordHistorySize": 3,
            "TemporaryPasswordValidityDays": 7,
        }
    },
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False, "InviteMessageTemplate": INVITATION},
    "EmailConfiguration": SENDER,
    # Not by e-mail alone: e-mail is a second factor here.
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 1, "Name": "verified_email"},
            {"Priority": 2, "Name": "verified_phone_number"},
        ]
    },
    "UserPoolTags": {"team": "identity", "environment": "demo", "cost-centre": "IT-2040"},
}
ROLE = f"arn:aws:iam::{ACCOUNT_ID}:role/staff"
GROUPS: tuple[tuple[str, str, str | None, int | None], ...] = (
    ("administrators", "May do everything", f"{ROLE}/administrators", 0),
    ("engineering", "Builds things", f"{ROLE}/engineering", 10),
    ("support", "Answers the telephone", f"{ROLE}/support", 20),
    # As high as support, with another role: nobody in both has a preferred one.
    ("contractors", "Here for a while", f"{ROLE}/contractors", 20),
    ("on-call", "Carries the pager this week", None, 30),
    ("everyone", "", None, None),
)


def finish(pool_id: str) -> None:
    """What CreateUserPool cannot make: MFA without SMS, groups, app clients, an API, a provider."""
    pool = find_pool(pool_id)
    pool.mfa_config = "OPTIONAL"
    pool.token_mfa_config = {"Enabled": True}
    pool.email_mfa_config = {"Message": "Your sign-in code is {####}.", "Subject": "Your sign-in code"}
    for name, description, role_arn, precedence in GROUPS:
        make_group(pool_id, name, description=description, role_arn=role_arn, precedence=precedence)
    apps.add_staff_apps(pool_id)
