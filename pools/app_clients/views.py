"""The app clients of a pool: the list, one of them, its settings saved safely, and what a save came to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.app_clients import pages as app_clients
from pools.app_clients.forms import AppClientForm, AppClientSearch
from pools.app_clients.subject import AppClientSubject
from pools.app_clients.use.page import read_use
from pools.editing import reviews
from pools.saving.proposals import Proposal


@require_safe
@never_cache
@requires(actions.VIEW_APP_CLIENTS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Names and ids, 60 at once: that is all that the list tells."""
    form = AppClientSearch(request.GET)
    listing, name = app_clients.read_page(pool, form, token=request.GET.get("next", ""))
    call_pool(request, name)
    context = {"pool": pool, "listing": listing, "form": form}
    regions = {"results": "pools/app_clients/_results.html"}
    return render_page(request, "pools/app_clients/index.html", context, regions=regions)


@require_safe
@never_cache
@requires(actions.READ_APP_CLIENT)
def show(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """All settings of an app client, without its secret."""
    profile = app_clients.read_profile(pool, client_id)
    call_pool(request, profile.pool.name if profile.pool else "")
    context = {
        "pool": pool,
        "profile": profile,
        "app_client": profile.app_client,
        "subject": AppClientSubject(pool, client_id),
    }
    return render_page(request, "pools/app_clients/app_client.html", context)


@require_safe
@never_cache
@requires(actions.READ_APP_CLIENT)
def use(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The addresses that its app needs, and examples of what it may do, without its secret."""
    page = read_use(pool, client_id)
    call_pool(request, page.pool.name)
    context = {"pool": pool, "page": page, "app_client": page.app_client}
    return render_page(request, "pools/app_clients/use.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.EDIT_APP_CLIENT)
def edit(request: HttpRequest, pool: PoolAccess, client_id: str, part: str) -> HttpResponse:
    """The form of a section, or else the review of what was typed."""
    subject = AppClientSubject(pool, client_id)
    asked = subject.section_called(part)
    if asked is None:
        raise Http404("There is no such section.")
    posted = request.method == "POST"
    shown = reviews.proposal_in(request, subject) if posted else None
    state, described, offered = app_clients.read_offered(pool, subject)
    call_pool(request, described.name)
    going_on = "edit" in request.POST
    form = AppClientForm(
        request.POST if posted and not going_on else None,
        section=asked,
        state=shown.baseline if shown else state,
        offered=offered,
        rules=subject.rules(),
        typed=shown.changes if shown else None,
    )
    if going_on and (refusal := reviews.refusal_in(request, subject)):
        form.refuse(*refusal)
    if not form.is_bound or not form.is_valid():
        return _form(request, subject, form)
    if not form.changes:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _form(request, subject, form)
    proposal = Proposal(baseline=form.state, changes=form.changes, origin=asked.id)
    return reviews.review_of(request, subject, proposal)


@require_POST
@never_cache
@requires(actions.EDIT_APP_CLIENT)
def review(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The review once more: of the rest of a save, of its undoing, or after clashes were decided."""
    return reviews.review_again(request, AppClientSubject(pool, client_id))


@require_POST
@never_cache
@requires(actions.EDIT_APP_CLIENT)
def save(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, AppClientSubject(pool, client_id))


def _form(request: HttpRequest, subject: AppClientSubject, form: AppClientForm) -> HttpResponse:
    shown = Proposal(baseline=form.state, changes={}, origin=form.section.id)
    context = {
        "pool": subject.pool,
        "subject": subject,
        "form": form,
        "section": form.section,
        "name": subject.name(form.state),
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(form.state),
    }
    return render_page(request, "pools/app_clients/edit.html", context)
