"""Request quotas: every category with what Lifeguard used of it, one with its provisioned rate, changing that."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.cognito.operations import Category
from console.ui.pages import refusals, render_page
from console.ui.problems import Problem
from pools.addresses import address, name_pool
from pools.gateway import PoolGateway
from pools.quotas import pages as quotas
from pools.quotas.forms import RateForm
from pools.quotas.gateway import QuotasGateway


@require_safe
@never_cache
@requires(actions.VIEW_QUOTAS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Every category by AWS's defaults: asking for each would take a second each."""
    described = pool.gateway(PoolGateway).describe()
    call_pool(request, described.name)
    listed = quotas.read_quotas(pool.connection.slug)
    context = {
        "pool": pool,
        "quotas": listed,
        "groups": [
            ("Requests for users", [each for each in listed if not each.is_of_pools]),
            ("Requests for pools", [each for each in listed if each.is_of_pools]),
        ],
        "resources": quotas.resources_of(described),
    }
    return render_page(request, "pools/quotas/index.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_QUOTAS)
def show(request: HttpRequest, pool: PoolAccess, category: str) -> HttpResponse:
    """One category: what is in it, and the rate of this account, by asking for it."""
    category = _category(category)
    name_pool(request, pool)
    limit, problem = None, None
    try:
        limit = pool.gateway(QuotasGateway).read(category)
    except CognitoError as error:
        problem = Problem.of(error)
    context = {
        "pool": pool,
        "quota": quotas.read_quota(pool.connection.slug, category),
        "limit": limit,
        "problem": problem,
        "may_change": _may_change(pool),
    }
    return render_page(request, "pools/quotas/quota.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CHANGE_QUOTA)
@proof_required
def change(request: HttpRequest, pool: PoolAccess, category: str) -> HttpResponse:
    """Another rate for the whole account, after what that costs. Raises PermissionDenied for owners of one pool."""
    category = _category(category)
    if not _may_change(pool):
        raise PermissionDenied("It holds for every pool of the account.")
    if category not in quotas.ADJUSTABLE:
        raise Http404("This rate is fixed.")
    name_pool(request, pool)
    gateway = pool.gateway(QuotasGateway)
    limit = gateway.read(category)
    form = RateForm(request.POST if request.method == "POST" else None, category=category, limit=limit)
    if form.is_valid():
        with refusals(form):
            rate = form.cleaned_data["rate"]
            now = gateway.change(category, limit, rate, reason=form.cleaned_data["reason"])
            if now and now.provisioned == rate:
                messages.success(request, f"{category} has {rate} requests per second now.")
            else:
                messages.warning(
                    request, f"Cognito accepted {rate} for {category}, but it does not read so yet."
                )
            return redirect(address(pool, "quota", category=category))
    context = {
        "pool": pool,
        "quota": quotas.read_quota(pool.connection.slug, category),
        "limit": limit,
        "form": form,
    }
    return render_page(request, "pools/quotas/change.html", context)


def _category(name: str) -> Category:
    try:
        return Category(name)
    except ValueError as error:
        raise Http404("There is no such category.") from error


def _may_change(pool: PoolAccess) -> bool:
    """Whether the operator may change what all pools share: an owner of one pool may not."""
    role = pool.operator.role_for(pool.connection.slug, "")
    return role is not None and role >= actions.CHANGE_QUOTA.role
