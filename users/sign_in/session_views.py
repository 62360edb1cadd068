"""The sessions of one user: ending one."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from users.asking.road import confirmed
from users.sign_in.deeds import REVOKE_SESSION
from users.sign_in.forms import SessionForm
from users.sign_in.sessions import SessionGateway


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.REVOKE_SESSION)
def revoke(request: HttpRequest, pool: PoolAccess, sub: str, session: str) -> HttpResponse:
    """End one session, and on demand those that are tied to it."""
    gateway = pool.gateway(SessionGateway)
    return confirmed(
        request,
        pool,
        sub,
        REVOKE_SESSION,
        find=lambda user: gateway.find(user.username, session),
        do=lambda user, found, answers: gateway.revoke(
            user=user, session=found, linked=answers.get("linked", False), reason=answers["reason"]
        ),
        form_class=SessionForm,
    )
