"""One user."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from users.opening import note_view
from users.person.page import read_person


@require_safe
@never_cache
@requires(actions.VIEW_USER)
def user(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """One user, read without billing anybody: at most three calls."""
    profile = read_person(pool, sub)
    note_view(pool, profile.found)
    call_pool(request, profile.pool_name)
    return render_page(request, "users/person/user.html", {"pool": pool, "profile": profile})
