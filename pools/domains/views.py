"""The domains of a pool: both of them, one more, a change by the safe save, deleting one."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.pages import in_words, refusals, render_page
from pools.addresses import address, name_pool
from pools.domains.forms import CertificateForm, NewCustomForm, NewPrefixForm, VersionForm
from pools.domains.gateway import DomainsGateway
from pools.domains.pages import DomainRow, DomainSubject, passkeys_of
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.road import Editing, road_of
from pools.editing.telling import tell
from pools.gateway import PoolGateway
from pools.saving.states import State, with_changes

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_DOMAINS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    read = pool.gateway(DomainsGateway).read_domains()
    call_pool(request, read.pool.name)
    context = {
        "pool": pool,
        "rows": [DomainRow(domain=each) for each in read.domains],
        "problems": [(name, in_words(problem)) for name, problem in read.problems],
        "has_prefix": False in read.names,
        "has_custom": True in read.names,
    }
    return render_page(request, "pools/domains/index.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_DOMAIN)
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The form of a prefix domain, or with `kind=custom` that of a custom one."""
    described = pool.gateway(PoolGateway).describe()
    call_pool(request, described.name)
    custom = (request.POST if request.method == "POST" else request.GET).get("kind") == "custom"
    kind = NewCustomForm if custom else NewPrefixForm
    form = kind(request.POST if request.method == "POST" else None, plan=described.plan)
    if form.is_valid():
        with refusals(form):
            name = form.cleaned_data["name"]
            there = pool.gateway(DomainsGateway).create(name, form.wanted)
            unseen = f"Cognito accepted {name}, but it could not be read yet. Look again soon."
            tell(
                request,
                there,
                f"{name} was created. Below is what is still to be done, if anything is.",
                unseen=unseen,
            )
            return redirect(address(pool, "domains"))
    context = {"pool": pool, "form": form, "custom": custom}
    return render_page(request, "pools/domains/create.html", context)


class DomainEditing(Editing[VersionForm]):
    """The version of a domain's sign-in pages, and the certificate of one's own."""

    template = "pools/domains/edit.html"

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> VersionForm:
        plan = self.subject.pool.gateway(PoolGateway).describe().plan
        kind = CertificateForm if state.get("CustomDomainConfig") else VersionForm
        return kind(data, plan=plan, state=with_changes(state, typed or {}))

    def context(self, form: VersionForm) -> Mapping[str, Any]:
        return {"crumbs": [("Domains", self.subject.back_url)]}


edit, review, save = road_of(DomainSubject, DomainEditing)


@asks_then_acts
@never_cache
@requires(actions.DELETE_DOMAIN)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, domain: str) -> HttpResponse:
    """Says what stops working, asks for the domain, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(DomainsGateway)
    answer, mfa = side_by_side(lambda: gateway.find(domain), gateway.mfa_configuration)
    found = need(answer)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=domain, what="domain")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(found, reason=form.cleaned_data["reason"])
            unseen = f"Cognito accepted the deletion of {domain}, but it could not be seen yet."
            tell(request, gone, f"{domain} was deleted. Its sign-in pages are gone.", unseen=unseen)
            return redirect(address(pool, "domains"))
    passkeys = passkeys_of(value_or(mfa, {}))
    context = {"pool": pool, "domain": found, "form": form, "passkeys": passkeys}
    return render_page(request, "pools/domains/delete.html", context)
