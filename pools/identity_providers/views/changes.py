"""Identity providers made, changed by the safe save, and deleted. Secrets go from a form to Cognito alone."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, problem_in, side_by_side
from console.ui.pages import in_words, refusals, render_page
from pools.addresses import address, name_pool
from pools.editing.fields.confirmations import ConfirmationForm
from pools.editing.road import RowsEditing, road_of
from pools.editing.telling import tell_created, tell_deleted
from pools.gateway import Pool, PoolGateway, SchemaAttribute
from pools.identity_providers.forms.providers import NewProviderForm, ProviderForm
from pools.identity_providers.gateway import (
    IdentityProvider,
    IdentityProvidersGateway,
    ProviderList,
)
from pools.identity_providers.offers import read_offers
from pools.identity_providers.pages import prefix_of
from pools.identity_providers.sections import KINDS, kind_of
from pools.identity_providers.subject import IdentityProviderSubject
from pools.saving.states import State, with_changes

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])
secrets_are_posted = sensitive_post_parameters("client_secret", "private_key")


@require_safe
@never_cache
@requires(actions.CREATE_IDENTITY_PROVIDER)
def choose(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The types there are, and which of them the pool has already."""
    name_pool(request, pool)
    [listed] = side_by_side(pool.gateway(IdentityProvidersGateway).list_providers)
    present = {each.name for each in listed.providers} if isinstance(listed, ProviderList) else set()
    context = {"pool": pool, "kinds": KINDS.values(), "present": present}
    return render_page(request, "pools/identity_providers/choose.html", context)


@secrets_are_posted
@asks_then_acts
@never_cache
@requires(actions.CREATE_IDENTITY_PROVIDER)
def create(request: HttpRequest, pool: PoolAccess, provider_type: str) -> HttpResponse:
    if provider_type not in KINDS:
        raise Http404("There is no such type.")
    described = pool.gateway(PoolGateway).describe()
    about: dict[str, Any] = {"kind": KINDS[provider_type], "schema": described.schema}
    if "more" in request.POST:
        return _form(request, pool, NewProviderForm.again(request.POST, request.FILES, **about))
    form = NewProviderForm(*_typed(request), **about)
    if form.is_bound and form.is_valid():
        made = _made(form)
        try:
            as_asked = pool.gateway(IdentityProvidersGateway).create(made, form.secrets)
        except CognitoError as problem:
            form.refusal_status = problem.status
            blamed = IdentityProviderSubject(pool, made.name).blamed(problem)
            form.refuse(in_words(problem), (*blamed, *problem.fields))
        else:
            tell_created(request, made.name, as_asked, then="Now let app clients offer it.")
            return redirect(address(pool, "identity_provider", provider=made.name))
    return _form(request, pool, form)


class ProviderEditing(RowsEditing[ProviderForm]):
    """A provider with its mapping; its secret is asked for with the save."""

    template = "pools/identity_providers/edit.html"

    def form(
        self, state: State, data: Any = None, files: Any = None, *, typed: Mapping[str, Any] | None = None
    ) -> ProviderForm:
        return ProviderForm(data, files, **self._about(with_changes(state, typed or {})))

    def again(self, state: State, request: HttpRequest) -> ProviderForm:
        return ProviderForm.again(request.POST, request.FILES, **self._about(state))

    def context(self, form: ProviderForm) -> Mapping[str, Any]:
        subject = self.subject
        listed = address(subject.pool, "identity_providers")
        crumbs = [("Identity providers", listed), (subject.target, subject.back_url)]
        return {**super().context(form), "crumbs": crumbs, "kind": form.kind}

    def _about(self, state: State) -> dict[str, Any]:
        """What a form needs to know of a provider and its pool; without the pool what is mapped is offered alone."""
        [described] = side_by_side(self.subject.pool.gateway(PoolGateway).describe)
        schema: tuple[SchemaAttribute, ...] = described.schema if isinstance(described, Pool) else ()
        return {"kind": kind_of(state.get("ProviderType", "")), "schema": schema, "state": state}


edit, review, save = road_of(IdentityProviderSubject, ProviderEditing)
save = secrets_are_posted(save)


@asks_then_acts
@never_cache
@requires(actions.DELETE_IDENTITY_PROVIDER)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, provider: str) -> HttpResponse:
    """Says who offers it and who loses it, asks for its name, deletes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(IdentityProvidersGateway)
    found, offers, described = side_by_side(
        lambda: gateway.find(provider),
        lambda: read_offers(pool, provider, {}),
        pool.gateway(PoolGateway).describe,
    )
    identity_provider = need(found)
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=provider, what="name")
    if form.is_valid():
        with refusals(form):
            gone = gateway.delete(identity_provider, reason=form.cleaned_data["reason"])
            tell_deleted(
                request, identity_provider.name, gone, then="Nobody can sign in through it any more."
            )
            return redirect(address(pool, "identity_providers"))
    prefix = prefix_of(provider, described)
    context = {
        "pool": pool,
        "provider": identity_provider,
        "offers": offers,
        "unread": problem_in(offers),
        "form": form,
        "prefix": prefix,
    }
    return render_page(request, "pools/identity_providers/delete.html", context)


def _typed(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _made(form: NewProviderForm) -> IdentityProvider:
    state = {"ProviderName": form.name, "ProviderType": form.kind.type, **form.wanted}
    return IdentityProvider(name=form.name, kind=form.kind, state=state)


def _form(request: HttpRequest, pool: PoolAccess, form: NewProviderForm) -> HttpResponse:
    name_pool(request, pool)
    context = {"pool": pool, "form": form, "rows": form.rows, "kind": form.kind}
    return render_page(request, "pools/identity_providers/create.html", context, status=form.status)
