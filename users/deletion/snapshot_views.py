"""People whom Lifeguard deleted in the last 30 days: the list, one of them, creating them again, forgetting them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.gateway import Target
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from console.ui.paging import page_by_number
from pools.addresses import name_pool
from pools.gateway import PoolGateway
from users.addresses import address
from users.attributes.records import identities_of, rows_of
from users.deletion.forms import ForgetForm, ReturnForm
from users.deletion.gateway import DeletionGateway, ReturnGateway
from users.deletion.models import SNAPSHOT_DAYS, UserSnapshot
from users.deletion.returning import Return, steps_of
from users.invitations.records import media_for

PAGE_SIZE = 50
STILL_THERE = "They are still in the pool: the deletion came to nothing."
asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_DELETED_USERS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The newest first; those whose time is over are forgotten before anything is shown."""
    name_pool(request, pool)
    UserSnapshot.objects.purge()
    found = UserSnapshot.objects.of_pool(pool.connection.slug, pool.id)
    context = {"pool": pool, "days": SNAPSHOT_DAYS, **page_by_number(request, found, size=PAGE_SIZE)}
    return render_page(request, "users/deletion/snapshots.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_DELETED_USERS)
def snapshot(request: HttpRequest, pool: PoolAccess, snapshot: int) -> HttpResponse:
    """Everything that was kept."""
    name_pool(request, pool)
    kept = _find(pool, snapshot)
    rows, _ = rows_of(kept.user, None)
    context = {"pool": pool, "snapshot": kept, "rows": rows, "identities": identities_of(kept.user)}
    return render_page(request, "users/deletion/snapshot.html", context)


@asks_then_acts
@never_cache
@requires(actions.RECREATE_USER)
@proof_required
def recreate(request: HttpRequest, pool: PoolAccess, snapshot: int) -> HttpResponse:
    """Says beforehand what cannot return; then creates, adds to groups, and says what came of each step."""
    kept = _find(pool, snapshot)
    described = pool.gateway(PoolGateway).describe(fresh=request.method == "POST")
    call_pool(request, described.name)
    coming = Return(snapshot=kept, pool=described)
    obstacle = coming.obstacle or (STILL_THERE if _still_there(pool, kept) else "")
    data = request.POST if request.method == "POST" and not obstacle else None
    form = ReturnForm(data, user=kept.user, media=media_for(kept.user, described))
    if form.is_valid():
        with refusals(form):
            return _return(request, pool, coming, form)
    context = {"pool": pool, "snapshot": kept, "coming": coming, "obstacle": obstacle, "form": form}
    status = 409 if obstacle and request.method == "POST" else None
    return render_page(request, "users/deletion/recreate.html", context, status=status)


@asks_then_acts
@never_cache
@requires(actions.FORGET_DELETED_USER)
@proof_required
def forget(request: HttpRequest, pool: PoolAccess, snapshot: int) -> HttpResponse:
    """Removes what was kept, before its time."""
    name_pool(request, pool)
    kept = _find(pool, snapshot)
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        target = Target(pool_id=pool.id, kind="user", id=kept.sub, label=kept.label)
        pool.recorder.note(
            actions.FORGET_DELETED_USER.name,
            connection=pool.connection.slug,
            target=target,
            reason=form.cleaned_data["reason"],
        )
        kept.delete()
        words = "What was kept of {} is forgotten."
        messages.success(request, format_html(words, visible(kept.label)))
        return redirect(address(pool, "deleted"))
    return render_page(
        request, "users/deletion/forget_snapshot.html", {"pool": pool, "snapshot": kept, "form": form}
    )


def _find(pool: PoolAccess, pk: int) -> UserSnapshot:
    """Somebody deleted from this pool in the last 30 days. Raises Http404."""
    UserSnapshot.objects.purge()
    kept = UserSnapshot.objects.of_pool(pool.connection.slug, pool.id).filter(pk=pk).first()
    if kept is None:
        raise Http404("Nothing is kept of them.")
    return kept


def _still_there(pool: PoolAccess, kept: UserSnapshot) -> bool:
    """Whether somebody whose deletion had no clear answer is there (ListUsers). Raises CognitoError."""
    return not kept.is_certain and not pool.gateway(DeletionGateway).is_gone(kept.sub)


def _return(request: HttpRequest, pool: PoolAccess, coming: Return, form: ReturnForm) -> HttpResponse:
    """Raises CognitoError when nobody was created."""
    new = coming.new_user(form.chosen_media, form.cleaned_data["reason"])
    returned = pool.gateway(ReturnGateway).bring_back(new, disable=form.disables)
    coming.snapshot.returned_as = returned.invited.user.sub
    coming.snapshot.save(update_fields=["returned_as"])
    steps = steps_of(returned, new, disabled=form.disables)
    context = {"pool": pool, "snapshot": coming.snapshot, "coming": coming, "steps": steps}
    return render_page(request, "users/deletion/returned.html", context)
