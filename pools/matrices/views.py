"""What the app clients of a pool may do, side by side: attributes and scopes."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.matrices.pages import Matrix, read_attributes, read_scopes


@require_safe
@never_cache
@requires(actions.COMPARE_APP_CLIENTS)
def attributes(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Which app client reads and writes which attribute, ten app clients at a time."""
    return _shown(request, read_attributes(pool, token=request.GET.get("next", "")), "attributes")


@require_safe
@never_cache
@requires(actions.COMPARE_APP_CLIENTS)
def scopes(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Which app client may ask for which scope, ten app clients at a time."""
    return _shown(request, read_scopes(pool, token=request.GET.get("next", "")), "scopes")


def _shown(request: HttpRequest, matrix: Matrix, name: str) -> HttpResponse:
    call_pool(request, matrix.pool_name)
    context = {"pool": matrix.pool, "matrix": matrix}
    return render_page(request, f"pools/matrices/{name}.html", context)
