"""Sign-ups that were never confirmed: the list, and deleting some of them for ever."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.ui.pages import render_page
from pools.addresses import name_pool
from users.gateway import UNCONFIRMED
from users.invitations.board import is_stale, read_signups
from users.invitations.forms.board import DeleteSignUpsForm, SignUpSelection, SignUpsForm
from users.invitations.signups import Deletion, SignUpGateway

RESULTS = "users/invitations/signups_deleted.html"


@require_safe
@never_cache
@requires(actions.VIEW_INVITATIONS)
def signups(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Who signed up and has not confirmed: DescribeUserPool and at most ten ListUsers."""
    board = read_signups(request, pool)
    return render_page(
        request,
        "users/invitations/signups.html",
        {"pool": pool, "board": board},
        regions={"results": "users/invitations/_signups.html"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.DELETE_SIGNUPS)
@proof_required
def delete_signups(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """First shows who goes; the number typed, each is looked at again and deleted.

    Without a selection, as after proving who one is, there is only the way back to the list.
    """
    name_pool(request, pool)
    selection, shown = SignUpSelection(request.POST or None), SignUpsForm(request.POST)
    gateway, before = pool.gateway(SignUpGateway), datetime.now(UTC) - shown.age
    found = gateway.find_several(selection.subs, status=UNCONFIRMED).values()
    people = [user for user in found if is_stale(user, before)]
    form = DeleteSignUpsForm(request.POST if "typed" in request.POST else None, count=len(people))
    if people and form.is_valid():
        results = gateway.delete_each(people, created_before=before, reason=form.cleaned_data["reason"])
        context = {"pool": pool, "results": results, "shown": shown, **_counts(results)}
        return render_page(request, "users/invitations/signups_deleted.html", context)
    context = {
        "pool": pool,
        "people": people,
        "form": form,
        "shown": shown,
        "selection": selection,
        "left_out": len(selection.subs) - len(people),
    }
    return render_page(request, "users/invitations/delete_signups.html", context)


def _counts(results: list[Deletion]) -> dict[str, object]:
    return {
        "deleted": sum(each.outcome == "deleted" for each in results),
        "not_tried": [each for each in results if each.outcome == "not tried"],
    }
