"""The check-up of a pool, and deciding to live with a finding of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from pools.addresses import address
from pools.checkup import acceptances
from pools.checkup.examination import Finding
from pools.checkup.forms import AcceptForm
from pools.checkup.models import Acceptance
from pools.checkup.pages import CheckUpPage, FindingsPage, title_of
from pools.checkup.rules import CHECKS
from pools.settings.overview import Overview, read_overview


@require_safe
@requires(actions.VIEW_POOL)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Every rule over both stores of the pool."""
    overview = _read(request, pool, fresh="fresh" in request.GET)
    page = CheckUpPage(overview=overview, pool=pool)
    return render_page(request, "pools/checkup/index.html", {"page": page, "pool": pool})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.ACCEPT_FINDING)
def accept(request: HttpRequest, pool: PoolAccess, check: str) -> HttpResponse:
    """Ask for a reason; accept what was shown, if it is still so."""
    if check not in CHECKS:
        raise Http404("There is no such rule.")
    overview = _read(request, pool, fresh=request.method == "POST")
    page = CheckUpPage(overview=overview, pool=pool)
    finding = page.checkup.finding(check)
    if finding is None:
        return _nothing_to_accept(request, pool, overview, check)
    home = address(pool, "checkup")
    return decide(request, page, finding, pool_name=overview.pool.name, home=home)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.WITHDRAW_ACCEPTANCE)
def withdraw(request: HttpRequest, pool: PoolAccess, check: str) -> HttpResponse:
    """Ask, then let the finding count again. Cognito is not needed for that."""
    return take_back(request, pool, address(pool, "checkup"), kind="pool", check_name=check)


def decide(
    request: HttpRequest, page: FindingsPage, finding: Finding, *, pool_name: str, home: str
) -> HttpResponse:
    """The question why a finding is accepted, or its answer."""
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"seen": finding.digest})
    if not form.is_valid():
        return _ask(request, page, finding, form, home)
    if form.cleaned_data["seen"] != finding.digest:
        form.add_error(None, "The value has changed since you opened this page. Look at it once more.")
        form.data = {**form.data, "seen": finding.digest}
        return _ask(request, page, finding, form, home, status=409)
    acceptances.accept(
        page.pool,
        finding,
        reason=form.cleaned_data["reason"],
        until=form.cleaned_data["until"],
        pool_name=pool_name,
    )
    messages.success(request, f"Accepted: {finding.check.title}.")
    return redirect(home)


def take_back(request: HttpRequest, pool: PoolAccess, home: str, **which: str) -> HttpResponse:
    """The question whether an acceptance ends, or its answer. `which` are its fields besides the pool's."""
    acceptance = get_object_or_404(Acceptance, connection=pool.connection.slug, pool_id=pool.id, **which)
    title = title_of(acceptance)
    if request.method == "POST":
        acceptances.withdraw(pool, acceptance, title=title)
        messages.success(request, f"No longer accepted: {title}.")
        return redirect(home)
    context = {"pool": pool, "acceptance": acceptance, "title": title, "home": home}
    return render_page(request, "pools/checkup/withdraw.html", context)


def _ask(
    request: HttpRequest,
    page: FindingsPage,
    finding: Finding,
    form: AcceptForm,
    home: str,
    status: int | None = None,
) -> HttpResponse:
    context = {"pool": page.pool, "entry": page.entry(finding), "form": form, "home": home}
    return render_page(request, "pools/checkup/accept.html", context, status=status)


def _nothing_to_accept(
    request: HttpRequest, pool: PoolAccess, overview: Overview, check: str
) -> HttpResponse:
    """The finding has gone, unless its rule could not even be checked. Raises CognitoError."""
    if CHECKS[check].needs and isinstance(overview.mfa, CognitoError):
        raise overview.mfa
    messages.info(request, f"There is nothing to accept. {CHECKS[check].passes}")
    return redirect(address(pool, "checkup"))


def _read(request: HttpRequest, pool: PoolAccess, *, fresh: bool) -> Overview:
    overview = read_overview(pool, fresh=fresh)
    call_pool(request, overview.pool.name)
    return overview
