"""Confirming somebody who signed up by themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, UnknownOutcome
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from users.asking.deeds import CONFIRM
from users.asking.views import named, tell_unknown
from users.attributes.forms import SignUpForm
from users.attributes.gateway import AttributeGateway
from users.gateway import User
from users.opening import read_user
from users.places import address
from users.rules import reason_against


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CONFIRM_USER)
def confirm(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Asks, and which addresses are to count as verified; then one call, and one more for those."""
    user, described = read_user(pool, sub, fresh=request.method == "POST")
    call_pool(request, described.name if described else "")
    obstacle = reason_against(actions.CONFIRM_USER, user, described)
    data = request.POST if request.method == "POST" and not obstacle else None
    form = SignUpForm(data, user=user, seen=user.appearance)
    if form.is_valid():
        with refusals(form):
            return _confirm(request, pool, form)
    context = {"pool": pool, "user": user, "deed": CONFIRM, "form": form, "obstacle": obstacle}
    return render_page(
        request,
        "users/asking/confirm.html",
        context | {"question": named(CONFIRM.question, user), "back": address(pool, "user", sub=sub)},
        regions={"dialog": "users/asking/_dialog.html"},
        status=409 if obstacle and request.method == "POST" else None,
    )


def _confirm(request: HttpRequest, pool: PoolAccess, form: SignUpForm) -> HttpResponse:
    """Raises CognitoError."""
    user, reason = form.user, form.cleaned_data["reason"]
    gateway = pool.gateway(AttributeGateway)
    try:
        gateway.confirm(user=user, reason=reason)
    except UnknownOutcome as problem:
        return tell_unknown(request, pool, user, CONFIRM, problem)
    messages.success(request, named(CONFIRM.done, user))
    if form.changes:
        _mark(request, gateway, user, form)
    return redirect(address(pool, "user", sub=user.sub))


def _mark(request: HttpRequest, gateway: AttributeGateway, user: User, form: SignUpForm) -> None:
    """The sign-up is confirmed by then: a failure is told, and ends nothing."""
    name, reason = visible(user.label), form.cleaned_data["reason"]
    try:
        changed = gateway.change(user=user, changes=form.changes, reason=reason, action="confirm_user")
    except CognitoError as error:
        words = "{} was not marked as verified: {}. {}"
        messages.warning(request, format_html(words, name, error.what, error.suggestion))
        return
    if changed.now and not changed.differing:
        messages.success(request, format_html("What you ticked of {} counts as verified.", name))
    else:
        words = "Cognito accepted the verified marks of {}, but they do not read back so. Look in a moment."
        messages.warning(request, format_html(words, name))
