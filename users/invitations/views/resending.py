"""Sending one invitation again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import refusals, render_page
from pools.gateway import Pool, PoolGateway
from pools.settings.pool_facts import temporary_days
from users.attributes.fields import plain
from users.gateway import User
from users.invitations.forms.resending import ResendForm
from users.invitations.gateway import InvitationGateway
from users.invitations.records import Invitation
from users.invitations.views.words import tell_resent

PAGE = "users/invitations/resend.html"
DIALOG = "users/invitations/_resend_dialog.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.RESEND_INVITATION)
def resend(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Says what will happen, then sends; the user is read again before."""
    user, described = _read(pool, sub)
    call_pool(request, described.name)
    invitation = Invitation.of(user, described)
    form = ResendForm(request.POST if request.method == "POST" else None, user=user, invitation=invitation)
    if form.is_valid() and not invitation.obstacle:
        if form.has_moved:
            return _page(request, pool, ResendForm(user=user, invitation=invitation), described, moved=True)
        with refusals(form):
            resent = pool.gateway(InvitationGateway).resend(user, form.medium_chosen)
            tell_resent(request, resent, described)
            return redirect("users:user", pool.connection.slug, pool.id, sub)
    return _page(request, pool, form, described)


def _read(pool: PoolAccess, sub: str) -> tuple[User, Pool]:
    """The user, now, and the settings of the pool. Raises CognitoError."""
    gateway = pool.gateway(InvitationGateway)
    user, described = side_by_side(lambda: gateway.find(sub), pool.gateway(PoolGateway).describe)
    return need(user), need(described)


def _page(
    request: HttpRequest, pool: PoolAccess, form: ResendForm, described: Pool, *, moved: bool = False
) -> HttpResponse:
    invitation = form.invitation
    refused = request.method == "POST" and bool(invitation.obstacle)
    return render_page(
        request,
        PAGE,
        {
            "pool": pool,
            "form": form,
            "person": form.user,
            "name": plain(form.user.label),
            "invitation": invitation,
            "days": temporary_days(described.raw),
            "moved": moved,
        },
        regions={"dialog": DIALOG},
        status=409 if moved or refused else None,
    )
