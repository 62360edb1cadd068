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
from pools.editing.reviews import proposal_in, review_of
from pools.history.lines import RevisionRow
from pools.history.restoring import Restoring
from pools.saving import history
from pools.settings.subject import PoolSubject


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CHANGE_SETTINGS)
def restore(request: HttpRequest, pool: PoolAccess, revision: int) -> HttpResponse:
    """What would come back, to be chosen from; then the review of what was chosen."""
    subject = PoolSubject(pool)
    kept = get_object_or_404(history.states(subject), pk=revision)
    if request.method != "POST":
        now = subject.saver.read_state()
        history.note_seen(subject, now)
        return _choose(request, subject, Restoring(now=now, revision=kept))
    offered, chosen = proposal_in(request, subject), request.POST.getlist("path")
    changes = {path: value for path, value in offered.changes.items() if path in chosen}
    if not changes:
        messages.info(request, "Nothing was chosen, so there is nothing to restore.")
        return _choose(request, subject, Restoring(now=offered.baseline, revision=kept))
    return review_of(request, subject, replace(offered, changes=changes))


def _choose(request: HttpRequest, subject: PoolSubject, restoring: Restoring) -> HttpResponse:
    call_pool(request, subject.name(restoring.now))
    context = {
        "pool": subject.pool,
        "restoring": restoring,
        "line": RevisionRow(revision=restoring.revision),
        "token": restoring.proposal.token(subject.about),
    }
    return render_page(request, "pools/history/restore.html", context)
