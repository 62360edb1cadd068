"""The look of the classic sign-in pages, of every app client and of each: CSS and a logo, set together."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from console.cognito.answers import moment, part_of
from console.cognito.gateway import Target
from console.cognito.looked import looked
from pools.branding.images import facts_of, format_of
from pools.gateway import PoolGateway

EVERY_CLIENT = "ALL"
# CSS that is longer than this, in characters, stands in the audit trail by its digest alone.
LONGEST_KEPT = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassicLook:
    """What the classic pages of an app client look like. `owner` is whose look it is: the app client's own, that of
    every app client ("ALL"), or nobody's where they look as Cognito made them."""

    client_id: str
    owner: str = ""
    css: str = ""
    image_url: str = ""
    version: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        return self.owner == self.client_id

    @property
    def is_inherited(self) -> bool:
        return bool(self.owner) and not self.is_own

    @property
    def mark(self) -> str:
        """What tells this look from any later one."""
        facts = "\n".join((self.owner, self.version, self.image_url, self.css))
        return hashlib.sha256(facts.encode()).hexdigest()

    @property
    def facts(self) -> Mapping[str, str]:
        """What the audit trail keeps of it."""
        return {"CSS": _short(self.css), "ImageUrl": self.image_url} if self.is_own else {}


class BrandingGateway(PoolGateway):
    """Reads and sets the look of the classic pages."""

    def classic_look(self, client_id: str = EVERY_CLIENT) -> ClassicLook:
        """GetUICustomization: that of the app client, or else that of all, or else nothing. Raises CognitoError."""
        answer = self._read("GetUICustomization", UserPoolId=self.pool_id, ClientId=client_id)
        raw = part_of(answer, "UICustomization", operation="GetUICustomization")
        # Without CSS and image nothing is customised, whatever else is told.
        set_at_all = bool(raw.get("CSS") or raw.get("ImageUrl"))
        return ClassicLook(
            client_id=client_id,
            owner=raw.get("ClientId", client_id) if set_at_all else "",
            css=raw.get("CSS", ""),
            image_url=raw.get("ImageUrl", ""),
            version=raw.get("CSSVersion", ""),
            created_at=moment(raw.get("CreationDate")),
            modified_at=moment(raw.get("LastModifiedDate")),
        )

    def set_classic_look(self, before: ClassicLook, *, css: str, logo: bytes) -> bool | None:
        """SetUICustomization, then a look: whether it reads as asked; None if it could not be read.

        Whichever of the two is empty is gone afterwards. Raises CognitoError; UnknownOutcome when no clear answer
        came and it does not read as asked either.
        """
        content = {**({"CSS": css} if css else {}), **({"ImageFile": logo} if logo else {})}
        after = {"CSS": _short(css), "ImageFile": facts_of(logo, format_of(logo)) if logo else ""}
        details = {"before": before.facts, "after": after}
        wanted = (True, css, bool(logo))

        def reads_as_asked() -> bool:
            look = self.classic_look(before.client_id)
            return (look.is_own, look.css, bool(look.image_url)) == wanted

        return looked(partial(self._set, before, content, details, "edit_branding"), reads_as_asked)

    def reset_classic_look(self, before: ClassicLook, *, reason: str) -> bool | None:
        """SetUICustomization with nothing, then a look: whether it has none of its own any more; None if not seen.

        Raises CognitoError; UnknownOutcome when no clear answer came and it is not known to be gone.
        """
        details = {"reason": reason, "before": before.facts}
        write = partial(self._set, before, {}, details, "delete_branding")
        return looked(write, lambda: not self.classic_look(before.client_id).is_own)

    def _set(
        self, look: ClassicLook, content: Mapping[str, Any], details: Mapping[str, Any], action: str
    ) -> None:
        self._write(
            "SetUICustomization",
            action=action,
            target=Target(pool_id=self.pool_id, kind="classic_look", id=look.client_id, label=look.client_id),
            details=details,
            UserPoolId=self.pool_id,
            ClientId=look.client_id,
            **content,
        )


def _short(css: str) -> str:
    if len(css) <= LONGEST_KEPT:
        return css
    return f"{len(css):,} characters, SHA-256 {hashlib.sha256(css.encode()).hexdigest()}"
