"""The groups of one user, all at once."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.cognito.side_by_side import need, side_by_side
from console.ui.components.html import visible
from console.ui.pages import render_page
from pools.addresses import name_pool
from users.addresses import address
from users.attributes.fields import plain
from users.attributes.undoing import find_undo
from users.gateway import Person, User, UserGateway
from users.groups.member_forms import MembershipsForm
from users.groups.members import MemberGateway


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.ADD_MEMBERS)
def of_user(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Tick and clear groups: only what was ticked or cleared is changed, one call each."""
    name_pool(request, pool)
    user, form = _read(request, pool, sub)
    if form.is_valid():
        return _change(request, pool, user, form)
    context = {"pool": pool, "user": user, "form": form, "back": address(pool, "user", sub=sub)}
    return render_page(request, "users/groups/memberships.html", context)


def _read(request: HttpRequest, pool: PoolAccess, sub: str) -> tuple[User, MembershipsForm]:
    """ListUsers beside ListGroups (unless read lately), then AdminListGroupsForUser. Raises CognitoError."""
    gateway = pool.gateway(MemberGateway)
    found, listed = side_by_side(
        partial(pool.gateway(UserGateway).find, sub), partial(gateway.page, lately=True)
    )
    user, groups = need(found), need(listed)
    # Cognito knows federated users by their username alone.
    mine = gateway.of_user(user.username)
    data = request.POST if request.method == "POST" else None
    undo = find_undo(pool, sub, request.GET.get("undo", ""))
    form = MembershipsForm(
        data,
        sub=sub,
        mine=mine,
        groups=groups.items,
        complete=groups.complete,
        wanted=undo.before if undo and undo.about_groups else None,
    )
    if not form.is_bound and (gone := form.unlisted):
        messages.warning(request, f"This group is not there any more: {', '.join(map(plain, gone))}.")
    return user, form


def _change(request: HttpRequest, pool: PoolAccess, user: User, form: MembershipsForm) -> HttpResponse:
    person, back = Person.of(user), address(pool, "user", sub=user.sub)
    wanted = [(person, name, joins) for name, joins in form.changes]
    results = pool.gateway(MemberGateway).change_each(wanted, held=form.held)
    if not results:
        messages.info(request, "Nothing was to be changed.")
        return redirect(back)
    if all(each.outcome == "done" and not each.looked for each in results):
        messages.success(request, format_html("The groups of {} were changed.", visible(user.label)))
        return redirect(back)
    context: dict[str, Any] = {"pool": pool, "user": user, "results": results, "back": back}
    return render_page(request, "users/groups/membership_results.html", context)
