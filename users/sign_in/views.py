"""The tab that tells how one user signs in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from users.sign_in.page import read_sign_in


@require_safe
@never_cache
@requires(actions.VIEW_SIGN_IN)
def sign_in(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Factors, devices, sessions and identities: at most five calls, none of them billed."""
    found = read_sign_in(pool, sub, devices_token=request.GET.get("devices", ""))
    call_pool(request, found.person.pool_name)
    context = {"pool": pool, "found": found, "person": found.person}
    return render_page(request, "users/sign_in/sign_in.html", context)
