"""The second factors of one user: which are on, and an authenticator app that was lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import UnknownOutcome
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from users.addresses import address
from users.asking.road import confirmed
from users.gateway import User
from users.sign_in.deeds import CLEAR_AUTHENTICATOR
from users.sign_in.factors import AuthFactors, FactorGateway
from users.sign_in.forms import PreferenceForm
from users.sign_in.preferences import PreferencesPage, read_preferences

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.SET_MFA)
def preferences(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Switch the factors that pool and user have. ListUsers, DescribeUserPool, GetUserPoolMfaConfig and
    AdminGetUserAuthFactors, then one write."""
    found = read_preferences(pool, sub)
    call_pool(request, found.pool_name)
    form = PreferenceForm(
        request.POST if request.method == "POST" else None,
        seen=found.factors.appearance,
        factors=[(factor.name, factor.label, factor.member) for factor in found.available],
        enabled=found.factors.enabled,
        preferred=found.factors.preferred,
        mandatory=found.mandatory,
    )
    if form.is_valid():
        with refusals(form):
            return _set(request, pool, found, form)
    context = {
        "pool": pool,
        "found": found,
        "user": found.user,
        "form": form,
        "back": _back(pool, found.user),
    }
    return render_page(request, "users/sign_in/preferences.html", context)


@asks_then_acts
@never_cache
@requires(actions.CLEAR_AUTHENTICATOR)
@proof_required
def clear_authenticator(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    gateway = pool.gateway(FactorGateway)

    def find(user: User) -> AuthFactors | None:
        found = gateway.of_user(user.username)
        return found if found.has_authenticator else None

    return confirmed(
        request,
        pool,
        sub,
        CLEAR_AUTHENTICATOR,
        find=find,
        do=lambda user, factors, answers: gateway.clear_authenticator(
            user=user, before=factors, reason=answers["reason"]
        ),
    )


def _set(
    request: HttpRequest, pool: PoolAccess, found: PreferencesPage, form: PreferenceForm
) -> HttpResponse:
    user, gateway = found.user, pool.gateway(FactorGateway)
    wanted, preferred = form.wanted, form.cleaned_data["preferred"]
    if not found.factors.settings_for(wanted, preferred):
        messages.info(request, "Nothing was to be changed.")
        return redirect(_back(pool, user))
    try:
        gateway.set_preference(
            user=user,
            before=found.factors,
            wanted=wanted,
            preferred=preferred,
            reason=form.cleaned_data["reason"],
        )
    except UnknownOutcome:
        # Repeating would do no harm, but whether it is needed can be seen.
        if gateway.of_user(user.username).settings_for(wanted, preferred):
            raise
    words = "The second factors of {} were set. They apply from the next sign-in on."
    messages.success(request, format_html(words, visible(user.label)))
    return redirect(_back(pool, user))


def _back(pool: PoolAccess, user: User) -> str:
    return address(pool, "sign_in", sub=user.sub)
