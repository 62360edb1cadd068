"""`@requires(action)`: what a view is for, who may use it, and the pool it is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from console.access.actions import Action, Reach
from console.access.reach import PoolRequest, allows, reach_pool, signed_in

View = Callable[..., HttpResponseBase]


class GuardedView(Protocol):
    """A view that says what it is for."""

    action: Action

    def __call__(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer a request."""


def action_of(view: object) -> Action | None:
    """What a view is for; None for those that ask for no action. Decorators hand it on."""
    action: Action | None = getattr(view, "action", None)
    return action


def requires(action: Action) -> Callable[[View], GuardedView]:
    """Let a view be reached only by operators who may do `action`.

    Strangers get 404, readers get 403. For actions on a pool the url's `connection` and `pool_id` become one
    argument, `pool`, which is also kept as `request.pool` for the page's header.
    """

    def decorate(view: View) -> GuardedView:
        @wraps(view)
        def with_pool(request: PoolRequest, connection: str, pool_id: str, **kwargs: Any) -> HttpResponseBase:
            pool = request.pool = reach_pool(request, connection, pool_id)
            if not allows(pool, action):
                raise PermissionDenied(action.label)
            return view(request, pool, **kwargs)

        @wraps(view)
        def without_pool(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if not signed_in(request).allows(action):
                raise PermissionDenied(action.label)
            return view(request, **kwargs)

        decorated = cast(GuardedView, with_pool if action.reach is Reach.POOL else without_pool)
        decorated.action = action
        return decorated

    return decorate
