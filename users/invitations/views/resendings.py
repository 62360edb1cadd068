"""Sending many invitations again: asking for it, going on with it, and what became of whom."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from pools.gateway import PoolGateway
from users.invitations import resending as works
from users.invitations.board import DAILY
from users.invitations.forms.board import BoardForm
from users.invitations.models import Resending
from users.invitations.past import emails_today
from users.invitations.reports import Report, failures
from users.places import address, name_pool
from users.works import UnderWay

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])
PEOPLE_ON_A_PAGE = 60
CHOICES: dict[str, Callable[[Resending], None]] = {
    "go": works.resume,
    "pause": works.pause,
    "cancel": works.cancel,
}
BUSY = "Somebody is working on this just now. Wait a moment."


@asks_then_acts
@never_cache
@requires(actions.RESEND_ALL_INVITATIONS)
@proof_required
def resend_all(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Who is meant, and what happens; confirmed, they are looked for and asked about once more."""
    form = BoardForm(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST":
        work = works.begin_all(pool, form.state_wanted, form.soon)
        return redirect(address(pool, "resending", resending=work.pk))
    name_pool(request, pool)
    context = {"pool": pool, "form": form, "most": works.MOST}
    return render_page(request, "users/invitations/resend_all.html", context)


@asks_then_acts
@never_cache
@requires(actions.RESEND_INVITATION)
def resending(request: HttpRequest, pool: PoolAccess, resending: int) -> HttpResponse:
    """How far it is. Each POST goes on for about two seconds, or does what its button says."""
    work = _work(pool, resending)
    may = not work.everybody or pool.may[actions.RESEND_ALL_INVITATIONS.name]
    if request.method == "POST":
        if not may:
            raise PermissionDenied(actions.RESEND_ALL_INVITATIONS.label)
        busy = _go_on(request, pool, work)
        if not request.htmx:  # type: ignore[attr-defined]
            if busy:
                messages.info(request, BUSY)
            return redirect(address(pool, "resending", resending=work.pk))
    name_pool(request, pool)
    report = Report(work)
    page = Paginator(report.people, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    summary = f"Page {page.number} of {page.paginator.num_pages}"
    context = {
        "pool": pool,
        "report": report,
        "page": page,
        "summary": summary,
        "may": may,
        "left_today": _left_today(pool) if report.is_deciding else None,
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
    work = _work(pool, resending)
    response = HttpResponse(failures(work), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="not-sent-{work.pk}.csv"'
    return response


def _go_on(request: HttpRequest, pool: PoolAccess, work: Resending) -> bool:
    """Do what a button says. Whether another request was faster."""
    step = request.POST.get("step", "")
    if step == "send":
        works.send(work, text_too=bool(request.POST.get("text_too")))
    elif step in CHOICES:
        CHOICES[step](work)
    if work.paused:
        return False
    described = pool.gateway(PoolGateway).describe()
    call_pool(request, described.name)
    try:
        works.advance(work, pool, described)
    except UnderWay:
        work.refresh_from_db()
        return True
    return False


def _left_today(pool: PoolAccess) -> int | None:
    """How many e-mails of Cognito's own sender Lifeguard has not used today; None where that does not count."""
    try:
        built_in = pool.gateway(PoolGateway).describe().uses_built_in_email
    except CognitoError:
        return None
    return max(0, DAILY - emails_today(pool)) if built_in else None


def _work(pool: PoolAccess, number: int) -> Resending:
    """Raises Http404, for another pool's too."""
    work: Resending | None = (
        Resending.objects.of_pool(pool.connection.slug, pool.id).filter(pk=number).first()
    )
    if work is None:
        raise Http404("No such work.")
    return work
