"""Sending many invitations again: asking for it, going on with it, and what became of whom."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.pages import htmx_of, render_page
from pools.addresses import name_pool
from pools.gateway import PoolGateway
from pools.settings.pool_facts import is_sent_by_cognito
from users.addresses import address
from users.invitations.board import DAILY
from users.invitations.forms.board import BoardForm
from users.invitations.models import Resending
from users.invitations.past import emails_today
from users.invitations.reports import ResendingReport, failures
from users.invitations.resending import MOST, ResendingSlice, begin_all, cancel, send
from users.jobs.pages import BUSY, find_job, people_page, take_turn

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])
CHOICES: dict[str, Callable[[Resending], None]] = {
    "go": Resending.resume,
    "pause": Resending.pause,
    "cancel": cancel,
}


@asks_then_acts
@never_cache
@requires(actions.RESEND_ALL_INVITATIONS)
@proof_required
def resend_all(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Who is meant, and what happens; confirmed, they are looked for and asked about once more."""
    form = BoardForm(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        job = begin_all(pool, form.state_wanted, form.soon)
        return redirect(address(pool, "resending", resending=job.pk))
    name_pool(request, pool)
    context = {"pool": pool, "form": form, "most": MOST}
    return render_page(request, "users/invitations/resend_all.html", context)


@asks_then_acts
@never_cache
@requires(actions.RESEND_INVITATION)
def show_resending(request: HttpRequest, pool: PoolAccess, resending: int) -> HttpResponse:
    """How far it is. Each POST goes on for about two seconds, or does what its button says."""
    job = _find(pool, resending)
    may = not job.everybody or pool.may[actions.RESEND_ALL_INVITATIONS.name]
    if request.method == "POST":
        if not may:
            raise PermissionDenied(actions.RESEND_ALL_INVITATIONS.label)
        busy = take_turn(job, lambda: _choose(request, job), lambda: _advance(request, pool, job))
        if not htmx_of(request):
            if busy:
                messages.info(request, BUSY)
            return redirect(address(pool, "resending", resending=job.pk))
    name_pool(request, pool)
    report = ResendingReport(job)
    context = {
        "pool": pool,
        "report": report,
        "may": may,
        "left_today": _left_today(pool) if report.is_deciding else None,
        **people_page(request, report.people),
    }
    return render_page(
        request,
        "users/invitations/resending.html",
        context,
        regions={"resending": "users/invitations/_resending.html"},
    )


@require_safe
@never_cache
@requires(actions.RESEND_INVITATION)
def resending_failures(request: HttpRequest, pool: PoolAccess, resending: int) -> HttpResponse:
    """Those who got nothing, as a file."""
    job = _find(pool, resending)
    response = HttpResponse(failures(job), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="not-sent-{job.pk}.csv"'
    return response


def _choose(request: HttpRequest, job: Resending) -> None:
    """Do what a button says."""
    step = request.POST.get("step", "")
    if step == "send":
        send(job, text_too=bool(request.POST.get("text_too")))
    elif step in CHOICES:
        CHOICES[step](job)


def _advance(request: HttpRequest, pool: PoolAccess, job: Resending) -> None:
    """DescribeUserPool, unless read lately, and about two seconds of the job. Raises UnderWay and CognitoError."""
    described = pool.gateway(PoolGateway).describe()
    call_pool(request, described.name)
    ResendingSlice(job, pool, described).advance()


def _left_today(pool: PoolAccess) -> int | None:
    """How many e-mails of Cognito's own sender Lifeguard has not used today; None where that does not count."""
    try:
        described = pool.gateway(PoolGateway).describe()
    except CognitoError:
        return None
    return max(0, DAILY - emails_today(pool)) if is_sent_by_cognito(described.raw) else None


def _find(pool: PoolAccess, number: int) -> Resending:
    """Raises Http404, for another pool's too."""
    return find_job(Resending.objects.of_pool(pool.connection.slug, pool.id), number)
