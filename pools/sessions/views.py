"""How a pool and its app clients keep sessions: shown, changed by the safe save."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools import plans
from pools.editing import reviews
from pools.editing.road import Editing
from pools.editing.road import edit as edit_section
from pools.gateway import PoolGateway
from pools.places import address, name_pool
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


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.EDIT_SESSIONS)
def edit(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The form, or else the review of what was typed."""
    subject = SessionsSubject(pool, client_id)
    crumbs = [("Sessions", address(pool, "sessions"))]
    editing = Editing(
        subject=subject,
        section=subject.section,
        form=ClientSessionsForm if client_id else PoolSessionsForm,
        plan=plans.plan_of(pool.gateway(PoolGateway).describe().raw),
        context={"crumbs": [*crumbs, (subject.client_name, subject.back_url)] if client_id else crumbs},
    )
    return edit_section(request, editing)


@require_POST
@never_cache
@requires(actions.EDIT_SESSIONS)
def review(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The review once more, after clashes were decided."""
    name_pool(request, pool)
    return reviews.review_again(request, SessionsSubject(pool, client_id))


@require_POST
@never_cache
@requires(actions.EDIT_SESSIONS)
def save(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, SessionsSubject(pool, client_id))
