"""Undo: looks whether a change still stands, then leads to the form that takes it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from users.addresses import address
from users.attributes.undoing import find_undo
from users.groups.gateway import GroupGateway
from users.opening import read_user


@require_safe
@never_cache
@requires(actions.UNDO_CHANGE)
def undo(request: HttpRequest, pool: PoolAccess, sub: str, number: int) -> HttpResponse:
    """Refused with both values where somebody has changed it since. The form asks and checks like any other."""
    found = find_undo(pool, sub, str(number))
    if found is None:
        raise Http404("There is nothing to undo.")
    user, described = read_user(pool, sub)
    call_pool(request, described.name if described else "")
    groups = pool.gateway(GroupGateway).of_user(user.username) if found.about_groups else ()
    differences = found.differences(user, {group.name for group in groups})
    if not differences:
        return redirect(found.url(pool))
    context = {
        "pool": pool,
        "user": user,
        "undo": found,
        "differences": differences,
        "back": address(pool, "user", sub=sub),
    }
    return render_page(request, "users/person/undo_refused.html", context, status=409)
