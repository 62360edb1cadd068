"""The resource servers of a pool: the list, one more, editing by the safe save, who uses one, deleting one."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, problem_in, side_by_side
from console.ui.pages import refusals, render_page
from pools.addresses import address, name_pool
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.road import RowsEditing, road_of
from pools.editing.telling import tell_created, tell_deleted
from pools.resource_servers.forms import NewResourceServerForm, ResourceServerForm
from pools.resource_servers.gateway import ResourceServer, ResourceServersGateway
from pools.resource_servers.pages import ResourceServerSubject, read_use
from pools.saving.states import State, with_changes

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
            tell_created(request, server.name, as_asked)
            return redirect(address(pool, "resource_servers"))
    context = {"pool": pool, "form": form, "rows": form.rows}
    return render_page(request, "pools/resource_servers/create.html", context, status=form.status)


class ResourceServerEditing(RowsEditing[ResourceServerForm]):
    """The name and the scopes of a resource server."""

    template = "pools/resource_servers/edit.html"
    subject: ResourceServerSubject

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> ResourceServerForm:
        return ResourceServerForm(data, state=with_changes(state, typed or {}))

    def again(self, state: State, request: HttpRequest) -> ResourceServerForm:
        return ResourceServerForm.again(request.POST)

    def instead(self, request: HttpRequest, state: State) -> HttpResponse | None:
        server = self.subject.saver.server
        return _refuse_managed(request, self.subject.pool, server) if server and server.managed else None

    def context(self, form: ResourceServerForm) -> Mapping[str, Any]:
        crumbs = [("Resource servers", self.subject.back_url)]
        return {**super().context(form), "crumbs": crumbs}


edit, review, save = road_of(ResourceServerSubject, ResourceServerEditing)


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
            tell_deleted(request, server.name, gone, then="Its scopes are gone.")
            return redirect(address(pool, "resource_servers"))
    context = {"pool": pool, "server": server, "use": use, "unread": problem_in(use), "form": form}
    return render_page(request, "pools/resource_servers/delete.html", context)


def _refuse_managed(request: HttpRequest, pool: PoolAccess, server: ResourceServer) -> HttpResponse:
    messages.info(request, f"{server.name} is managed by Cognito: it can be neither changed nor deleted.")
    return redirect(address(pool, "resource_servers"))
