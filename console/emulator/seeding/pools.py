"""The pools of the seeded world: between them every kind that an operator meets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from console.emulator.factories import find_pool, make_group, make_pool
from console.emulator.overlay import domains
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import ACCOUNT_ID
from console.emulator.seeding import apps, staff

STAFF = staff.NAME
CUSTOMERS = "Customers"
PARTNERS = "Partners, EU test"
LEGACY = "Legacy 2016"
EMPTY = "New product, nobody yet"

SMS = {"SnsCallerArn": f"arn:aws:iam::{ACCOUNT_ID}:role/cognito-sms", "ExternalId": "lifeguard-demo"}
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT_ID}:function:customers"
CUSTOMER_SETTINGS = {
    "AliasAttributes": ["email", "preferred_username"],
    "UsernameConfiguration": {"CaseSensitive": False},
    "AutoVerifiedAttributes": ["email"],
    "MfaConfiguration": "OPTIONAL",
    "SmsConfiguration": SMS,
    "SmsAuthenticationMessage": "Your sign-in code is {####}",
    "UserPoolTier": "PLUS",
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "DeletionProtection": "ACTIVE",
    "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": True},
    "LambdaConfig": {
        "PreSignUp": f"{FUNCTION}-before-sign-up",
        "PostConfirmation": f"{FUNCTION}-welcome",
        "PreTokenGeneration": f"{FUNCTION}-claims",
        "PreTokenGenerationConfig": {"LambdaVersion": "V2_0", "LambdaArn": f"{FUNCTION}-claims"},
    },
    "Schema": [
        {
            "Name": "loyalty_points",
            "AttributeDataType": "Number",
            "Mutable": True,
            "NumberAttributeConstraints": {"MinValue": "0"},
        },
        {"Name": "newsletter", "AttributeDataType": "Boolean", "Mutable": True},
    ],
    "UserPoolTags": {"team": "shop"},
}
PARTNER_SETTINGS = {
    "AutoVerifiedAttributes": ["phone_number"],
    "SmsConfiguration": SMS,
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "admin_only"}]},
    "Policies": {"PasswordPolicy": {"MinimumLength": 8, "TemporaryPasswordValidityDays": 3}},
}
LEGACY_SETTINGS = {
    "UsernameConfiguration": {"CaseSensitive": True},
    "UserPoolTier": "LITE",
    "AdminCreateUserConfig": {"UnusedAccountValidityDays": 30},
    "Policies": {"PasswordPolicy": {"MinimumLength": 6, "RequireLowercase": True}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One pool: how its id ends, the input of CreateUserPool, its age in days, what is added afterwards."""

    name: str
    ending: str
    age_days: int
    settings: Mapping[str, Any] = field(default_factory=dict)
    finish: Callable[[str], None] | None = None


def make_planned(plans: Iterable[Plan], region: str) -> dict[str, str]:
    """Make these pools in one region. Returns the id of each name."""
    return {plan.name: _make(plan, region) for plan in plans}


def _make(plan: Plan, region: str) -> str:
    pool_id = make_pool(plan.name, region=region, pool_id=f"{region}_{plan.ending}", **dict(plan.settings))
    if plan.finish is not None:
        plan.finish(pool_id)
    _age(find_pool(pool_id), plan.age_days)
    return pool_id


def _age(pool: Pool, days: int) -> None:
    now = datetime.now(UTC)
    pool.creation_date = now - timedelta(days=days)
    pool.last_modified_date = now - timedelta(days=days % 41, minutes=days)
    for number, thing in enumerate((*pool.clients.values(), *pool.identity_providers.values()), start=1):
        # One after the other, and each changed once since.
        thing.created = pool.creation_date + timedelta(days=11 * number)
        thing.modified = thing.created + timedelta(days=7 * number)
    for domain in domains.of_pool(pool):
        domain.changed = pool.creation_date


def _finish_customers(pool_id: str) -> None:
    pool = find_pool(pool_id)
    pool.token_mfa_config = {"Enabled": True}
    make_group(pool_id, "gold", description="More than ten orders", precedence=5)
    make_group(pool_id, "silver", description="More than three orders", precedence=6)
    apps.add_customer_apps(pool_id)


def _finish_legacy(pool_id: str) -> None:
    # What pools of that time still look like: settings that have come since are absent, or empty.
    pool = find_pool(pool_id)
    newer = {"AccountRecoverySetting", "KeyConfiguration", "IssuerConfiguration"}
    kept = {name: value for name, value in pool.extended_config.items() if name not in newer}
    pool.extended_config = {**kept, "EmailConfiguration": {}}


HOME = (
    Plan(name=STAFF, ending="Staff7kQ2", age_days=1_480, settings=staff.SETTINGS, finish=staff.finish),
    Plan(
        name=CUSTOMERS, ending="cUst0mErs", age_days=730, settings=CUSTOMER_SETTINGS, finish=_finish_customers
    ),
    Plan(name=PARTNERS, ending="pArTn3rsE", age_days=310, settings=PARTNER_SETTINGS),
    Plan(name=LEGACY, ending="01egacy16", age_days=3_700, settings=LEGACY_SETTINGS, finish=_finish_legacy),
    Plan(name=EMPTY, ending="Em9tyP00l", age_days=2, settings={"UsernameAttributes": ["email"]}),
    Plan(name="Beta testers", ending="b3taTest5", age_days=95, settings={"AliasAttributes": ["email"]}),
    Plan(name="Kiosk", ending="K10skTerm", age_days=640),
    Plan(
        name="Support sandbox", ending="sAndb0x42", age_days=18, settings={"UserPoolTags": {"delete": "yes"}}
    ),
)
ABROAD = (
    Plan(name="Staff Europe", ending="eUr0Staff", age_days=500, settings={"UsernameAttributes": ["email"]}),
    Plan(
        name="Archive, do not delete",
        ending="aRch1ve09",
        age_days=1_900,
        settings={"DeletionProtection": "ACTIVE"},
    ),
    Plan(
        name="Mobile app",
        ending="m0b1leApp",
        age_days=230,
        settings={"UsernameAttributes": ["phone_number", "email"], "SmsConfiguration": SMS},
    ),
)
