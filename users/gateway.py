"""The users of a pool: finding them, and what help desks do for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from console.cognito.answers import moment
from console.cognito.errors import UserNotFound
from console.cognito.gateway import Gateway, Target
from console.cognito.lists import Pages, Stretch, first, follow, search
from users.filters import Filter

# Cognito's statuses of users, by our names.
CONFIRMED, UNCONFIRMED, RESET = "CONFIRMED", "UNCONFIRMED", "RESET_REQUIRED"
INVITED, FEDERATED = "FORCE_CHANGE_PASSWORD", "EXTERNAL_PROVIDER"
PAGE_SIZE = 60
# Cognito may answer with empty pages before the next user that matches: how many are followed at once.
EMPTY_PAGES_FOLLOWED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Someone in a pool, as ListUsers tells it."""

    sub: str
    username: str
    status: str
    enabled: bool
    attributes: Mapping[str, str]
    created_at: datetime | None
    modified_at: datetime | None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "User":
        attributes = {item["Name"]: item.get("Value", "") for item in raw.get("Attributes", ())}
        return cls(
            sub=attributes.get("sub", ""),
            username=raw["Username"],
            status=raw.get("UserStatus", "UNKNOWN"),
            enabled=raw.get("Enabled", True),
            attributes=attributes,
            created_at=moment(raw.get("UserCreateDate")),
            modified_at=moment(raw.get("UserLastModifiedDate")),
            raw=raw,
        )

    @property
    def email(self) -> str:
        return self.attributes.get("email", "")

    @property
    def phone_number(self) -> str:
        return self.attributes.get("phone_number", "")

    @property
    def label(self) -> str:
        """What people call this user: a generated username only where there is nothing better."""
        return self.attributes.get("name") or self.email or self.phone_number or self.username

    @property
    def appearance(self) -> str:
        """What changes when anybody changes the user: to notice that a question is out of date."""
        changed = self.modified_at.timestamp() if self.modified_at else ""
        return f"{self.status} {self.enabled} {changed}"

    def target(self, pool_id: str) -> Target:
        """The user as the audit trail names them."""
        return Target(pool_id=pool_id, kind="user", id=self.sub, label=self.label)

    def has_verified(self, attribute: str) -> bool:
        return self.attributes.get(f"{attribute}_verified", "").lower() == "true"


class Named(Protocol):
    """A user, or what was kept of one."""

    @property
    def sub(self) -> str: ...

    @property
    def username(self) -> str: ...

    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """As much of a user as it takes to put them into a group, and to say who it was."""

    sub: str
    username: str
    label: str

    @classmethod
    def of(cls, user: "Named") -> "Person":
        return cls(sub=user.sub, username=user.username, label=user.label)

    def target(self, pool_id: str) -> Target:
        """The user as the audit trail names them."""
        return Target(pool_id=pool_id, kind="user", id=self.sub, label=self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFactors:
    """What only the billed read tells."""

    preferred: str
    enabled: tuple[str, ...]


class UserGateway(Gateway):
    """Reads users without billing them as active, and acts on them one at a time."""

    def find(self, sub: str) -> User:
        """ListUsers with `sub = "..."`, which costs nothing, unlike AdminGetUser. Raises UserNotFound."""
        found = first(self._users(Filter(attribute="sub", value=sub), size=1))
        if found is None or found.sub != sub:
            raise UserNotFound(operation="ListUsers", connection=self.connection.name)
        return found

    def page(self, *, only: Filter | None = None, token: str = "", size: int = PAGE_SIZE) -> Stretch[User]:
        """ListUsers: up to `size` users, at most 60. Raises TokenExpired.

        One call, and a few more only where Cognito answers with empty pages.
        """
        return follow(self._users(only, size), token=token, most_empty=EMPTY_PAGES_FOLLOWED)

    def search(self, only: Filter, *, size: int = PAGE_SIZE) -> Stretch[User]:
        """ListUsers: those among the first `size`, at most 60, or nobody where there is certainly nobody.

        Raises CognitoError, EndlessList where Cognito's empty pages do not come to an end.
        """
        return search(self._users(only, size))

    def sign_in_factors(self, username: str) -> SignInFactors:
        """AdminGetUser: counts as a monthly active user, which AWS bills. Raises UserNotFound."""
        answer = self._read("AdminGetUser", UserPoolId=self.pool_id, Username=username)
        return SignInFactors(
            preferred=answer.get("PreferredMfaSetting", ""),
            enabled=tuple(answer.get("UserMFASettingList", ())),
        )

    def reset_password(self, *, user: User, reason: str = "") -> None:
        """AdminResetUserPassword: the password stops working at once, a code is sent. Raises CognitoError."""
        self._act("AdminResetUserPassword", "reset_password", user, reason)

    def sign_out(self, *, user: User, reason: str = "") -> None:
        """AdminUserGlobalSignOut: revokes the tokens; whoever checks them offline accepts them on."""
        self._act("AdminUserGlobalSignOut", "sign_out_user", user, reason)

    def enable(self, *, user: User, reason: str = "") -> None:
        """AdminEnableUser: sign-in is possible again. Raises CognitoError."""
        self._act("AdminEnableUser", "enable_user", user, reason)

    def disable(self, *, user: User, reason: str = "") -> None:
        """AdminDisableUser: blocks sign-in and revokes the tokens. Raises CognitoError."""
        self._act("AdminDisableUser", "disable_user", user, reason)

    def confirm(self, *, user: User, reason: str = "") -> None:
        """AdminConfirmSignUp: runs the pool's triggers, verifies no address. Raises CognitoError."""
        self._act("AdminConfirmSignUp", "confirm_user", user, reason)

    def _users(self, only: Filter | None, size: int) -> Pages[User]:
        filtering: dict[str, Any] = {"Filter": only.expression} if only else {}
        return self._pages(
            "ListUsers",
            "Users",
            User.from_response,
            keep=only.keeps if only else None,
            UserPoolId=self.pool_id,
            Limit=size,
            **filtering,
        )

    def _act(self, operation: str, action: str, user: User, reason: str) -> None:
        # The canonical username, not an alias: an alias may have moved to somebody else meanwhile.
        self._write(
            operation,
            action=action,
            target=self._target(user),
            details={
                "before": {"status": user.status, "enabled": user.enabled},
                **because(reason),
            },
            UserPoolId=self.pool_id,
            Username=user.username,
        )

    def _target(self, user: User) -> Target:
        return user.target(self.pool_id)


def because(reason: str) -> dict[str, str]:
    """A reason as the audit trail keeps it with a write; nothing where none was given."""
    return {"reason": reason} if reason else {}
