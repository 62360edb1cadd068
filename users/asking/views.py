"""Help desk actions on one user: a question, then the deed. Each works as a page and in a dialog."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, UnknownOutcome
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from console.ui.problems import Problem
from users.asking.deeds import DISABLE, ENABLE, RESET_PASSWORD, SIGN_OUT, Deed
from users.asking.forms import ConfirmForm
from users.gateway import User, UserGateway
from users.opening import read_user
from users.rules import reason_against

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])
REGIONS = {"dialog": "users/asking/_dialog.html"}


@asks_then_acts
@never_cache
@requires(actions.RESET_PASSWORD)
def reset_password(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, RESET_PASSWORD)


@asks_then_acts
@never_cache
@requires(actions.SIGN_OUT_USER)
def sign_out(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, SIGN_OUT)


@asks_then_acts
@never_cache
@requires(actions.ENABLE_USER)
def enable(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, ENABLE)


@asks_then_acts
@never_cache
@requires(actions.DISABLE_USER)
def disable(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, DISABLE)


def _confirmed(request: HttpRequest, pool: PoolAccess, sub: str, deed: Deed) -> HttpResponse:
    """Ask on GET; on POST read the user again, see that nothing has changed, and act once."""
    user, described = read_user(pool, sub, fresh=request.method == "POST")
    call_pool(request, described.name if described else "")
    obstacle = reason_against(deed.action, user, described)
    form = ConfirmForm(request.POST if request.method == "POST" else None, seen=user.appearance)
    if form.is_bound and obstacle:
        messages.warning(request, format_html("Nothing was done for {}. {}", visible(user.label), obstacle))
        return redirect(_address(pool, sub))
    if form.is_valid():
        with refusals(form):
            return _act(request, pool, user, deed, form.cleaned_data["reason"])
    context = {"pool": pool, "user": user, "deed": deed, "form": form, "obstacle": obstacle}
    return render_page(
        request,
        "users/asking/confirm.html",
        context | {"question": named(deed.question, user), "back": _address(pool, sub)},
        regions=REGIONS,
    )


def _act(request: HttpRequest, pool: PoolAccess, user: User, deed: Deed, reason: str) -> HttpResponse:
    try:
        deed.do(pool.gateway(UserGateway), user=user, reason=reason)
    except UnknownOutcome as problem:
        return tell_unknown(request, pool, user, deed, problem)
    messages.success(request, named(deed.done, user))
    return redirect(_address(pool, user.sub))


def tell_unknown(
    request: HttpRequest, pool: PoolAccess, user: User, deed: Deed, problem: UnknownOutcome
) -> HttpResponse:
    """Say what the user looks like now; whether to try again is for the operator to decide."""
    try:
        now: User | None = pool.gateway(UserGateway).find(user.sub)
    except CognitoError:
        now = None
    context = {
        "pool": pool,
        "user": user,
        "now": now,
        "deed": deed,
        "problem": Problem.of(problem),
        "seems_done": deed.shows(now) if deed.shows and now else None,
        "back": _address(pool, user.sub),
    }
    return render_page(request, "users/asking/unknown.html", context, status=problem.status)


def named(words: str, user: User) -> SafeString:
    """A deed's words with the user's name in them."""
    return format_html(words, name=visible(user.label))


def _address(pool: PoolAccess, sub: str) -> str:
    return reverse("users:user", kwargs={"connection": pool.connection.slug, "pool_id": pool.id, "sub": sub})
