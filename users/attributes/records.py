"""A user's attributes as rows to read: names in words, types, marks."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from console.ui.masking import masked
from pools.gateway import Pool, SchemaAttribute
from users.gateway import User

LABELS = {
    "sub": "User id",
    "name": "Name",
    "given_name": "Given name",
    "family_name": "Family name",
    "middle_name": "Middle name",
    "nickname": "Nickname",
    "preferred_username": "Preferred username",
    "email": "E-mail",
    "phone_number": "Phone number",
    "address": "Address",
    "birthdate": "Date of birth",
    "gender": "Gender",
    "locale": "Locale",
    "zoneinfo": "Time zone",
    "profile": "Profile page",
    "picture": "Picture",
    "website": "Website",
    "updated_at": "Updated at the source",
    "email_verified": "E-mail verified",
    "phone_number_verified": "Phone number verified",
    "identities": "Identities",
}
VERIFIABLE = ("email", "phone_number")
# Shown as marks, or in parts of the page of their own.
ELSEWHERE = frozenset({"sub", "email_verified", "phone_number_verified", "identities"})
TYPES = {"String": "Text", "DateTime": "Date and time", "Boolean": "Yes or no"}
LAST = len(LABELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRow:
    """One attribute of one user; `verified` is None where that means nothing."""

    name: str
    label: str
    value: str
    type: str = ""
    verified: bool | None = None
    moment: datetime | None = None
    mutable: bool = True
    required: bool = False

    @property
    def kind(self) -> str:
        """What the schema says of it, in words: "Text, required, never changes"; empty without a schema."""
        traits = (
            TYPES.get(self.type, self.type),
            self.required and "required",
            not self.mutable and "never changes",
        )
        return ", ".join(trait for trait in traits if trait)

    @property
    def is_custom(self) -> bool:
        return self.name.startswith(("custom:", "dev:"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An account at another identity provider that signs in as this user."""

    provider: str
    type: str
    user_id: str
    primary: bool
    linked_at: datetime | None


def label_of(name: str) -> str:
    """An attribute's name in words: "custom:cost_center" is "Cost center"."""
    bare = name.removeprefix("dev:").removeprefix("custom:")
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", bare).replace("_", " ").replace("-", " ").strip()
    return LABELS.get(name) or (spaced[:1].upper() + spaced[1:]) or name


def rows_of(user: User, pool: Pool | None) -> tuple[list[AttributeRow], list[AttributeRow]]:
    """The attributes that a user has, and those of the pool's schema that are not set; custom ones last."""
    schema = {attribute.name: attribute for attribute in pool.schema} if pool else {}
    names = sorted({*user.attributes, *schema} - ELSEWHERE, key=_rank)
    rows = [_row(name, user, schema.get(name)) for name in names]
    return [row for row in rows if row.value], [row for row in rows if not row.value]


def identities_of(user: User) -> list[Identity]:
    """The linked identities, from the JSON that Cognito keeps in an attribute; none if it is unreadable."""
    try:
        listed = json.loads(user.attributes.get("identities") or "[]")
    except (ValueError, RecursionError):
        return []
    return list(_identities(listed)) if isinstance(listed, list) else []


def masked_identity(identity: Identity) -> Identity:
    """The same identity: at which provider, not who they are there."""
    return replace(identity, user_id=masked(identity.user_id))


def _rank(name: str) -> tuple[int, str]:
    return list(LABELS).index(name) if name in LABELS else LAST, name


def _row(name: str, user: User, attribute: SchemaAttribute | None) -> AttributeRow:
    value = user.attributes.get(name, "")
    return AttributeRow(
        name=name,
        label=label_of(name),
        value=value,
        type=attribute.type if attribute else "",
        verified=user.has_verified(name) if name in VERIFIABLE and value else None,
        moment=_moment(value) if name == "updated_at" else None,
        mutable=attribute.mutable if attribute else True,
        required=attribute.required if attribute else False,
    )


def _identities(listed: list[Any]) -> Iterator[Identity]:
    for each in listed:
        if isinstance(each, Mapping):
            yield Identity(
                provider=str(each.get("providerName", "")),
                type=str(each.get("providerType", "")),
                user_id=str(each.get("userId", "")),
                primary=str(each.get("primary", "")).lower() == "true",
                linked_at=_moment(each.get("dateCreated"), unit=1000),
            )


def _moment(value: Any, *, unit: int = 1) -> datetime | None:
    """A time that somebody else wrote, in `unit`ths of a second since 1970; None if it is no such thing."""
    try:
        return datetime.fromtimestamp(float(value) / unit, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
