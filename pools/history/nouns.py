"""Everything that hangs on a pool and is saved safely, by the kind under which its states are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404

from console.access.reach import PoolAccess, allows
from pools.app_clients.subject import AppClientSubject
from pools.branding.subject import StyleSubject
from pools.client_documents.pages import DocumentPolicySubject
from pools.domains.pages import DomainSubject
from pools.editing.subjects import Subject
from pools.identity_providers.subject import IdentityProviderSubject
from pools.logs.pages import LogsSubject
from pools.protection.pages import ProtectionSubject
from pools.resource_servers.pages import ResourceServerSubject
from pools.saving import history
from pools.saving.models import Revision
from pools.sessions.pages import SessionsSubject
from pools.terms.pages import TermsSubject

KINDS: Mapping[str, Callable[[PoolAccess, Revision], Subject]] = {
    "app_client": lambda pool, kept: AppClientSubject(pool, kept.target),
    "document_policy": lambda pool, kept: DocumentPolicySubject(pool, kept.target),
    "domain": lambda pool, kept: DomainSubject(pool, kept.target),
    "identity_provider": lambda pool, kept: IdentityProviderSubject(pool, kept.target),
    "log_delivery": lambda pool, kept: LogsSubject(pool),
    "managed_login": lambda pool, kept: StyleSubject(pool, kept.target),
    "resource_server": lambda pool, kept: ResourceServerSubject(pool, kept.state["Identifier"]),
    "risk_configuration": lambda pool, kept: ProtectionSubject(pool, _app_client(pool, kept)),
    "session_configuration": lambda pool, kept: SessionsSubject(pool, _app_client(pool, kept)),
    "terms": lambda pool, kept: TermsSubject(pool, kept.target),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """Something that hangs on a pool, with its newest known state."""

    subject: Subject
    revision: Revision

    @property
    def name(self) -> str:
        return self.subject.name(self.revision.state)


def others(pool: PoolAccess) -> list[Newest]:
    """What hangs on a pool and has known states, as far as the operator may read it."""
    revisions = [kept for kept in history.newest_of_others(pool) if kept.kind in KINDS]
    newest = [Newest(subject=subject_of(pool, kept), revision=kept) for kept in revisions]
    return [each for each in newest if allows(pool, each.subject.reads)]


def subject_of(pool: PoolAccess, kept: Revision) -> Subject:
    """The thing that a state was kept of. Raises Http404 for a pool itself, whose states have their own pages."""
    if kept.kind not in KINDS:
        raise Http404("No such state.")
    return KINDS[kept.kind](pool, kept)


def _app_client(pool: PoolAccess, kept: Revision) -> str:
    """The app client that settings are of; empty where they are the pool's own."""
    return "" if kept.target == pool.id else kept.target
