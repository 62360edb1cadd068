"""The way back to an earlier state: what can come back, what cannot, and the review."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools import history
from pools.gateway.settings import SettingsGateway
from pools.restoring import Restoring
from pools.reviews import about, proposal_in, show_review
from pools.revisions import Line


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CHANGE_SETTINGS)
def restore(request: HttpRequest, pool: PoolAccess, revision: int) -> HttpResponse:
    """What would come back, to be chosen from; then the review of what was chosen."""
    kept = get_object_or_404(history.states(pool), pk=revision)
    if request.method != "POST":
        gateway = pool.gateway(SettingsGateway)
        now = gateway.read_state()
        history.look(pool, now, gateway.comparison)
        return _choose(request, pool, Restoring(now=now, revision=kept))
    offered, chosen = proposal_in(request, pool), request.POST.getlist("path")
    changes = {path: value for path, value in offered.changes.items() if path in chosen}
    if not changes:
        messages.info(request, "Nothing was chosen, so there is nothing to restore.")
        return _choose(request, pool, Restoring(now=offered.baseline, revision=kept))
    return show_review(request, pool, replace(offered, changes=changes))


def _choose(request: HttpRequest, pool: PoolAccess, restoring: Restoring) -> HttpResponse:
    call_pool(request, restoring.now["Name"])
    context = {
        "pool": pool,
        "restoring": restoring,
        "line": Line(revision=restoring.revision),
        "token": restoring.proposal.token(about(pool)),
    }
    return render_page(request, "pools/history/restore.html", context)
