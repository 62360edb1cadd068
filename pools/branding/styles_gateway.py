"""Styles of managed login: settings as JSON and images, one style for each app client."""

import base64
import binascii
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from console.cognito import model
from console.cognito.answers import moment, part_of
from console.cognito.errors import BrokenAnswer, NotFound
from console.cognito.gateway import Target
from console.cognito.looked import looked
from pools.branding.images import digest_of, facts_of
from pools.gateway import PoolGateway
from pools.saving.states import State

BY_CLIENT = "DescribeManagedLoginBrandingByClient"
COGNITOS = "UseCognitoProvidedValues"
# Icons of providers' buttons: the one category of which there may be several.
ICON = "IDP_BUTTON_ICON"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """An image of a style: what it is for, in which colour scheme, and its bytes."""

    category: str
    mode: str
    extension: str
    data: bytes
    resource_id: str = ""

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Asset":
        return cls(
            category=raw["Category"],
            mode=raw["ColorMode"],
            extension=raw["Extension"],
            data=_decoded(raw.get("Bytes") or ""),
            resource_id=raw.get("ResourceId", ""),
        )

    @property
    def name(self) -> str:
        """What sets it apart in its style, such as "FORM_LOGO LIGHT"; an icon's own id comes last."""
        return " ".join([self.category, self.mode, *([self.resource_id] if self.category == ICON else [])])

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.data)

    @property
    def digest(self) -> str:
        return digest_of(self.data)

    @property
    def facts(self) -> str:
        return facts_of(self.data, self.extension)

    @property
    def parameters(self) -> dict[str, Any]:
        """As Cognito takes it."""
        own_id = {"ResourceId": self.resource_id} if self.resource_id else {}
        return {
            "Category": self.category,
            "ColorMode": self.mode,
            "Extension": self.extension,
            "Bytes": self.data,
            **own_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The style of an app client."""

    id: str
    client_id: str
    uses_cognitos: bool
    settings: Mapping[str, Any]
    assets: tuple[Asset, ...]
    created_at: datetime | None = None
    modified_at: datetime | None = None
    unknown: tuple[str, ...] = ()

    @classmethod
    def from_response(
        cls, answer: Mapping[str, Any], client_id: str, *, operation: str = BY_CLIENT
    ) -> "Style":
        """Raises BrokenAnswer when there is no style in it."""
        raw = part_of(answer, "ManagedLoginBranding", operation=operation)
        shape = model.output_shape(operation).members["ManagedLoginBranding"]
        return cls(
            id=raw["ManagedLoginBrandingId"],
            client_id=client_id,
            uses_cognitos=bool(raw.get(COGNITOS)),
            settings=raw.get("Settings") or {},
            assets=tuple(Asset.from_response(each) for each in raw.get("Assets") or ()),
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
            unknown=tuple(model.unknown_members(raw, shape)),
        )

    @property
    def state(self) -> State:
        """What is saved and kept of it: of images only their facts."""
        return {
            COGNITOS: self.uses_cognitos,
            "Settings": deepcopy(dict(self.settings)),
            "Assets": {each.name: each.facts for each in self.assets},
        }

    def asset(self, name: str) -> Asset | None:
        return next((each for each in self.assets if each.name == name), None)


class StylesGateway(PoolGateway):
    """Reads, makes, changes and deletes styles."""

    def find(self, client_id: str, *, fresh: bool = True) -> Style:
        """DescribeManagedLoginBrandingByClient, or what it answered seconds ago. Raises NotFound without a style."""
        answer = self._read_lately(BY_CLIENT, fresh=fresh, UserPoolId=self.pool_id, ClientId=client_id)
        return Style.from_response(answer, client_id)

    def find_if_any(self, client_id: str) -> Style | None:
        """The same; None without a style. Raises CognitoError."""
        try:
            return self.find(client_id)
        except NotFound:
            return None

    def merged_settings(self, style: Style) -> Mapping[str, Any]:
        """DescribeManagedLoginBranding with what Cognito applies where the style says nothing. Raises CognitoError."""
        operation = "DescribeManagedLoginBranding"
        ids = {"UserPoolId": self.pool_id, "ManagedLoginBrandingId": style.id}
        answer = self._read(operation, **ids, ReturnMergedResources=True)
        return Style.from_response(answer, style.client_id, operation=operation).settings

    def create(self, client_id: str, settings: Mapping[str, Any] | None) -> bool | None:
        """CreateManagedLoginBranding with these settings, or with Cognito's values; then a look whether it is there.

        None if that could not be seen. Raises CognitoError; UnknownOutcome when no clear answer came and it is not
        seen either.
        """
        content = {COGNITOS: True} if settings is None else {"Settings": settings}
        details = {"after": {COGNITOS: settings is None, "Settings": settings or {}}}
        call = {"ClientId": client_id, **content}
        return self._done("CreateManagedLoginBranding", client_id, "edit_branding", call, details, there=True)

    def delete(self, style: Style, *, reason: str) -> bool | None:
        """DeleteManagedLoginBranding, then a look: whether it is gone; None if that could not be seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not known to be gone.
        """
        details = {"reason": reason, "before": style.state}
        call = {"ManagedLoginBrandingId": style.id}
        operation = "DeleteManagedLoginBranding"
        return self._done(operation, style.client_id, "delete_branding", call, details, there=False)

    def _done(
        self,
        operation: str,
        client_id: str,
        action: str,
        call: Mapping[str, Any],
        details: Mapping[str, Any],
        *,
        there: bool,
    ) -> bool | None:
        write = partial(
            self._write,
            operation,
            action=action,
            target=self.target(client_id),
            details=details,
            UserPoolId=self.pool_id,
            **call,
        )
        return looked(write, lambda: (self.find_if_any(client_id) is not None) is there)

    def target(self, client_id: str) -> Target:
        """The style as the audit trail names it."""
        return Target(pool_id=self.pool_id, kind="managed_login", id=client_id, label=client_id)


def _decoded(text: str) -> bytes:
    """The bytes of an image in an answer. Raises BrokenAnswer."""
    try:
        return base64.b64decode(text)
    except binascii.Error as error:
        raise BrokenAnswer(operation=BY_CLIENT) from error
