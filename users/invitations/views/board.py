"""The board of a pool's invitations, and of all pools."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.ui.pages import render_page
from users.invitations.across import read_pools
from users.invitations.board import read_board
from users.invitations.models import Resending


@require_safe
@never_cache
@requires(actions.VIEW_INVITATIONS)
def invitations(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Who was invited and has not signed in: DescribeUserPool and at most ten ListUsers."""
    board = read_board(request, pool)
    resendings = Resending.objects.of_pool(pool.connection.slug, pool.id)[:5]
    return render_page(
        request,
        "users/invitations/board.html",
        {"pool": pool, "board": board, "resendings": resendings},
        regions={"results": "users/invitations/_board.html"},
    )


@require_safe
@never_cache
@requires(actions.VIEW_ALL_INVITATIONS)
def all_invitations(request: HttpRequest) -> HttpResponse:
    """How many stand where in each pool, ten pools at a time."""
    return render_page(
        request,
        "users/invitations/everywhere.html",
        {"across": read_pools(request)},
        regions={"more-pools": "users/invitations/_pools.html"},
    )
