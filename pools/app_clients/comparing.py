"""Two app clients of a pool, and what differs between them, section by section."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side
from pools.app_clients.gateway import COMPARISON, AppClient, AppClientList, AppClientsGateway
from pools.app_clients.sections import APP_CLIENT_SECTIONS, GENERAL
from pools.app_clients.subject import AppClientSubject
from pools.gateway import Pool
from pools.saving.settings import Section
from pools.saving.words import Worded

# What is another one by nature.
ITSELF = frozenset(setting.path for setting in GENERAL.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDifferences:
    """A section in which they differ; `section` is None for what no section knows."""

    section: Section | None
    differences: list[Worded]

    @property
    def title(self) -> str:
        return self.section.title if self.section else "Other settings"


@dataclass(frozen=True, kw_only=True)
class AppClientComparison:
    """Two app clients as they are now."""

    pool: PoolAccess
    one: AppClient
    other: AppClient

    @property
    def both(self) -> list[AppClient]:
        return [self.one, self.other]

    @cached_property
    def sections(self) -> list[SectionDifferences]:
        """The sections in which they differ, in their order."""
        differences = COMPARISON.differences(self.one.state, self.other.state)
        subject = AppClientSubject(self.pool, self.one.id)
        worded = subject.worded(
            [each for each in differences if each.path not in ITSELF], self.one.state, self.other.state
        )
        sections = [
            SectionDifferences(
                section=section, differences=[each for each in worded if each.section == section]
            )
            for section in (*APP_CLIENT_SECTIONS, None)
        ]
        return [each for each in sections if each.differences]

    @property
    def count(self) -> int:
        """How many settings differ, the secret aside."""
        return sum(len(each.differences) for each in self.sections)

    @property
    def alike(self) -> list[str]:
        """The sections in which they do not differ."""
        differing = {each.section.id for each in self.sections if each.section}
        compared = (section for section in APP_CLIENT_SECTIONS if section is not GENERAL)
        return [section.title for section in compared if section.id not in differing]

    @property
    def swapped(self) -> str:
        """The query that changes their places."""
        return f"?one={self.other.id}&other={self.one.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AppClientComparisonPage:
    """The app clients to choose from, and the comparison where two were chosen."""

    listed: AppClientList
    pool_name: str
    comparison: AppClientComparison | None = None

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        """By name; the id tells apart those of one name."""
        names = sorted(self.listed.app_clients, key=lambda each: each.name.casefold())
        return [(each.id, f"{each.name} ({each.id})") for each in names]


def read_choice(pool: PoolAccess, one: str, other: str) -> AppClientComparisonPage:
    """ListUserPoolClients, the pool unless read lately, and both app clients, side by side. Raises CognitoError."""
    gateway = pool.gateway(AppClientsGateway)
    asked: Callable[[str], AppClient | None] = (
        gateway.describe_app_client if one and other else lambda _: None
    )
    listed, described, here, there = side_by_side(
        gateway.list_page, gateway.describe, partial(asked, one), partial(asked, other)
    )
    app_clients, left, right = need(listed), need(here), need(there)
    return AppClientComparisonPage(
        listed=app_clients,
        pool_name=described.name if isinstance(described, Pool) else "",
        comparison=AppClientComparison(pool=pool, one=left, other=right) if left and right else None,
    )
