"""The resource servers of a pool: the list, one more, editing by the safe save, who uses one, deleting one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, problem_in, side_by_side
from console.ui.pages import refusals, render_page
from pools.editing import reviews
from pools.editing.fields.confirmations import ConfirmationForm
from pools.places import address, name_pool
from pools.resource_servers.forms import MOST_ROWS, NewResourceServerForm, ResourceServerForm
from pools.resource_servers.gateway import ResourceServer, ResourceServersGateway
from pools.resource_servers.pages import SECTION, ResourceServerSubject, read_use
from pools.saving import history
from pools.saving.proposals import Proposal
from pools.saving.states import State

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_RESOURCE_SERVERS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    name_pool(request, pool)
    context = {"pool": pool, "listed": pool.gateway(ResourceServersGateway).list_servers()}
    return render_page(request, "pools/resource_servers/index.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_RESOURCE_SERVER)
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    name_pool(request, pool)
    form = NewResourceServerForm(request.POST if request.method == "POST" else None)
    if "more" in request.POST:
        form = NewResourceServerForm.again(request.POST)
    if form.is_bound and form.is_valid():
        data, wanted = form.cleaned_data, form.wanted
        server = ResourceServer(identifier=data["identifier"], name=data["name"], scopes=wanted["Scopes"])
        with refusals(form):
            as_asked = pool.gateway(ResourceServersGateway).create(server)
            _tell_created(request, server, as_asked)
            return redirect(address(pool, "resource_servers"))
    return _form(request, pool, "create", form)


@asks_then_acts
@never_cache
@requires(actions.EDIT_RESOURCE_SERVER)
def edit(request: HttpRequest, pool: PoolAccess, identifier: str) -> HttpResponse:
    """The form, or what is wrong with it, or else the review."""
    subject = ResourceServerSubject(pool, identifier)
    if request.method != "POST":
        server = pool.gateway(ResourceServersGateway).find(identifier)
        if server.managed:
            return _refuse_managed(request, pool, server)
        history.note_seen(subject, server.state)
        return _edit_form(request, subject, server.state, ResourceServerForm(state=server.state))
    shown = reviews.proposal_in(request, subject)
    if "edit" in request.POST:
        typed = ResourceServerForm(state=shown.wanted(shown.baseline))
        return _edit_form(request, subject, shown.baseline, typed)
    if "more" in request.POST:
        return _edit_form(request, subject, shown.baseline, ResourceServerForm.again(request.POST))
    form = ResourceServerForm(request.POST)
    if not form.is_valid():
        return _edit_form(request, subject, shown.baseline, form)
    differences = subject.saver.comparison.differences(shown.baseline, {**shown.baseline, **form.wanted})
    if not differences:
        messages.info(request, "Nothing was changed, so there is nothing to save.")
        return _edit_form(request, subject, shown.baseline, form)
    changes = {each.path: form.wanted[each.path] for each in differences}
    proposal = Proposal(baseline=shown.baseline, changes=changes, origin=SECTION.id)
    name_pool(request, pool)
    return reviews.review_of(request, subject, proposal)


@require_POST
@never_cache
@requires(actions.EDIT_RESOURCE_SERVER)
def review(request: HttpRequest, pool: PoolAccess, identifier: str) -> HttpResponse:
    """The review once more, after clashes were decided."""
    return reviews.review_again(request, ResourceServerSubject(pool, identifier))


@require_POST
@never_cache
@requires(actions.EDIT_RESOURCE_SERVER)
def save(request: HttpRequest, pool: PoolAccess, identifier: str) -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, ResourceServerSubject(pool, identifier))


@require_safe
@never_cache
@requires(actions.EDIT_RESOURCE_SERVER)
def show_use(request: HttpRequest, pool: PoolAccess, identifier: str) -> HttpResponse:
    """Which app clients ask for its scopes, ten app clients at a time."""
    name_pool(request, pool)
    server = pool.gateway(ResourceServersGateway).find(identifier)
    use = read_use(pool, identifier, token=request.GET.get("next", ""))
    context = {"pool": pool, "server": server, "use": use, "continued": "next" in request.GET}
    return render_page(request, "pools/resource_servers/use.html", context)


@asks_then_acts
@never_cache
@requires(actions.DELETE_RESOURCE_SERVER)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, identifier: str) -> HttpResponse:
    """Says who loses its scopes, asks for its identifier, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(ResourceServersGateway)
    found, use = side_by_side(lambda: gateway.find(identifier), lambda: read_use(pool, identifier))
    server = need(found)
    if server.managed:
        return _refuse_managed(request, pool, server)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=identifier, what="identifier")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(server, reason=form.cleaned_data["reason"])
            _tell_deleted(request, server, gone)
            return redirect(address(pool, "resource_servers"))
    context = {"pool": pool, "server": server, "use": use, "unread": problem_in(use), "form": form}
    return render_page(request, "pools/resource_servers/delete.html", context)


def _edit_form(
    request: HttpRequest, subject: ResourceServerSubject, state: State, form: ResourceServerForm
) -> HttpResponse:
    name_pool(request, subject.pool)
    shown = Proposal(baseline=state, changes={}, origin=SECTION.id)
    context = {
        "subject": subject,
        "identifier": subject.identifier,
        "token": shown.token(subject.about),
        "unknown": subject.saver.unknown(state),
    }
    return _form(request, subject.pool, "edit", form, **context)


def _form(
    request: HttpRequest, pool: PoolAccess, name: str, form: ResourceServerForm, **more: object
) -> HttpResponse:
    context = {"pool": pool, "form": form, "rows": form.rows, "most_rows": MOST_ROWS, **more}
    is_wrong = form.is_bound and bool(form.rows.total_error_count()) and not form.errors
    template = f"pools/resource_servers/{name}.html"
    return render_page(request, template, context, status=422 if is_wrong else None)


def _refuse_managed(request: HttpRequest, pool: PoolAccess, server: ResourceServer) -> HttpResponse:
    messages.info(request, f"{server.name} is managed by Cognito: it can be neither changed nor deleted.")
    return redirect(address(pool, "resource_servers"))


def _tell_created(request: HttpRequest, server: ResourceServer, as_asked: bool | None) -> None:
    if as_asked:
        messages.success(request, f"{server.name} was created.")
    elif as_asked is None:
        messages.warning(request, f"{server.name} was created, but could not be read again.")
    else:
        messages.warning(request, f"{server.name} was created, but reads back differently. Look at it below.")


def _tell_deleted(request: HttpRequest, server: ResourceServer, gone: bool | None) -> None:
    if gone:
        messages.success(request, f"{server.name} was deleted. Its scopes are gone.")
    else:
        words = "it can still be read" if gone is False else "whether it is gone could not be seen"
        messages.warning(request, f"Cognito accepted the deletion of {server.name}, but {words}.")
