"""The pages of app clients: what is read for them, and how it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode

from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side, value_or
from pools.app_clients.forms import AppClientSearch, Offered
from pools.app_clients.gateway import (
    AppClient,
    AppClientChoicesGateway,
    AppClientList,
    AppClientsGateway,
    ListedAppClient,
    unknown_settings,
)
from pools.app_clients.risks import in_words as validity_in_words
from pools.app_clients.sections import APP_CLIENT_SECTIONS, VALIDITIES
from pools.app_clients.subject import AppClientSubject
from pools.gateway import Pool, PoolGateway
from pools.plans import plan_of
from pools.saving import history
from pools.saving.settings import Row, Section, Setting, leaves, rows
from pools.saving.states import NOTHING, State

NOT_TOLD = Section(
    id="others",
    title="Other settings",
    about="This console has no words for these yet. Cognito answers them as they stand here.",
)


@dataclass(frozen=True, kw_only=True)
class AppClientListPage:
    """A page of a pool's app clients, searched through."""

    form: AppClientSearch
    page: AppClientList
    home: str
    continued: bool

    @property
    def shown(self) -> list[ListedAppClient]:
        found = [each for each in self.page.app_clients if self.form.finds(each.name, each.id)]
        return sorted(found, key=lambda each: each.name.casefold())

    @property
    def complete(self) -> bool:
        return not self.continued and not self.page.next

    @property
    def next(self) -> str | None:
        return f"{self.home}?{urlencode({'next': self.page.next})}" if self.page.next else None


@dataclass(frozen=True, kw_only=True)
class AppClientSection:
    """A section of an app client as its page shows it."""

    section: Section
    rows: Sequence[Row]
    is_edited: bool = True


@dataclass(frozen=True, kw_only=True)
class AppClientPage:
    """One app client. `pool` is None where that could not be read."""

    app_client: AppClient
    pool: Pool | None

    @cached_property
    def sections(self) -> list[AppClientSection]:
        """All sections; what stands in none of them comes last, so that nothing is hidden."""
        state = self.app_client.state
        sections = [
            AppClientSection(section=each, rows=_rows_of(each, state)) for each in APP_CLIENT_SECTIONS
        ]
        others = [
            Row(setting=Setting(path=path, label=path), raw=value)
            for path, value in leaves(state)
            if not covered(path) and value not in NOTHING
        ]
        return [
            *sections,
            *([AppClientSection(section=NOT_TOLD, rows=others, is_edited=False)] if others else []),
        ]

    @property
    def unknown(self) -> list[str]:
        return unknown_settings(self.app_client.state)


def address(pool: PoolAccess, name: str, *more: str | int) -> str:
    """The address of one of this noun's pages."""
    return reverse(f"pools:{name}", args=(pool.connection.slug, pool.id, *more))


def pool_name(pool: PoolAccess) -> str:
    """What the pool is called (DescribeUserPool, unless read lately); empty where that cannot be read."""
    [described] = side_by_side(pool.gateway(PoolGateway).describe)
    return described.name if isinstance(described, Pool) else ""


def covered(path: str) -> bool:
    """Whether a leaf of an app client is shown in one of the sections."""
    return any(setting.covers(path) for section in APP_CLIENT_SECTIONS for setting in section.settings)


def read_page(pool: PoolAccess, form: AppClientSearch, *, token: str) -> tuple[AppClientListPage, str]:
    """Up to 60 app clients (ListUserPoolClients), and the pool's name. Raises CognitoError."""
    gateway = pool.gateway(AppClientsGateway)
    page, described = side_by_side(lambda: gateway.list_page(token=token), gateway.describe)
    listing = AppClientListPage(
        form=form, page=need(page), home=address(pool, "app_clients"), continued=bool(token)
    )
    return listing, described.name if isinstance(described, Pool) else ""


def read_profile(pool: PoolAccess, client_id: str) -> AppClientPage:
    """DescribeUserPoolClient and, unless read lately, DescribeUserPool; the state is kept. Raises CognitoError."""
    gateway = pool.gateway(AppClientsGateway)
    found, described = side_by_side(lambda: gateway.describe_app_client(client_id), gateway.describe)
    app_client = need(found)
    history.note_seen(AppClientSubject(pool, client_id), app_client.state)
    return AppClientPage(app_client=app_client, pool=value_or(described, None))


def read_offered(subject: AppClientSubject) -> tuple[State, Offered]:
    """The present state of an app client, and what its settings may name: four calls side by side.

    Raises CognitoError when the app client or its pool cannot be read; without a list what is set is offered alone.
    """
    gateway = subject.pool.gateway(AppClientChoicesGateway)
    state, pool_read, scopes, providers = side_by_side(
        subject.saver.read_state, gateway.describe, gateway.scopes, gateway.providers
    )
    now, described = need(state), need(pool_read)
    offered = Offered(
        attributes=described.schema,
        scopes=value_or(scopes, ()),
        providers=value_or(providers, ()),
        plan=plan_of(described.raw),
    )
    return now, offered


def _rows_of(section: Section, state: State) -> list[Row]:
    """The rows of a section, a validity together with its unit."""
    listed = [row for row in rows(section, state) if row.is_set or not row.setting.quiet]
    units = {unit for unit, _, _ in VALIDITIES.values()}
    return [
        Row(setting=row.setting, raw=validity_in_words(state, row.setting.path))
        if row.setting.path in VALIDITIES
        else row
        for row in listed
        if row.setting.path not in units
    ]
