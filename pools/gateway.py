"""A pool as Cognito describes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

from console.cognito import model
from console.cognito.answers import moment, part_of
from console.cognito.errors import CognitoError
from console.cognito.gateway import Gateway
from console.cognito.lists import follow
from console.cognito.side_by_side import need, side_by_side

# Tags by which tools mark what they manage, in lower case.
TOOLS = {
    "aws:cloudformation:stack-name": "CloudFormation",
    "terraform": "Terraform",
    "pulumi:project": "Pulumi",
}

# An account has at most 1,000 pools in a region unless AWS has raised its quota.
MOST_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaAttribute:
    """What a user of the pool may carry. Lengths count characters."""

    name: str
    type: str
    mutable: bool
    required: bool
    developer_only: bool
    minimum: str = ""
    maximum: str = ""

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "SchemaAttribute":
        lengths = raw.get("StringAttributeConstraints") or {}
        numbers = raw.get("NumberAttributeConstraints") or {}
        return cls(
            name=raw["Name"],
            type=raw.get("AttributeDataType", "String"),
            mutable=raw.get("Mutable", True),
            required=raw.get("Required", False),
            developer_only=raw.get("DeveloperOnlyAttribute", False),
            minimum=_whole(lengths.get("MinLength") or numbers.get("MinValue")),
            maximum=_whole(lengths.get("MaxLength") or numbers.get("MaxValue")),
        )

    @property
    def is_custom(self) -> bool:
        return self.name.startswith(("custom:", "dev:"))


def _whole(text: str | None) -> str:
    """A limit as Cognito writes it; empty where it is no whole number."""
    return text if text and re.fullmatch(r"-?[0-9]{1,30}", text) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPolicy:
    """What a password must be; lengths in characters."""

    minimum_length: int
    require_uppercase: bool
    require_lowercase: bool
    require_numbers: bool
    require_symbols: bool

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "PasswordPolicy":
        return cls(
            minimum_length=raw.get("MinimumLength", 8),
            require_uppercase=raw.get("RequireUppercase", False),
            require_lowercase=raw.get("RequireLowercase", False),
            require_numbers=raw.get("RequireNumbers", False),
            require_symbols=raw.get("RequireSymbols", False),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A described pool: typed where the console decides something, `raw` for what it merely shows."""

    id: str
    name: str
    raw: Mapping[str, Any]
    unknown: tuple[str, ...] = ()
    read_at: datetime | None = None

    @classmethod
    def from_response(cls, answer: Mapping[str, Any]) -> "Pool":
        """Raises BrokenAnswer when there is no pool in it."""
        raw = part_of(answer, "UserPool", operation="DescribeUserPool")
        shape = model.output_shape("DescribeUserPool").members["UserPool"]
        date = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}).get("date")
        return cls(
            id=raw["Id"],
            name=raw["Name"],
            raw=raw,
            unknown=tuple(
                dict.fromkeys(
                    path
                    for path in model.unknown_members(raw, shape)
                    if path.partition(".")[0] not in model.output_shape("GetUserPoolMfaConfig").members
                )
            ),
            read_at=parsedate_to_datetime(date) if date else None,
        )

    @property
    def schema(self) -> tuple[SchemaAttribute, ...]:
        return tuple(SchemaAttribute.from_response(item) for item in self.raw.get("SchemaAttributes", ()))

    @property
    def username_attributes(self) -> tuple[str, ...]:
        """Attributes that people sign in with instead of a username: email, phone_number, or none."""
        return tuple(self.raw.get("UsernameAttributes", ()))

    @property
    def alias_attributes(self) -> tuple[str, ...]:
        return tuple(self.raw.get("AliasAttributes", ()))

    @property
    def case_sensitive(self) -> bool:
        return bool(self.raw.get("UsernameConfiguration", {}).get("CaseSensitive", True))

    @property
    def password_policy(self) -> PasswordPolicy:
        return PasswordPolicy.from_response(self.raw.get("Policies", {}).get("PasswordPolicy", {}))

    @property
    def estimated_users(self) -> int:
        """Cognito's own estimate, renewed now and then."""
        return int(self.raw.get("EstimatedNumberOfUsers", 0))

    @property
    def mfa(self) -> str:
        """OFF, OPTIONAL or ON, as the pool's own store tells it."""
        return str(self.raw.get("MfaConfiguration", "OFF"))

    @property
    def plan(self) -> str:
        """LITE, ESSENTIALS or PLUS; empty where the service knows no plans."""
        return str(self.raw.get("UserPoolTier", ""))

    @property
    def is_protected(self) -> bool:
        """Whether deletion protection is on."""
        return bool(self.raw.get("DeletionProtection") == "ACTIVE")

    @property
    def tags(self) -> Mapping[str, str]:
        tags: Mapping[str, str] = self.raw.get("UserPoolTags") or {}
        return tags

    @property
    def created_at(self) -> datetime | None:
        return moment(self.raw.get("CreationDate"))

    @property
    def modified_at(self) -> datetime | None:
        return moment(self.raw.get("LastModifiedDate"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPool:
    """A pool as ListUserPools tells it."""

    id: str
    name: str
    created_at: datetime | None
    modified_at: datetime | None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "ListedPool":
        return cls(
            id=raw["Id"],
            name=raw["Name"],
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolList:
    """The pools of an account and region; not `complete` where there are more than are worth reading."""

    pools: tuple[ListedPool, ...]
    complete: bool


class PoolGateway(Gateway):
    """Reads pools and their settings."""

    def list_all(self, *, fresh: bool = False) -> PoolList:
        """ListUserPools, 60 pools a call and at most 20 calls, from the last seconds' cache unless `fresh`."""
        pages = self._pages(
            "ListUserPools",
            "UserPools",
            ListedPool.from_response,
            read=partial(self._read_lately, fresh=fresh),
            MaxResults=60,
        )
        found = follow(pages, most_pages=MOST_PAGES)
        return PoolList(pools=found.items, complete=found.complete)

    def describe(self, *, fresh: bool = False) -> Pool:
        """DescribeUserPool, from the last seconds' cache unless `fresh`. Raises NotFound."""
        return Pool.from_response(self._read_lately("DescribeUserPool", fresh=fresh, UserPoolId=self.pool_id))

    def mfa_configuration(self, *, fresh: bool = False) -> Mapping[str, Any]:
        """GetUserPoolMfaConfig: the second store of a pool's settings, as Cognito wrote it."""
        answer = self._read_lately("GetUserPoolMfaConfig", fresh=fresh, UserPoolId=self.pool_id)
        return {name: value for name, value in answer.items() if name != "ResponseMetadata"}

    def both_stores(self, *, fresh: bool = False) -> tuple[Pool, Mapping[str, Any] | CognitoError]:
        """DescribeUserPool and GetUserPoolMfaConfig side by side; the error instead where only the second failed.

        Raises CognitoError when the pool itself cannot be read.
        """
        described, mfa = side_by_side(
            lambda: self.describe(fresh=fresh), lambda: self.mfa_configuration(fresh=fresh)
        )
        return need(described), mfa


def managed_by(tags: Mapping[str, str]) -> str:
    """The tool that manages what is tagged so; with the name of its stack where that is told."""
    lowered = {key.lower(): value for key, value in tags.items()}
    tag = next((tag for tag in TOOLS if tag in lowered), "")
    if tag == "aws:cloudformation:stack-name":
        return f"{TOOLS[tag]} (stack {lowered[tag]})"
    return TOOLS.get(tag, "")
