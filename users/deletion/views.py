"""Deleting a user: what goes with them, their name typed, and a snapshot that is kept for 30 days."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from pools.groups import Group
from users.addresses import address
from users.attributes.records import identities_of
from users.deletion.forms import DeleteUserForm
from users.deletion.models import SNAPSHOT_DAYS
from users.deletion.steps import delete_user, typed_name
from users.gateway import User
from users.groups.gateway import GroupGateway
from users.opening import read_user


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.DELETE_USER)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Says what goes, asks for the name and a reason, keeps a snapshot, deletes."""
    user, described = read_user(pool, sub)
    call_pool(request, described.name if described else "")
    groups = _groups(pool, user)
    expected = typed_name(user)
    form = DeleteUserForm(request.POST if request.method == "POST" else None, user=user, expected=expected)
    if form.is_valid():
        with refusals(form):
            return _delete(request, pool, user, groups, form.cleaned_data["reason"])
    context = {
        "pool": pool,
        "user": user,
        "form": form,
        "expected": expected,
        "groups": groups,
        "identities": identities_of(user),
        "days": SNAPSHOT_DAYS,
        "is_self": bool(user.email) and user.email.casefold() == pool.operator.email.casefold(),
        "back": address(pool, "user", sub=sub),
    }
    return render_page(request, "users/deletion/delete.html", context)


def _groups(pool: PoolAccess, user: User) -> Sequence[Group] | None:
    """AdminListGroupsForUser; None where they cannot be read: that does not stop a deletion."""
    try:
        # Cognito knows federated users by their username alone.
        return pool.gateway(GroupGateway).of_user(user.username)
    except CognitoError:
        return None


def _delete(
    request: HttpRequest, pool: PoolAccess, user: User, groups: Sequence[Group] | None, reason: str
) -> HttpResponse:
    """Raises CognitoError."""
    snapshot, problem = delete_user(pool, user, groups=groups, reason=reason)
    words = "No clear answer came, but {} is gone: they were deleted." if problem else "{} was deleted."
    messages.success(request, format_html(words, visible(user.label)))
    return redirect(address(pool, "deleted_user", snapshot=snapshot.pk))
