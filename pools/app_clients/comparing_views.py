"""Comparing two app clients of a pool."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.app_clients.comparing import read_choice
from pools.app_clients.comparing_forms import ChooseTwoForm


@require_safe
@never_cache
@requires(actions.COMPARE_APP_CLIENTS)
def compare(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The choice of two; chosen, what differs between them."""
    one, other = request.GET.get("one", ""), request.GET.get("other", "")
    different = one != other
    choice = read_choice(pool, one if different else "", other)
    call_pool(request, choice.pool_name)
    asked = bool(one and other)
    form = ChooseTwoForm(
        request.GET if asked else None, options=choice.options, initial={"one": one, "other": other}
    )
    form.is_valid()
    context = {"pool": pool, "choice": choice, "comparison": choice.comparison, "form": form}
    return render_page(request, "pools/app_clients/compare.html", context)
