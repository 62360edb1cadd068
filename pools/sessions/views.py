"""How a pool and its app clients keep sessions: shown, changed by the safe save."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools import plans
from pools.addresses import address
from pools.editing.forms import SectionForm
from pools.editing.road import SectionEditing, road_of
from pools.gateway import PoolGateway
from pools.sessions import pages as sessions
from pools.sessions.forms import ClientSessionsForm, PoolSessionsForm
from pools.sessions.pages import SessionsSubject


@require_safe
@never_cache
@requires(actions.VIEW_SESSIONS)
def index(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """What holds for the pool, or for one app client."""
    page = sessions.read_page(pool, client_id)
    call_pool(request, page.inherited.pool.name)
    template = "pools/sessions/app_client.html" if client_id else "pools/sessions/index.html"
    context = {
        "pool": pool,
        "page": page,
        "subject": page.subject,
        "edit_url": page.subject.edit_url(page.subject.section.id),
    }
    return render_page(request, template, context)


class SessionsEditing(SectionEditing):
    """The session configuration of a pool, or of an app client."""

    subject: SessionsSubject

    def __init__(self, subject: SessionsSubject, section: str = "") -> None:
        super().__init__(subject, section)
        self.kind = ClientSessionsForm if subject.client_id else PoolSessionsForm

    @cached_property
    def plan(self) -> str:
        return plans.plan_of(self.subject.pool.gateway(PoolGateway).describe().raw)

    def context(self, form: SectionForm) -> Mapping[str, Any]:
        subject = self.subject
        crumbs = [("Sessions", address(subject.pool, "sessions"))]
        return {"crumbs": [*crumbs, (subject.client_name, subject.back_url)] if subject.client_id else crumbs}


edit, review, save = road_of(SessionsSubject, SessionsEditing)
