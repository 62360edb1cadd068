"""What a help desk does for one user: each is asked, then done once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from users.asking.deeds import DISABLE, ENABLE, RESET_PASSWORD, SIGN_OUT, Deed
from users.asking.road import confirmed
from users.gateway import UserGateway

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.RESET_PASSWORD)
def reset_password(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, RESET_PASSWORD, pool.gateway(UserGateway).reset_password)


@asks_then_acts
@never_cache
@requires(actions.SIGN_OUT_USER)
def sign_out(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, SIGN_OUT, pool.gateway(UserGateway).sign_out)


@asks_then_acts
@never_cache
@requires(actions.ENABLE_USER)
def enable(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, ENABLE, pool.gateway(UserGateway).enable)


@asks_then_acts
@never_cache
@requires(actions.DISABLE_USER)
def disable(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    return _confirmed(request, pool, sub, DISABLE, pool.gateway(UserGateway).disable)


def _confirmed(
    request: HttpRequest, pool: PoolAccess, sub: str, deed: Deed, do: Callable[..., None]
) -> HttpResponse:
    """What Cognito would refuse depends on the pool's settings too: they are read afresh."""
    return confirmed(
        request,
        pool,
        sub,
        deed,
        find=lambda user: user,
        do=lambda user, subject, answers: do(user=user, reason=answers["reason"]),
        fresh=True,
    )
