"""moto's pool and user, kept the way the corrections need them."""

import secrets
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import uuid4

from joserfc import jwk
from moto.cognitoidp.models import CognitoIdpUser, CognitoIdpUserPool, UserStatus
from moto.utilities.utils import load_resource

from console.emulator.overlay.core.stores import Stores
from console.emulator.overlay.core.table import LOGINS, UserTable

ID_CHARACTERS = string.ascii_letters + string.digits
STATUSES = {status.value: status for status in UserStatus}


@cache
def signing_key() -> Any:
    """moto's key for tokens, the same for every pool."""
    return jwk.RSAKey.import_key(load_resource("cognitoidp/resources/jwks-private.json"))


def status_named(name: str) -> Any:
    """moto compares its own four statuses by identity; the others are plain text."""
    return STATUSES.get(str(getattr(name, "value", name)), name)


class User(CognitoIdpUser):
    """A user whose attributes are one mapping, made without moto's bookkeeping: 50,000 in a second or two.

    Whoever changes one, moto included, moves UserLastModifiedDate and keeps the indexes of the pool right.
    """

    def __new__(cls, *_: Any, **__: Any) -> "User":
        # moto's own keeps every instance alive for ever.
        return object.__new__(cls)

    def __init__(
        self,
        *,
        pool_id: str,
        username: str,
        status: str,
        attributes: Mapping[str, str],
        sub: str | None = None,
        password: str | None = None,
        enabled: bool = True,
    ) -> None:
        self.id = sub or str(uuid4())
        self.user_pool_id = pool_id
        self.username = username
        self.password = password
        self.former_passwords: list[str] = []
        self._status = status_named(status)
        self._enabled = enabled
        self.attribute_lookup = {**attributes, "sub": self.id}
        self.sms_mfa_enabled = False
        self.software_token_mfa_enabled = False
        self.email_mfa_enabled = False
        self.token_verified = False
        self.confirmation_code: str | None = None
        self.preferred_mfa_setting: str | None = None
        self.groups: set[Any] = set()
        self.create_date = self.last_modified_date = datetime.now(UTC)
        # Kept by the table of the pool.
        self.table: UserTable | None = None
        self.sequence = -1
        self.indexed: dict[str, str] = {}

    @classmethod
    def adopted(cls, user: Any) -> "User":
        """A user of ours: this very one, or one like it if moto made it."""
        if isinstance(user, cls):
            return user
        return cls(
            pool_id=user.user_pool_id,
            username=user.username,
            status=user.status,
            attributes=user.attribute_lookup,
            sub=user.id,
            password=user.password,
        )

    @property
    def status(self) -> Any:
        return self._status

    @status.setter
    def status(self, status: str) -> None:
        self._status = status_named(status)
        self.touch()

    @property
    def enabled(self) -> bool:
        return self._enabled

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        self._enabled = enabled
        self.touch()

    @property
    def attributes(self) -> list[dict[str, str]]:  # type: ignore[override]
        return [{"Name": name, "Value": value} for name, value in self.attribute_lookup.items()]

    def update_attributes(self, new_attributes: list[dict[str, Any]]) -> None:
        self.attribute_lookup.update({entry["Name"]: entry["Value"] for entry in new_attributes})
        self.touch()

    def delete_attributes(self, attrs_to_delete: list[str]) -> None:
        for name in attrs_to_delete:
            self.attribute_lookup.pop(name, None)
        self.touch()

    def touch(self) -> None:
        """Take note that something has changed: the date, and the indexes of the pool."""
        self.last_modified_date = datetime.now(UTC)
        if self.table is not None:
            self.table.reindex(self)


class Pool(CognitoIdpUserPool):
    """A pool with AWS's kind of id, an index of its users, and one truth about MFA."""

    def __new__(cls, *_: Any, **__: Any) -> "Pool":
        return object.__new__(cls)

    def __init__(
        self, account_id: str, region: str, name: str, settings: dict[str, Any], pool_id: str | None = None
    ) -> None:
        # moto's own reads a signing key from disk, three times slower than everything else.
        self.account_id, self.region, self.name, self.status = account_id, region, name, None
        self.id = pool_id or f"{region}_{''.join(secrets.choice(ID_CHARACTERS) for _ in range(9))}"
        self.arn = f"arn:aws:cognito-idp:{region}:{account_id}:userpool/{self.id}"
        self.extended_config: dict[str, Any] = settings
        self.schema_attributes: dict[str, Any] = {}
        self.mfa_config = "OFF"
        self.token_mfa_config: dict[str, bool] | None = None
        self.clients: dict[str, Any] = {}
        self.identity_providers: dict[str, Any] = {}
        self.groups: dict[str, Any] = {}
        self.resource_servers: dict[str, Any] = {}
        self.refresh_tokens: dict[str, Any] = {}
        self.access_tokens: dict[str, Any] = {}
        self.id_tokens: dict[str, Any] = {}
        self.json_web_key = signing_key()
        self.creation_date = self.last_modified_date = datetime.now(UTC)
        self.email_mfa_config: dict[str, Any] | None = None
        self.web_authn_config: dict[str, Any] | None = None
        self.stores = Stores()
        case_sensitive = settings.get("UsernameConfiguration", {}).get("CaseSensitive", True)
        self.table = UserTable(adopt=User.adopted, case_sensitive=case_sensitive, logins=self.logins)
        self.users = self.table

    @property
    def sms_mfa_config(self) -> dict[str, Any] | None:  # type: ignore[override]
        """The SMS factor: present exactly when the pool has SMS settings."""
        names = ("SmsConfiguration", "SmsAuthenticationMessage")
        factor = {name: self.extended_config[name] for name in names if self.extended_config.get(name)}
        return factor if "SmsConfiguration" in factor else None

    @property
    def username_attributes(self) -> tuple[str, ...]:
        """Attributes that are the username here; the username itself is then generated."""
        return tuple(self.extended_config.get("UsernameAttributes") or ())

    @property
    def alias_attributes(self) -> tuple[str, ...]:
        """Attributes that stand in for the username once verified."""
        return tuple(self.extended_config.get("AliasAttributes") or ())

    @property
    def logins(self) -> tuple[str, ...]:
        """Attributes by which a user of this pool can be found as by a username."""
        return tuple(name for name in LOGINS if name in self.username_attributes + self.alias_attributes)

    def _get_user(self, username: str) -> Any:
        """By username, then `sub`, then alias: as every parameter called Username accepts them.

        The `sub` names local users alone: one from another provider is known by username.
        """
        found = self.table.named(username) or self.table.with_sub(username)
        if found is not None and not (username == found.id and found.status == "EXTERNAL_PROVIDER"):
            return found
        holders = (self.holder_of(name, username) for name in self.logins)
        return next((holder for holder in holders if holder is not None), None)

    def holder_of(self, attribute: str, value: str) -> Any | None:
        """Who signs in with this value: a username attribute counts as it is, an alias only once verified."""
        for user in self.table.with_login(attribute, value):
            verified = user.attribute_lookup.get(f"{attribute}_verified") == "true"
            if attribute in self.username_attributes or attribute == "preferred_username" or verified:
                return user
        return None
