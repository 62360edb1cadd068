"""What the pages of branding show: which version of the sign-in pages is in effect, and what each app client has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.pages import in_words
from pools import plans
from pools.app_clients.batches import AT_ONCE, Batch, of_each
from pools.app_clients.gateway import AppClientsGateway
from pools.branding.classic_gateway import BrandingGateway, ClassicLook
from pools.branding.styles_gateway import Asset, Style, StylesGateway
from pools.domains.gateway import Domain, Domains
from pools.domains.pages import VERSIONS

CATEGORIES = {
    "FAVICON_ICO": "Favicon (ICO)",
    "FAVICON_SVG": "Favicon (SVG)",
    "EMAIL_GRAPHIC": "Picture beside e-mail codes",
    "SMS_GRAPHIC": "Picture beside SMS codes",
    "AUTH_APP_GRAPHIC": "Picture beside authenticator apps",
    "PASSWORD_GRAPHIC": "Picture beside passwords",
    "PASSKEY_GRAPHIC": "Picture beside passkeys",
    "PAGE_HEADER_LOGO": "Logo in the page header",
    "PAGE_HEADER_BACKGROUND": "Background of the page header",
    "PAGE_FOOTER_LOGO": "Logo in the page footer",
    "PAGE_FOOTER_BACKGROUND": "Background of the page footer",
    "PAGE_BACKGROUND": "Background of the page",
    "FORM_BACKGROUND": "Background of the form",
    "FORM_LOGO": "Logo in the form",
    "IDP_BUTTON_ICON": "Icon of a provider’s button",
}
MODES = {"LIGHT": "Light", "DARK": "Dark", "DYNAMIC": "Both, following the browser"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPages:
    """Which version of the sign-in pages each domain serves; `problems` are domains that could not be read."""

    domains: Sequence[Domain]
    problems: Sequence[tuple[str, str]]
    plan: str

    @classmethod
    def of(cls, read: Domains) -> "SignInPages":
        problems = [(name, in_words(problem)) for name, problem in read.problems]
        return cls(domains=read.domains, problems=problems, plan=plans.plan_of(read.pool.raw))

    @property
    def versions(self) -> list[tuple[Domain, str]]:
        return [(each, VERSIONS.get(each.version, str(each.version))) for each in self.domains]

    @property
    def has_none(self) -> bool:
        return not self.domains and not self.problems

    @property
    def classic(self) -> bool:
        """Whether the classic pages are in effect somewhere."""
        return any(not each.is_managed_login for each in self.domains)

    @property
    def managed(self) -> bool:
        return any(each.is_managed_login for each in self.domains)

    @property
    def planned(self) -> bool:
        """Whether the pool's plan has managed login."""
        return plans.has(self.plan, "ESSENTIALS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Something read for a page, or why it could not be."""

    value: Any = None
    problem: str = ""

    @classmethod
    def of(cls, answer: Any) -> "Answered":
        return cls(problem=in_words(answer)) if isinstance(answer, CognitoError) else cls(value=answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRow:
    """An image of a style in words."""

    asset: Asset

    @property
    def purpose(self) -> str:
        return CATEGORIES.get(self.asset.category, self.asset.category)

    @property
    def mode(self) -> str:
        return MODES.get(self.asset.mode, self.asset.mode)

    @property
    def is_drawn(self) -> bool:
        """Whether it is shown; an SVG is not, since it could do more than that."""
        return self.asset.extension != "SVG"


def read_looks(pool: PoolAccess, kind: str, *, token: str) -> Batch[ClassicLook | Style | None]:
    """Ten app clients, each with its classic look, or its style where it has one.

    Raises CognitoError where they cannot be listed.
    """
    listed = pool.gateway(AppClientsGateway).list_page(token=token, size=AT_ONCE)
    classic, managed = pool.gateway(BrandingGateway), pool.gateway(StylesGateway)
    return of_each(listed, classic.classic_look if kind == "classic" else managed.find_if_any)


def images_of(style: Style) -> list[ImageRow]:
    """Its images in the order in which Cognito names what they are for."""
    places = list(CATEGORIES)
    images = [ImageRow(asset=each) for each in style.assets]
    named = [each for each in images if each.asset.category in CATEGORIES]
    others = [each for each in images if each.asset.category not in CATEGORIES]
    return sorted(named, key=lambda each: (places.index(each.asset.category), each.asset.name)) + others
