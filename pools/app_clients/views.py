"""The app clients of a pool: the list, one of them, its settings saved safely, and what a save came to."""

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
from pools.addresses import address
from pools.app_clients import pages as app_clients
from pools.app_clients.forms import AppClientForm, AppClientSearch, Offered
from pools.app_clients.subject import AppClientSubject
from pools.app_clients.use.page import read_use
from pools.editing.road import Editing, road_of
from pools.saving.states import State


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


class AppClientEditing(Editing[AppClientForm]):
    """One section of an app client."""

    template = "pools/app_clients/edit.html"
    subject: AppClientSubject

    @cached_property
    def now(self) -> tuple[State, Offered]:
        """Its present state, and what its settings may name. Raises CognitoError."""
        return app_clients.read_offered(self.subject)

    def read(self) -> State:
        state, _ = self.now
        return state

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> AppClientForm:
        _, offered = self.now
        return AppClientForm(
            data,
            section=self.section,
            state=state,
            offered=offered,
            rules=self.subject.rules,
            typed=typed,
        )

    def context(self, form: AppClientForm) -> Mapping[str, Any]:
        subject = self.subject
        listed = address(subject.pool, "app_clients")
        return {"crumbs": [("App clients", listed), (subject.name(form.state), subject.back_url)]}


edit, review, save = road_of(AppClientSubject, AppClientEditing)
