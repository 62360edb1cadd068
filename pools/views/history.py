"""What a pool looked like over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.models import Revision
from pools.reports import ReportPage
from pools.subjects import PoolSubject


@require_safe
@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess, revision: int) -> HttpResponse:
    """One state, and what the save that led to it came to."""
    kept = get_object_or_404(Revision, connection=pool.connection.slug, pool_id=pool.id, pk=revision)
    call_pool(request, kept.state["Name"])
    page = (
        ReportPage(report=kept.report, subject=PoolSubject(pool), state=kept.state) if kept.report else None
    )
    return render_page(request, "pools/history/revision.html", {"pool": pool, "revision": kept, "page": page})
