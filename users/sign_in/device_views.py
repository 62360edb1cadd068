"""The devices of one user: forgetting one, remembering it, or no longer."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from users.asking.road import confirmed
from users.sign_in.deeds import FORGET_DEVICE, REMEMBER_DEVICE, UNREMEMBER_DEVICE
from users.sign_in.devices import DeviceGateway

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.FORGET_DEVICE)
def forget(request: HttpRequest, pool: PoolAccess, sub: str, device: str) -> HttpResponse:
    gateway = pool.gateway(DeviceGateway)
    return confirmed(
        request,
        pool,
        sub,
        FORGET_DEVICE,
        find=lambda user: gateway.find(user.username, device),
        do=lambda user, found, answers: gateway.forget(user=user, device=found, reason=answers["reason"]),
    )


@asks_then_acts
@never_cache
@requires(actions.SET_DEVICE_STATUS)
def set_status(
    request: HttpRequest, pool: PoolAccess, sub: str, device: str, *, remembered: bool
) -> HttpResponse:
    """`remembered` comes from the address: each of the two is a question of its own."""
    gateway = pool.gateway(DeviceGateway)
    return confirmed(
        request,
        pool,
        sub,
        REMEMBER_DEVICE if remembered else UNREMEMBER_DEVICE,
        find=lambda user: gateway.find(user.username, device),
        do=lambda user, found, answers: gateway.set_remembered(
            user=user, device=found, remembered=remembered, reason=answers["reason"]
        ),
        obstacle=lambda user, found: "It is so already." if found.remembered is remembered else "",
    )
