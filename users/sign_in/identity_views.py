"""Identities of one user at other providers: linking one, unlinking one."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.cognito.errors import UnknownOutcome
from console.cognito.side_by_side import need, side_by_side
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from pools.addresses import name_pool
from users.addresses import address
from users.asking.road import confirmed
from users.attributes.records import identities_of
from users.gateway import User, UserGateway
from users.sign_in.deeds import UNLINK_IDENTITY
from users.sign_in.forms import LinkForm, UnlinkForm
from users.sign_in.identities import MOST_LINKED, IdentityGateway, LinkedIdentity, Provider, linked_identities

MAIN = (
    "It is the identity that this user came with: without it nothing would be left. Disable or delete the user "
    "instead."
)
asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.LINK_IDENTITY)
@proof_required
def link(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Let an identity that has never signed in be this user."""
    name_pool(request, pool)
    user, providers = _read(pool, sub)
    form = LinkForm(
        request.POST if request.method == "POST" else None,
        providers={each.name: each.is_social for each in providers},
    )
    obstacle = _obstacle(user, providers)
    if not obstacle and form.is_valid():
        with refusals(form):
            return _link(request, pool, user, form)
    context = {"pool": pool, "user": user, "form": form, "obstacle": obstacle, "back": _back(pool, user)}
    return render_page(request, "users/sign_in/link.html", context)


@asks_then_acts
@never_cache
@requires(actions.UNLINK_IDENTITY)
@proof_required
def unlink(request: HttpRequest, pool: PoolAccess, sub: str, identity: str) -> HttpResponse:
    def find(user: User) -> LinkedIdentity | None:
        return next((each for each in linked_identities(user) if each.key == identity), None)

    return confirmed(
        request,
        pool,
        sub,
        UNLINK_IDENTITY,
        find=find,
        do=lambda user, linked, answers: pool.gateway(IdentityGateway).unlink(
            user=user, identity=linked.identity, attribute=answers["attribute"], reason=answers["reason"]
        ),
        form_class=UnlinkForm,
        obstacle=lambda user, linked: MAIN if linked.identity.primary else "",
    )


def _read(pool: PoolAccess, sub: str) -> tuple[User, list[Provider]]:
    """ListUsers beside ListIdentityProviders. Raises CognitoError."""
    user, providers = side_by_side(
        partial(pool.gateway(UserGateway).find, sub), pool.gateway(IdentityGateway).providers
    )
    return need(user), need(providers)


def _obstacle(user: User, providers: list[Provider]) -> str:
    if not providers:
        return "This pool has no identity provider."
    if sum(not each.primary for each in identities_of(user)) >= MOST_LINKED:
        return f"{MOST_LINKED} identities are linked already, and Cognito allows no more. Unlink one first."
    return ""


def _link(request: HttpRequest, pool: PoolAccess, user: User, form: LinkForm) -> HttpResponse:
    answers = form.cleaned_data
    try:
        pool.gateway(IdentityGateway).link(
            user=user,
            provider=answers["provider"],
            attribute=answers["attribute"],
            value=answers["value"],
            reason=answers["reason"],
        )
    except UnknownOutcome:
        now = identities_of(pool.gateway(UserGateway).find(user.sub))
        if not any((each.provider, each.user_id) == (answers["provider"], answers["value"]) for each in now):
            raise
    words = "{} is linked to {}: whoever signs in with it is this user."
    messages.success(request, format_html(words, visible(answers["provider"]), visible(user.label)))
    return redirect(_back(pool, user))


def _back(pool: PoolAccess, user: User) -> str:
    return address(pool, "sign_in", sub=user.sub)
