"""What the stand-in service answers: one pool of some thousands of people, written as Cognito writes its JSON."""

import itertools
import json
import re
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

REGION = "eu-west-1"
POOL_ID = f"{REGION}_Benchmark"
PAGE_SIZE = 60
# Each list shows other people than the one before, as it would in life: no cache of texts helps it.
PAGES = 80

DAY = 24 * 60 * 60
NOW = round(time.time(), 3)
GIVEN_NAMES = (
    "Ana",
    "Bao",
    "Chidi",
    "Dörte",
    "Eleni",
    "Farid",
    "Grace",
    "Hana",
    "Iñigo",
    "Jörg",
    "Kateryna",
    "Liam",
)
FAMILY_NAMES = ("Abara", "Brückner", "Costa", "D'Angelo", "Eriksen")
DEPARTMENTS = ("Finance", "Logistics", "Research & Development", "Sales")
STATUSES = ("CONFIRMED",) * 6 + ("FORCE_CHANGE_PASSWORD",) * 2 + ("RESET_REQUIRED", "UNCONFIRMED")

FILTER_BY_SUB = re.compile(r'sub\s*=\s*"([^"]*)"')


def attributes(**values: str) -> list[dict[str, str]]:
    return [{"Name": name.replace("custom_", "custom:"), "Value": value} for name, value in values.items()]


def user(number: int) -> dict[str, Any]:
    """One of the people, always the same for the same number."""
    given, family = GIVEN_NAMES[number % 12], f"{FAMILY_NAMES[number % 5]}-{number}"
    sub = str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{number}.example"))
    status = STATUSES[number % 10]
    return {
        "Username": sub,
        "Attributes": attributes(
            sub=sub,
            email=f"person{number}@company.example",
            email_verified="true" if status == "CONFIRMED" else "false",
            phone_number=f"+4670174{number:04d}",
            phone_number_verified="false",
            name=f"{given} {family}",
            given_name=given,
            family_name=family,
            locale="en-GB",
            custom_department=DEPARTMENTS[number % 4],
        ),
        "UserCreateDate": NOW - number * 0.11 * DAY - 90 * DAY,
        "UserLastModifiedDate": NOW - number * 0.01 * DAY,
        "Enabled": number % 15 != 14,
        "UserStatus": status,
    }


USERS = [user(number) for number in range(PAGES * PAGE_SIZE)]
SUBS = [person["Username"] for person in USERS]
CONFIRMED_SUB = next(person["Username"] for person in USERS if person["UserStatus"] == "CONFIRMED")
INVITED_SUB = next(person["Username"] for person in USERS if person["UserStatus"] == "FORCE_CHANGE_PASSWORD")


def schema_attribute(name: str, *, required: bool = False, mutable: bool = True) -> dict[str, Any]:
    return {
        "Name": name,
        "AttributeDataType": "String",
        "DeveloperOnlyAttribute": False,
        "Mutable": mutable,
        "Required": required,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
    }


PLAIN_ATTRIBUTES = (
    *("name", "given_name", "family_name", "middle_name", "nickname", "preferred_username", "profile"),
    *("picture", "website", "gender", "birthdate", "zoneinfo", "locale", "phone_number", "address"),
    "custom:department",
)
FLAGS = ("email_verified", "phone_number_verified")
SCHEMA = [
    schema_attribute("sub", required=True, mutable=False),
    schema_attribute("email", required=True),
    *(schema_attribute(name) for name in PLAIN_ATTRIBUTES),
    *({**schema_attribute(name), "AttributeDataType": "Boolean"} for name in FLAGS),
]
SMS = {
    "SnsCallerArn": "arn:aws:iam::123456789012:role/service-role/benchmark-sms",
    "ExternalId": "benchmark",
    "SnsRegion": REGION,
}
POOL = {
    "Id": POOL_ID,
    "Name": "Customers",
    "Arn": f"arn:aws:cognito-idp:{REGION}:123456789012:userpool/{POOL_ID}",
    "Policies": {
        "PasswordPolicy": {
            "MinimumLength": 12,
            "RequireUppercase": True,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": False,
            "TemporaryPasswordValidityDays": 7,
        },
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "DeletionProtection": "ACTIVE",
    "LambdaConfig": {},
    "LastModifiedDate": NOW - 3 * DAY,
    "CreationDate": NOW - 900 * DAY,
    "SchemaAttributes": SCHEMA,
    "AutoVerifiedAttributes": ["email"],
    "UsernameAttributes": ["email"],
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "MfaConfiguration": "OPTIONAL",
    "EstimatedNumberOfUsers": 48_213,
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "SmsConfiguration": SMS,
    "UserPoolTags": {"stage": "production"},
    "AdminCreateUserConfig": {
        "AllowAdminCreateUserOnly": True,
        "UnusedAccountValidityDays": 7,
        "InviteMessageTemplate": {
            "SMSMessage": "Your username is {username} and temporary password is {####}.",
            "EmailMessage": "Welcome. Your username is {username} and temporary password is {####}.",
            "EmailSubject": "Your account",
        },
    },
    "UsernameConfiguration": {"CaseSensitive": False},
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
    "UserPoolTier": "ESSENTIALS",
}
GROUPS = [
    {
        "GroupName": name,
        "UserPoolId": POOL_ID,
        "Description": f"The {name.lower()}",
        "Precedence": precedence,
        "LastModifiedDate": NOW - 30 * DAY,
        "CreationDate": NOW - 800 * DAY,
    }
    for precedence, name in enumerate(("Staff", "Editors"))
]
POOL_SUMMARY = {
    name: POOL[name] for name in ("Id", "Name", "LambdaConfig", "LastModifiedDate", "CreationDate")
}
MFA = {
    "SmsMfaConfiguration": {"SmsConfiguration": SMS},
    "SoftwareTokenMfaConfiguration": {"Enabled": True},
    "MfaConfiguration": "OPTIONAL",
}


def encoded(answer: Mapping[str, Any]) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()


NEXT_PAGE = "next-page-" + "0" * 600
USER_PAGES = itertools.cycle(
    encoded({"Users": USERS[first : first + PAGE_SIZE], "PaginationToken": NEXT_PAGE})
    for first in range(0, len(USERS), PAGE_SIZE)
)
ONE_USER = {sub: encoded({"Users": [person]}) for sub, person in zip(SUBS, USERS, strict=True)}
NO_USERS = encoded({"Users": []})
INVITED = USERS[SUBS.index(INVITED_SUB)]
CREATED_USER = encoded({"User": INVITED})


def list_users(parameters: Mapping[str, Any]) -> bytes:
    if wanted := FILTER_BY_SUB.fullmatch(parameters.get("Filter", "").strip()):
        return ONE_USER.get(wanted[1], NO_USERS)
    if (limit := parameters.get("Limit", PAGE_SIZE)) >= PAGE_SIZE:
        return next(USER_PAGES)
    return encoded({"Users": USERS[:limit], "PaginationToken": NEXT_PAGE})


def always(answer: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], bytes]:
    body = encoded(answer)
    return lambda parameters: body


ANSWERS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
    "ListUsers": list_users,
    "AdminListGroupsForUser": always({"Groups": GROUPS}),
    "ListGroups": always({"Groups": GROUPS}),
    "DescribeUserPool": always({"UserPool": POOL}),
    "GetUserPoolMfaConfig": always(MFA),
    "ListUserPools": always({"UserPools": [POOL_SUMMARY]}),
    "AdminCreateUser": lambda parameters: CREATED_USER,
    "AdminAddUserToGroup": always({}),
}
