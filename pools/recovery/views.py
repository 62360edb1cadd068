"""Point-in-time recovery: one begun, looked at, started or cancelled, each with what it does to people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import refusals, render_page
from pools.addresses import address
from pools.gateway import Pool, PoolGateway
from pools.recovery.forms import CancelForm, InitiateForm, StartRecoveryForm
from pools.recovery.gateway import RecoveryGateway
from pools.recovery.pages import RecoveriesPage, RecoveryRow, window_of

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_RECOVERIES)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The recoveries of the pool, the newest first, and how far back it can go."""
    page = _read_page(request, pool)
    return render_page(request, "pools/recovery/index.html", {"pool": pool, "page": page})


@require_safe
@never_cache
@requires(actions.VIEW_RECOVERIES)
def show(request: HttpRequest, pool: PoolAccess, recovery: UUID) -> HttpResponse:
    """One with what it would change, and what can be done with it now."""
    described, row = _read_row(request, pool, recovery)
    context = {"pool": pool, "described": described, "row": row}
    return render_page(request, "pools/recovery/recovery.html", context)


@asks_then_acts
@never_cache
@requires(actions.INITIATE_RECOVERY)
@proof_required
def initiate(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Says what pauses and for whom, asks for the moment, the pool's name and a reason."""
    page = _read_page(request, pool)
    if page.running or page.earliest is None:
        messages.info(request, page.lacks or "A recovery of this pool is under way: there is one at a time.")
        return redirect(address(pool, "recoveries"))
    data = request.POST if request.method == "POST" else None
    form = InitiateForm(data, pool_name=page.pool.name, earliest=page.earliest, latest=page.latest)
    if form.is_valid():
        with refusals(form):
            gateway = pool.gateway(RecoveryGateway)
            begun = gateway.initiate(form.cleaned_data["point"], reason=form.cleaned_data["reason"])
            messages.success(
                request,
                "The recovery was begun. Writes are paused until you start or cancel it, 24 hours at most.",
            )
            return redirect(address(pool, "recovery", recovery=begun.id))
    return render_page(request, "pools/recovery/initiate.html", {"pool": pool, "page": page, "form": form})


@asks_then_acts
@never_cache
@requires(actions.START_RECOVERY)
@proof_required
def start(request: HttpRequest, pool: PoolAccess, recovery: UUID) -> HttpResponse:
    """Says what changes, by number, asks for the pool's name and a reason, and starts it."""
    described, row = _read_row(request, pool, recovery)
    if not row.recovery.can_start:
        messages.info(request, "It cannot be started now.")
        return redirect(address(pool, "recovery", recovery=recovery))
    form = StartRecoveryForm(request.POST if request.method == "POST" else None, pool_name=described.name)
    if form.is_valid():
        with refusals(form):
            pool.gateway(RecoveryGateway).start(row.recovery, reason=form.cleaned_data["reason"])
            messages.success(request, "The recovery was started. Writes are paused until it is done.")
            return redirect(address(pool, "recovery", recovery=recovery))
    context = {"pool": pool, "described": described, "row": row, "form": form}
    return render_page(request, "pools/recovery/start.html", context)


@asks_then_acts
@never_cache
@requires(actions.CANCEL_RECOVERY)
@proof_required
def cancel(request: HttpRequest, pool: PoolAccess, recovery: UUID) -> HttpResponse:
    """Asks for a reason and lets writes go on."""
    described, row = _read_row(request, pool, recovery)
    if not row.recovery.can_cancel:
        messages.info(request, "It cannot be cancelled now.")
        return redirect(address(pool, "recovery", recovery=recovery))
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            pool.gateway(RecoveryGateway).cancel(row.recovery, reason=form.cleaned_data["reason"])
            messages.success(request, "The recovery was cancelled. Nothing was changed, and writes go on.")
            return redirect(address(pool, "recoveries"))
    context = {"pool": pool, "described": described, "row": row, "form": form}
    return render_page(request, "pools/recovery/cancel.html", context)


def _read_page(request: HttpRequest, pool: PoolAccess) -> RecoveriesPage:
    """DescribeUserPool and, where the plan has it, ListPointInTimeRecoveries. Raises CognitoError for the pool."""
    described = pool.gateway(PoolGateway).describe(fresh=True)
    call_pool(request, described.name)
    listed = side_by_side(pool.gateway(RecoveryGateway).list_recoveries)[0] if window_of(described) else ()
    return RecoveriesPage(pool=described, answer=listed, now=timezone.now())


def _read_row(request: HttpRequest, pool: PoolAccess, recovery: UUID) -> tuple[Pool, RecoveryRow]:
    """DescribePointInTimeRecovery, and DescribeUserPool unless read lately. Raises CognitoError."""
    described, found = side_by_side(
        pool.gateway(PoolGateway).describe, lambda: pool.gateway(RecoveryGateway).find(str(recovery))
    )
    call_pool(request, need(described).name)
    return need(described), RecoveryRow(recovery=need(found))
