"""The list of pools, and one pool as it is."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.secrets import without_secrets
from console.ui.pages import render_page
from pools import listing
from pools.checkup.pages import CheckUpPage
from pools.forms import PoolSearch, SettingSearch
from pools.recovery.pages import read_running
from pools.settings.overview import Overview, read_overview
from pools.settings.search import listed

RESULTS = {"results": "pools/_results.html"}
SETTINGS = {"settings": "pools/settings/_settings.html"}


@require_safe
@requires(actions.VIEW_POOLS)
def index(request: HttpRequest) -> HttpResponse:
    found = listing.list_pools(request, fresh="fresh" in request.GET)
    form = PoolSearch(request.GET)
    page = listing.PoolsPage.asked_for(request.GET, found.matching(form.text))
    context = {"found": found, "form": form, "page": page, "portions": listing.portions(request, page)}
    return render_page(request, "pools/index.html", context, regions=RESULTS, status=found.status)


@require_safe
@requires(actions.VIEW_POOLS)
def show_details(request: HttpRequest) -> HttpResponse:
    """A portion of the list with what only descriptions tell; at most ten pools at once."""
    return render(request, "pools/_portion.html", {"portion": listing.portion_asked_for(request)})


@require_safe
@requires(actions.VIEW_POOL)
def show_pool(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    overview, form = _overview(request, pool), SettingSearch(request.GET)
    context = {
        "overview": overview,
        "running": read_running(pool, overview.pool, fresh="fresh" in request.GET),
        "checks": CheckUpPage(overview=overview, pool=pool),
        "pool": pool,
        "search": form,
        "listed": listed(overview, form.text),
    }
    return render_page(request, "pools/pool.html", context, regions=SETTINGS)


@require_safe
@requires(actions.VIEW_POOL)
def show_raw(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    overview = _overview(request, pool)
    answers = without_secrets(overview.raw)
    if "download" in request.GET:
        text = json.dumps(answers, indent=2, ensure_ascii=False)
        response = HttpResponse(text, content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{pool.id}.json"'
        return response
    return render_page(request, "pools/raw.html", {"overview": overview, "answers": answers, "pool": pool})


def _overview(request: HttpRequest, pool: PoolAccess) -> Overview:
    """Both stores of a pool. Raises CognitoError when the pool itself cannot be read."""
    overview = read_overview(pool, fresh="fresh" in request.GET)
    call_pool(request, overview.pool.name)
    return overview
