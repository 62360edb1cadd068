"""The terms documents of a pool: listed, made, changed by the safe save, deleted."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.pages import in_words, refusals, render_page
from pools import plans
from pools.addresses import address, name_pool
from pools.app_clients.batches import read_names
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.road import Editing, road_of
from pools.editing.telling import tell
from pools.gateway import Pool, PoolGateway
from pools.saving.states import State, with_changes
from pools.terms.forms import NewTermsForm, TermsForm
from pools.terms.gateway import TermsGateway
from pools.terms.pages import NAMES, TermsSubject, rows_of

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_TERMS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Ten documents, with one more call for each: the list tells neither their app clients nor their links."""
    token = request.GET.get("next", "")
    found, names, described = side_by_side(
        lambda: pool.gateway(TermsGateway).list_page(token=token),
        lambda: read_names(pool),
        pool.gateway(PoolGateway).describe,
    )
    if isinstance(described, Pool):
        call_pool(request, described.name)
    listed = need(found)
    here = address(pool, "terms")
    complete = not token and not listed.next and not listed.problems
    context = {
        "pool": pool,
        "rows": rows_of(listed.documents, value_or(names, {}), complete=complete),
        "problems": [(each, in_words(problem)) for each, problem in listed.problems],
        "planned": not isinstance(described, Pool) or plans.has(plans.plan_of(described.raw), "ESSENTIALS"),
        "next_url": f"{here}?{urlencode({'next': listed.next})}" if listed.next else None,
        "first_url": here if token else None,
    }
    return render_page(request, "pools/terms/index.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_TERMS)
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    name_pool(request, pool)
    choices = [(each, f"{name} ({each})") for each, name in read_names(pool).items()]
    chosen = request.GET.get("app_client", "")
    form = NewTermsForm(
        request.POST if request.method == "POST" else None, app_clients=choices, chosen=chosen
    )
    if form.is_valid():
        with refusals(form):
            wanted = form.wanted
            as_asked = pool.gateway(TermsGateway).create(form.cleaned_data["app_client"], wanted)
            tell(request, as_asked, f"The document “{NAMES[wanted['TermsName']]}” was created.")
            return redirect(address(pool, "terms"))
    return render_page(request, "pools/terms/create.html", {"pool": pool, "form": form, "choices": choices})


class TermsEditing(Editing[TermsForm]):
    """A document with its links."""

    template = "pools/terms/edit.html"

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> TermsForm:
        return TermsForm(data, state=with_changes(state, typed or {}))

    def context(self, form: TermsForm) -> Mapping[str, Any]:
        return {"crumbs": [("Terms", self.subject.back_url)]}


edit, review, save = road_of(TermsSubject, TermsEditing)


@asks_then_acts
@never_cache
@requires(actions.DELETE_TERMS)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, terms_id: str) -> HttpResponse:
    """Says what people see then, asks for the document's name, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(TermsGateway)
    terms = gateway.find(terms_id)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=terms.name, what="name of the document")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(terms, reason=form.cleaned_data["reason"])
            tell(request, gone, f"The document “{NAMES.get(terms.name, terms.name)}” was deleted.")
            return redirect(address(pool, "terms"))
    context = {"pool": pool, "terms": terms, "title": NAMES.get(terms.name, terms.name), "form": form}
    return render_page(request, "pools/terms/delete.html", context)
