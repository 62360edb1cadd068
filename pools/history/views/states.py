"""A known state of something that hangs on a pool, and the way back to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, allows
from console.ui.pages import render_page
from pools.addresses import name_pool
from pools.editing.reports import ReportPage
from pools.editing.reviews import review_of
from pools.editing.subjects import Subject
from pools.history.lines import in_utc
from pools.history.nouns import subject_of
from pools.saving import history
from pools.saving.models import Revision
from pools.saving.proposals import Proposal


@require_safe
@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess, revision: int) -> HttpResponse:
    """What the save that led to a state came to, or what was found to be different; no call but for the name."""
    kept, subject = _kept(pool, revision)
    name_pool(request, pool)
    before = kept.previous.state if kept.previous else kept.state
    differences = subject.saver.comparison.differences(before, kept.state)
    states = history.states(subject)
    context = {
        "pool": pool,
        "subject": subject,
        "revision": kept,
        "name": subject.name(kept.state),
        "page": ReportPage(report=kept.report, subject=subject, state=kept.state) if kept.report else None,
        "latest": states.values_list("pk", flat=True).first() == kept.pk,
        "may_restore": allows(pool, subject.edits),
        "differences": subject.worded(differences, before, kept.state),
    }
    return render_page(request, "pools/history/saved_state.html", context)


@require_POST
@never_cache
@requires(actions.VIEW_POOL)
def restore(request: HttpRequest, pool: PoolAccess, revision: int) -> HttpResponse:
    """The review of the way from what is there now to a known state."""
    kept, subject = _kept(pool, revision)
    if not allows(pool, subject.edits):
        raise PermissionDenied(subject.edits.label)
    now = subject.saver.read_state()
    changes = subject.changes_towards(now, kept.state)
    if not changes:
        messages.info(request, f"The {subject.noun} is like that already, as far as it can be changed.")
        return redirect(subject.back_url)
    origin = f"Restore of the state of {in_utc(kept.at)}"
    return review_of(request, subject, Proposal(baseline=now, changes=changes, origin=origin))


def _kept(pool: PoolAccess, revision: int) -> tuple[Revision, Subject]:
    """Raises Http404, and PermissionDenied for who may not read such things."""
    mine = Revision.objects.filter(connection=pool.connection.slug, pool_id=pool.id)
    kept = get_object_or_404(mine.select_related("previous"), pk=revision)
    subject = subject_of(pool, kept)
    if not allows(pool, subject.reads):
        raise PermissionDenied(subject.reads.label)
    return kept, subject
