"""Setting a password: temporary or permanent, typed or made up and shown once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.cognito.looked import ReadBack
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from pools.gateway import Pool
from users.addresses import address
from users.gateway import User
from users.opening import read_described
from users.passwords.forms import PasswordForm
from users.passwords.gateway import PasswordGateway
from users.passwords.requirements import requirements
from users.rules import reason_against


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
@requires(actions.SET_PASSWORD)
@proof_required
def set_password(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """The form; posted, the password is set. One that was made up is shown in this answer alone."""
    user, described = read_described(pool, sub, fresh=request.method == "POST")
    call_pool(request, described.name)
    obstacle = reason_against(actions.SET_PASSWORD, user, described)
    data = request.POST if request.method == "POST" and not obstacle else None
    form = PasswordForm(data, pool=described, seen=user.appearance)
    if form.is_valid():
        with refusals(form):
            return _set(request, pool, user, form)
    return _page(request, pool, user, described, form, obstacle)


@sensitive_variables("password", "context")
def _set(request: HttpRequest, pool: PoolAccess, user: User, form: PasswordForm) -> HttpResponse:
    """Raises CognitoError."""
    password, reason = form.new_password(), form.cleaned_data["reason"]
    gateway = pool.gateway(PasswordGateway)
    result = gateway.set(user=user, password=password, permanent=form.is_permanent, reason=reason)
    _tell(request, result, user, permanent=form.is_permanent)
    if form.cleaned_data["sign_out"]:
        _sign_out(request, gateway, user, reason)
    back = address(pool, "user", sub=user.sub)
    if not form.is_generated:
        return redirect(back)
    context = {"pool": pool, "user": result.now or user, "password": password, "back": back}
    return render_page(request, "users/passwords/done.html", context)


def _sign_out(request: HttpRequest, gateway: PasswordGateway, user: User, reason: str) -> None:
    """The password is set by then: a failure is told, and ends nothing."""
    name = visible(user.label)
    try:
        gateway.sign_out(user=user, reason=reason)
    except CognitoError as error:
        words = "Whether {} was signed out is not sure: {}. {}"
        messages.warning(request, format_html(words, name, error.what, error.suggestion))
    else:
        messages.success(request, format_html("{} was signed out everywhere.", name))


def _page(
    request: HttpRequest, pool: PoolAccess, user: User, described: Pool, form: PasswordForm, obstacle: str
) -> HttpResponse:
    context = {
        "pool": pool,
        "user": user,
        "form": form,
        "obstacle": obstacle,
        "requirements": requirements("", described.password_policy),
        "typed": False,
        "retype": bool(request.POST.get("password")),
        "back": address(pool, "user", sub=user.sub),
    }
    status = 409 if obstacle and request.method == "POST" else None
    return render_page(request, "users/passwords/set.html", context, status=status)


def _tell(request: HttpRequest, result: ReadBack[User], user: User, *, permanent: bool) -> None:
    name = visible(user.label)
    if result.problem:
        words = "No clear answer came, but read again {} has changed as wanted: the password seems to be set."
        messages.warning(request, format_html(words, name))
    else:
        kind = "permanent" if permanent else "temporary"
        words = "{} has a new {} password. No message was sent: give it to them yourself."
        messages.success(request, format_html(words, name, kind))
