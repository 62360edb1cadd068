"""The identity providers of a pool, looked at: the list, one of them, who offers it, the pool's certificate."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.cognito.errors import NotFound
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import refusals, render_page
from pools.addresses import address, name_pool
from pools.gateway import PoolGateway
from pools.identity_providers.forms.providers import IdentifierForm
from pools.identity_providers.gateway import IdentityProvidersGateway
from pools.identity_providers.offers import read_offers
from pools.identity_providers.pages import hosts_of, read_profile
from pools.identity_providers.saml import read_certificate
from pools.identity_providers.subject import IdentityProviderSubject
from pools.saving import history


@require_safe
@never_cache
@requires(actions.VIEW_IDENTITY_PROVIDERS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Names, types and dates: that is all that the list tells; and the addresses that providers need."""
    form = IdentifierForm(request.GET if request.GET.get("identifier") else None)
    if form.is_valid() and pool.may["read_identity_provider"]:
        with refusals(form):
            if found := _named_by(pool, form.cleaned_data["identifier"]):
                return redirect(address(pool, "identity_provider", provider=found))
            form.add_error("identifier", "No identity provider has this identifier.")
    name_pool(request, pool)
    gateway = pool.gateway(IdentityProvidersGateway)
    listed, described = side_by_side(gateway.list_providers, pool.gateway(PoolGateway).describe)
    hosts = hosts_of(described, pool.connection.region)
    context = {"pool": pool, "listed": need(listed), "form": form, "hosts": hosts}
    return render_page(request, "pools/identity_providers/index.html", context)


@require_safe
@never_cache
@requires(actions.READ_IDENTITY_PROVIDER)
def show(request: HttpRequest, pool: PoolAccess, provider: str) -> HttpResponse:
    """All of a provider but its secrets; its state is kept."""
    profile = read_profile(pool, provider)
    name_pool(request, pool)
    subject = IdentityProviderSubject(pool, provider)
    history.note_seen(subject, profile.provider.state)
    context = {"pool": pool, "profile": profile, "provider": profile.provider, "subject": subject}
    return render_page(request, "pools/identity_providers/identity_provider.html", context)


@require_safe
@never_cache
@requires(actions.READ_IDENTITY_PROVIDER)
def offers(request: HttpRequest, pool: PoolAccess, provider: str) -> HttpResponse:
    """Which app clients offer it, ten app clients at a time, with links that try it out."""
    gateway = pool.gateway(IdentityProvidersGateway)
    answer, described = side_by_side(lambda: gateway.find(provider), pool.gateway(PoolGateway).describe)
    found = need(answer)
    name_pool(request, pool)
    hosts = hosts_of(described, pool.connection.region)
    offered = read_offers(pool, provider, found.mapping, token=request.GET.get("next", ""), hosts=hosts or ())
    context = {
        "pool": pool,
        "provider": found,
        "offers": offered,
        "hosts": hosts,
        "continued": "next" in request.GET,
    }
    regions = {"offers": "pools/identity_providers/_offers.html"}
    return render_page(request, "pools/identity_providers/offers.html", context, regions=regions)


@require_safe
@never_cache
@requires(actions.VIEW_IDENTITY_PROVIDERS)
def certificate(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The certificate with which the pool signs SAML requests, as a PEM file. Raises CognitoError, Http404."""
    found = read_certificate(pool.gateway(IdentityProvidersGateway).signing_certificate())
    if found is None:
        raise Http404("Cognito told no certificate.")
    response = HttpResponse(found.pem, content_type="application/x-pem-file")
    response["Content-Disposition"] = f'attachment; filename="{pool.id}-signing.pem"'
    return response


def _named_by(pool: PoolAccess, identifier: str) -> str:
    """The name of the provider that has this identifier; empty where none has. Raises CognitoError."""
    try:
        return pool.gateway(IdentityProvidersGateway).find_by_identifier(identifier).name
    except NotFound:
        return ""
