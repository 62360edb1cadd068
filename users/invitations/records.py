"""Invitations as records: whom to invite, how far an invitation got, what became of sending it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal

from console.access import actions
from console.cognito.errors import CognitoError, NotDelivered
from console.cognito.lists import Stretch
from pools.gateway import Pool
from pools.groups import Group
from pools.settings.pool_facts import has_sms, temporary_days
from users.gateway import User, because
from users.rules import reason_against


class Medium(StrEnum):
    """How a message travels, in Cognito's words."""

    EMAIL = "EMAIL"
    SMS = "SMS"

    @property
    def label(self) -> str:
        return {"EMAIL": "e-mail", "SMS": "text message"}[self.value]

    @property
    def attribute(self) -> str:
        """The attribute that holds the address."""
        return {"EMAIL": "email", "SMS": "phone_number"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """Somebody to invite. Without `media` no message is sent; without a password Cognito generates one.

    `username` is what AdminCreateUser calls so: in pools that sign in by attribute it is the value of
    `sign_in_attribute`, and the real username is generated.
    """

    username: str
    attributes: Mapping[str, str]
    sign_in_attribute: str = ""
    media: tuple[Medium, ...] = ()
    temporary_password: str = field(default="", repr=False)
    groups: tuple[str, ...] = ()
    validation_data: Mapping[str, str] = field(default_factory=dict)
    client_metadata: Mapping[str, str] = field(default_factory=dict)
    force_alias: bool = False
    reason: str = ""

    @property
    def label(self) -> str:
        """The name that people will know this user by."""
        names = (self.attributes.get(name) for name in ("name", "email", "phone_number"))
        return next(filter(None, names), self.username)

    @property
    def parameters(self) -> dict[str, Any]:
        """What AdminCreateUser is given; what is empty is left out."""
        values = {
            "Username": self.username,
            "UserAttributes": _pairs(self.attributes),
            "ValidationData": _pairs(self.validation_data),
            "ClientMetadata": dict(self.client_metadata),
            "TemporaryPassword": self.temporary_password,
            "ForceAliasCreation": self.force_alias,
            "MessageAction": "" if self.media else "SUPPRESS",
            "DesiredDeliveryMediums": [medium.value for medium in self.media],
        }
        return {name: value for name, value in values.items() if value}

    @property
    def details(self) -> dict[str, Any]:
        """What the audit trail keeps: no values of attributes and no password."""
        return {
            "media": [medium.value for medium in self.media],
            "attributes": sorted(self.attributes),
            "groups": list(self.groups),
            "temporary_password": "typed" if self.temporary_password else "generated",
            "force_alias": self.force_alias,
            **because(self.reason),
        }


def _pairs(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in values.items() if value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The first groups of a pool, not `complete` when it has more; none with a `problem` in reading them.

    `deferred`: they have not been asked for yet.
    """

    groups: tuple[Group, ...] = ()
    complete: bool = True
    problem: CognitoError | None = None
    deferred: bool = False

    @classmethod
    def of(cls, page: Stretch[Group] | CognitoError | None) -> "Groups":
        """None where they were not asked for."""
        if page is None:
            return cls(deferred=True)
        if isinstance(page, CognitoError):
            return cls(problem=page)
        return cls(groups=page.items, complete=page.complete)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotJoined:
    """A group that a new user is not in, and why."""

    group: str
    problem: CognitoError


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A user who exists now. With a `problem` the message did not arrive, or nobody knows whether it did."""

    user: User
    problem: CognitoError | None = None
    not_joined: tuple[NotJoined, ...] = ()

    @property
    def undelivered(self) -> bool:
        """Whether Cognito said that the message did not arrive."""
        return isinstance(self.problem, NotDelivered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """The invitation that somebody has. Cognito keeps no dates of it, so all of them are presumed.

    `obstacle` is the reason why it cannot be sent again, or empty; `new_deadline` is when a temporary
    password sent now would expire.
    """

    sent_at: datetime | None
    expires_at: datetime | None
    is_expired: bool
    new_deadline: datetime
    media: tuple[Medium, ...]
    obstacle: str

    @classmethod
    def of(cls, user: User, pool: Pool, now: datetime | None = None) -> "Invitation":
        now = now or datetime.now(UTC)
        validity = timedelta(days=temporary_days(pool.raw))
        # Whatever changes a user moves this date too: a later expiry than the true one may be shown.
        expires_at = user.modified_at + validity if user.modified_at else None
        media = media_for(user, pool)
        return cls(
            sent_at=user.modified_at,
            expires_at=expires_at,
            is_expired=expires_at is not None and expires_at <= now,
            new_deadline=now + validity,
            media=media,
            obstacle=reason_against(actions.RESEND_INVITATION, user, pool) or ("" if media else UNREACHABLE),
        )

    @property
    def default_medium(self) -> Medium | None:
        """E-mail, or the only one that there is; text messages cost money and are never preferred."""
        return self.media[0] if self.media else None


UNREACHABLE = "They have only a phone number, and this pool has no settings for sending text messages."


def media_for(user: User, pool: Pool) -> tuple[Medium, ...]:
    """By what this pool can write to this user, e-mail first."""
    email = (Medium.EMAIL,) if user.email else ()
    sms = (Medium.SMS,) if user.phone_number and has_sms(pool.raw) else ()
    return email + sms


Outcome = Literal["sent", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resent:
    """An invitation that was sent again, surely or presumably; then with the reason for the doubt."""

    user: User
    medium: Medium
    outcome: Outcome
    problem: CognitoError | None = None
