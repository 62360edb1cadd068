"""The check-up of a pool's app clients, and deciding to live with a finding of one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from pools.addresses import address
from pools.checkup.client_facts import APP_CLIENT
from pools.checkup.pages import AppClientsPage
from pools.checkup.reading import ClientsRead, read_client, read_clients
from pools.checkup.rules import APP_CLIENT_CHECKS
from pools.checkup.views.pool import decide, take_back

TOO_MANY = "This pool has more app clients than are looked at on a page, so nothing is known of all of them."


@require_safe
@never_cache
@requires(actions.CHECK_APP_CLIENTS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Every rule over ten app clients; where those are all, over what none of them uses too."""
    token = request.GET.get("next", "")
    read = read_clients(pool, token=token, fresh="fresh" in request.GET)
    _call(request, read)
    context = {"pool": pool, "page": AppClientsPage(pool=pool, read=read)}
    return render_page(request, "pools/checkup/app_clients.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.ACCEPT_FINDING)
def accept(request: HttpRequest, pool: PoolAccess, kind: str, target: str, check: str) -> HttpResponse:
    """Ask for a reason; accept what was shown, if it is still so."""
    rule = APP_CLIENT_CHECKS.get(check)
    if rule is None or rule.kind != kind:
        raise Http404("There is no such rule.")
    read = read_client(pool, target) if kind == APP_CLIENT else read_clients(pool, fresh=True)
    name = _call(request, read)
    page = AppClientsPage(pool=pool, read=read)
    home = address(pool, "app_client_checkup")
    finding = page.checkup.finding(check, target)
    if finding is None:
        # It has gone, unless its rule could not even be checked.
        for _, problem in read.problems:
            raise problem
        unknown = kind != APP_CLIENT and not read.batch.complete
        messages.info(request, TOO_MANY if unknown else f"There is nothing to accept. {rule.passes}")
        return redirect(home)
    return decide(request, page, finding, pool_name=name, home=home)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.WITHDRAW_ACCEPTANCE)
def withdraw(request: HttpRequest, pool: PoolAccess, kind: str, target: str, check: str) -> HttpResponse:
    """Ask, then let the finding count again. Cognito is not needed for that."""
    home = address(pool, "app_client_checkup")
    return take_back(request, pool, home, kind=kind, target=target, check_name=check)


def _call(request: HttpRequest, read: ClientsRead) -> str:
    """Show the pool's name in the header, if it is known."""
    name = "" if isinstance(read.pool, CognitoError) else str(read.pool.name)
    call_pool(request, name)
    return name
