"""What the frame around every page needs to know: nothing that Cognito has to be asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from console.access.reach import PoolAccess, pool_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of a navigation: where it leads, and the action that it takes to see it."""

    label: str
    url_name: str
    icon: str
    action: str = ""
    emulator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A place that this operator may go to."""

    label: str
    href: str
    icon: str
    current: bool


MAIN = (
    Place(label="Pools", url_name="pools:index", icon="circle-stack", action="view_pools"),
    Place(
        label="Invitations",
        url_name="users:all_invitations",
        icon="envelope-open",
        action="view_all_invitations",
    ),
    Place(label="Audit trail", url_name="audit:index", icon="clipboard-document-list", action="view_audit"),
    Place(label="Operators", url_name="access:operators", icon="identification", action="manage_operators"),
    Place(label="Outbox", url_name="emulator:outbox", icon="envelope", action="view_outbox", emulator=True),
    Place(
        label="Try sign-in",
        url_name="emulator:try_sign_in",
        icon="arrow-right-end-on-rectangle",
        action="try_sign_in",
        emulator=True,
    ),
    Place(label="Faults", url_name="emulator:faults", icon="bolt", action="set_faults", emulator=True),
)
# What people look for together stands together, under a heading.
POOL = {
    "": (
        Place(label="Settings", url_name="pools:pool", icon="adjustments-horizontal", action="view_pool"),
        Place(label="Schema", url_name="pools:schema", icon="table-cells", action="view_pool"),
    ),
    "People": (
        Place(label="Users", url_name="users:index", icon="users", action="view_users"),
        Place(
            label="Invitations", url_name="users:invitations", icon="envelope-open", action="view_invitations"
        ),
        Place(label="Groups", url_name="users:groups", icon="user-group", action="view_groups"),
    ),
    "Sign-in": (
        Place(label="App clients", url_name="pools:app_clients", icon="key", action="view_app_clients"),
        Place(
            label="Identity providers",
            url_name="pools:identity_providers",
            icon="building-library",
            action="view_identity_providers",
        ),
        Place(
            label="Resource servers",
            url_name="pools:resource_servers",
            icon="server",
            action="view_resource_servers",
        ),
        Place(label="Domains", url_name="pools:domains", icon="globe-alt", action="view_domains"),
        Place(label="Branding", url_name="pools:branding", icon="paint-brush", action="view_branding"),
        Place(label="Terms", url_name="pools:terms", icon="document-check", action="view_terms"),
    ),
    "Operation": (
        Place(
            label="Protection",
            url_name="pools:protection",
            icon="shield-exclamation",
            action="view_protection",
        ),
        Place(label="Sessions", url_name="pools:sessions", icon="finger-print", action="view_sessions"),
        Place(label="Logs", url_name="pools:logs", icon="document-text", action="view_logs"),
        Place(label="Replicas", url_name="pools:replicas", icon="square-2-stack", action="view_replicas"),
        Place(label="Recovery", url_name="pools:recoveries", icon="backward", action="view_recoveries"),
        Place(label="Quotas", url_name="pools:quotas", icon="scale", action="view_quotas"),
    ),
    "Watch": (
        Place(label="Check-up", url_name="pools:checkup", icon="shield-check", action="view_pool"),
        Place(label="History", url_name="pools:history", icon="clock", action="view_pool"),
    ),
}


class Shell:
    """The frame of one page; each part is worked out only when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def emulator(self) -> bool:
        return bool(getattr(settings, "EMULATOR", False))

    @cached_property
    def navigation(self) -> list[Link]:
        places = [place for place in MAIN if self.emulator or not place.emulator]
        return list(self._links(places, self._may, kwargs={}))

    @cached_property
    def pool(self) -> PoolAccess | None:
        """The pool that the page is about, or None."""
        pool = pool_of(self.request)
        return pool if pool and pool.id else None

    @cached_property
    def pool_url(self) -> str:
        return self._address("pools:pool", _of_pool(self.pool)) if self.pool else ""

    @cached_property
    def pool_navigation(self) -> dict[str, list[Link]]:
        """The pool's places under their headings; a heading without a place is left out."""
        if not self.pool:
            return {}
        by_heading = {
            heading: list(self._links(places, self.pool.may, kwargs=_of_pool(self.pool)))
            for heading, places in POOL.items()
        }
        by_heading["Watch"] += self._trail_of(self.pool)
        return _longest_match({heading: links for heading, links in by_heading.items() if links})

    @property
    def pool_place(self) -> Link | None:
        """The place of the pool's navigation that the page belongs to."""
        return next((link for links in self.pool_navigation.values() for link in links if link.current), None)

    @property
    def role(self) -> str:
        """The operator's role for this pool, or else the highest they have anywhere."""
        holder = self.pool or getattr(self.request, "user", None)
        return str(getattr(getattr(holder, "role", None), "label", ""))

    @property
    def lookup_url(self) -> str:
        """Where a person is looked for in all pools; empty for whom may not."""
        return self._address("users:lookup", {}) if self._may.get("find_users") else ""

    @property
    def security_url(self) -> str:
        return self._address("mfa_index", {})

    @property
    def coverage_url(self) -> str:
        return self._address("ui:coverage", {})

    @property
    def sign_out_url(self) -> str:
        return self._address("account_logout", {})

    @property
    def _may(self) -> Mapping[str, bool]:
        """What the operator may do beside pools; nothing where a request failed before anybody knew who asks."""
        may: Mapping[str, bool] = getattr(getattr(self.request, "user", None), "may", {})
        return may

    def _trail_of(self, pool: PoolAccess) -> list[Link]:
        address = self._address("audit:index", {})
        if not address or not self._may.get("view_audit"):
            return []
        href = f"{address}?pool={pool.id}"
        return [Link(label="Audit trail", href=href, icon="clipboard-document-list", current=False)]

    def _links(
        self, places: Iterable[Place], may: Mapping[str, bool], kwargs: dict[str, str]
    ) -> Iterator[Link]:
        for place in places:
            address = self._address(place.url_name, kwargs) if may.get(place.action) else ""
            if address:
                current = self.request.path.startswith(address)
                yield Link(label=place.label, href=address, icon=place.icon, current=current)

    @staticmethod
    def _address(url_name: str, kwargs: dict[str, str]) -> str:
        try:
            return reverse(url_name, kwargs=kwargs)
        except NoReverseMatch:  # that part of the console is not installed
            return ""


def _of_pool(pool: PoolAccess) -> dict[str, str]:
    return {"connection": pool.connection.slug, "pool_id": pool.id}


def _longest_match(by_heading: dict[str, list[Link]]) -> dict[str, list[Link]]:
    """Mark only the closest link: the overview's address is the beginning of all others in its pool."""
    here = max(
        (link.href for links in by_heading.values() for link in links if link.current), key=len, default=""
    )
    return {
        heading: [replace(link, current=link.href == here) for link in links]
        for heading, links in by_heading.items()
    }


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor."""
    return {"shell": Shell(request)}
