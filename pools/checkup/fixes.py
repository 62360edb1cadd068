"""Where a finding is put right: the field of the setting, or where it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from console.access.actions import CHANGE_SETTINGS, EDIT_APP_CLIENT, EDIT_RESOURCE_SERVER, VIEW_SECRETS
from console.access.reach import PoolAccess, allows
from pools.addresses import address
from pools.app_clients.sections import APP_CLIENT_SECTIONS
from pools.checkup.client_facts import APP_CLIENT, PROVIDER, SECRETS, SERVER
from pools.checkup.examination import Finding
from pools.editing.forms import name_of
from pools.saving.settings import Section, Setting
from pools.saving.words import setting_at
from pools.settings.forms import edited
from pools.settings.words import setting_of_pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A section of settings, opened at one of them: in its form, or (not `is_edited`) on the pool's page."""

    section: str
    url: str
    is_edited: bool

    @property
    def label(self) -> str:
        return f"{'Edit' if self.is_edited else 'See'} “{self.section}”"


def fixes(pool: PoolAccess, finding: Finding) -> list[Fix]:
    """Where the settings that a finding is about are changed, each section once; else where they stand."""
    by_section: dict[str, Fix] = {}
    of_kind = KINDS.get(finding.subject.kind, _of_pool)
    for fix in of_kind(pool, finding):
        by_section.setdefault(fix.section, fix)
    edited = [fix for fix in by_section.values() if fix.is_edited]
    return edited if edited and not finding.check.permanent else list(by_section.values())[:1]


def _of_pool(pool: PoolAccess, finding: Finding) -> Iterator[Fix]:
    settings = map(setting_of_pool, finding.paths)
    placed = [(setting, section) for setting, section in settings if section is not None]
    # What can be changed comes before what can only be looked at.
    offered = [
        (setting in edited(section, finding.subject.state), setting, section) for setting, section in placed
    ]
    for is_offered, setting, section in sorted(offered, key=lambda each: not each[0]):
        may = is_offered and allows(pool, CHANGE_SETTINGS)
        url = _field(pool, section, setting) if may else _place(pool, section)
        yield Fix(section=section.title, url=url, is_edited=may)


def _field(pool: PoolAccess, section: Section, setting: Setting) -> str:
    form = reverse("pools:edit_settings", args=[pool.connection.slug, pool.id, section.id])
    return f"{form}#id_{name_of(setting.path)}"


def _place(pool: PoolAccess, section: Section) -> str:
    return f"{reverse('pools:pool', args=[pool.connection.slug, pool.id])}#{section.id}"


def _of_app_client(pool: PoolAccess, finding: Finding) -> Iterator[Fix]:
    client_id = finding.subject.target
    if SECRETS in finding.paths:
        url = address(pool, "app_client_secrets", client_id=client_id)
        yield Fix(section="Secrets", url=url, is_edited=allows(pool, VIEW_SECRETS))
    for path in finding.paths:
        setting, section = setting_at(path, APP_CLIENT_SECTIONS)
        if section is not None:
            url = address(pool, "edit_app_client", client_id=client_id, part=section.id)
            yield Fix(
                section=section.title,
                url=f"{url}#id_{name_of(setting.path)}",
                is_edited=allows(pool, EDIT_APP_CLIENT),
            )


def _of_server(pool: PoolAccess, finding: Finding) -> Iterator[Fix]:
    url = address(pool, "edit_resource_server", identifier=str(finding.subject.state["Identifier"]))
    yield Fix(section=finding.subject.label, url=url, is_edited=allows(pool, EDIT_RESOURCE_SERVER))


def _of_provider(pool: PoolAccess, finding: Finding) -> Iterator[Fix]:
    """Which app client should offer it, nobody knows."""
    yield Fix(section="App clients", url=address(pool, "app_clients"), is_edited=False)


KINDS = {APP_CLIENT: _of_app_client, SERVER: _of_server, PROVIDER: _of_provider}
