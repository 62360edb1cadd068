"""Client metadata documents: policies listed, made, changed by the safe save, deleted; documents fetched or dropped."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import refusals, render_page
from pools.addresses import address, name_pool
from pools.app_clients.batches import read_names
from pools.client_documents.forms import CacheForm, DocumentPolicyForm, NewDocumentPolicyForm
from pools.client_documents.gateway import DocumentsGateway
from pools.client_documents.pages import SECTION, DocumentPolicySubject
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.forms import SectionForm
from pools.editing.road import SectionEditing, road_of
from pools.editing.telling import tell
from pools.saving.settings import rows

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_DOCUMENTS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The policies of the pool, each with its app client."""
    name_pool(request, pool)
    listed, names = side_by_side(pool.gateway(DocumentsGateway).list_policies, lambda: read_names(pool))
    with_names = [(each, need(names).get(each.client_id, each.client_id)) for each in need(listed).items]
    context = {"pool": pool, "policies": with_names, "complete": need(listed).complete}
    return render_page(request, "pools/client_documents/index.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_DOCUMENTS)
def show(request: HttpRequest, pool: PoolAccess, policy_id: str) -> HttpResponse:
    """One policy, and the documents that apps have named."""
    name_pool(request, pool)
    gateway = pool.gateway(DocumentsGateway)
    policy, documents = side_by_side(lambda: gateway.find(policy_id), lambda: gateway.documents(policy_id))
    context = {
        "pool": pool,
        "policy": need(policy),
        "rows": rows(SECTION, need(policy).state),
        "documents": need(documents),
        "subject": DocumentPolicySubject(pool, policy_id),
    }
    return render_page(request, "pools/client_documents/policy.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_DOCUMENT_POLICY)
@proof_required
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Who is let in by it, and the form."""
    name_pool(request, pool)
    choices = [(each, f"{name} ({each})") for each, name in read_names(pool).items()]
    form = NewDocumentPolicyForm(request.POST if request.method == "POST" else None, app_clients=choices)
    if form.is_valid():
        with refusals(form):
            there = pool.gateway(DocumentsGateway).create(form.wanted)
            tell(request, there, "The policy was created.")
            return redirect(address(pool, "document_policies"))
    context = {"pool": pool, "form": form, "choices": choices}
    return render_page(request, "pools/client_documents/create.html", context)


class DocumentPolicyEditing(SectionEditing):
    """A policy."""

    kind = DocumentPolicyForm

    def context(self, form: SectionForm) -> Mapping[str, object]:
        pool = self.subject.pool
        places = {"App clients": "app_clients", "Client documents": "document_policies"}
        return {"crumbs": [(label, address(pool, name)) for label, name in places.items()]}


edit, review, save = road_of(DocumentPolicySubject, DocumentPolicyEditing)


@asks_then_acts
@never_cache
@requires(actions.REFRESH_DOCUMENT)
def cache(request: HttpRequest, pool: PoolAccess, policy_id: str) -> HttpResponse:
    """Says what fetching a document anew, or dropping it, does; posted, does it."""
    name_pool(request, pool)
    policy = pool.gateway(DocumentsGateway).find(policy_id)
    form = CacheForm(request.POST if request.method == "POST" else None, initial=request.GET.dict())
    back = address(pool, "document_policy", policy_id=policy_id)
    if form.is_valid():
        with refusals(form):
            data = form.cleaned_data
            pool.gateway(DocumentsGateway).set_cache(policy, data["url"], data["wanted"])
            messages.success(
                request, "It is fetched anew." if data["wanted"] == "REFRESH" else "It was dropped."
            )
            return redirect(back)
    drops = form["wanted"].value() == "INVALIDATE"
    context = {"pool": pool, "policy": policy, "form": form, "back": back, "drops": drops}
    return render_page(request, "pools/client_documents/cache.html", context)


@asks_then_acts
@never_cache
@requires(actions.DELETE_DOCUMENT_POLICY)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, policy_id: str) -> HttpResponse:
    """Says who is let in no more, asks for the name and a reason, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(DocumentsGateway)
    policy = gateway.find(policy_id)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=policy.name, what="name of the policy")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(policy, reason=form.cleaned_data["reason"])
            tell(request, gone, "The policy was deleted.")
            return redirect(address(pool, "document_policies"))
    return render_page(
        request, "pools/client_documents/delete.html", {"pool": pool, "policy": policy, "form": form}
    )
