"""The list of a pool's users."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from users.directory import columns
from users.directory.listing import read_listing


@require_safe
@never_cache
@requires(actions.VIEW_USERS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Search and page through a pool's users: one ListUsers call."""
    listing = read_listing(request, pool)
    call_pool(request, listing.pool_name)
    response = render_page(
        request,
        "users/directory/index.html",
        {"pool": pool, "listing": listing, "form": listing.form},
        regions={"results": "users/directory/_results.html"},
    )
    columns.remember(response, request, pool, path=listing.home)
    return response
