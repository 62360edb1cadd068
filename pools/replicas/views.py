"""The replicas of a pool in other regions: listed, made, switched, removed, each with what it does to people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.pages import refusals, render_page
from console.ui.problems import Problem
from pools.addresses import address, name_pool
from pools.editing.fields.confirmations import ConfirmationForm
from pools.gateway import PoolGateway
from pools.replicas.forms import NewReplicaForm, StatusForm
from pools.replicas.gateway import ACTIVE, DELETING, Replica, ReplicasGateway
from pools.replicas.pages import ReplicaRow, lacks

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@never_cache
@requires(actions.VIEW_REPLICAS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The primary and its secondaries with their state."""
    described, listed = side_by_side(
        lambda: pool.gateway(PoolGateway).describe(fresh=True), pool.gateway(ReplicasGateway).list_replicas
    )
    call_pool(request, need(described).name)
    replicas = value_or(listed, ())
    context = {
        "pool": pool,
        "problem": Problem.in_answer(listed),
        "rows": [ReplicaRow(replica=each) for each in replicas],
        "has_secondaries": any(not each.primary for each in replicas),
        "lacks": list(lacks(need(described))),
    }
    return render_page(request, "pools/replicas/index.html", context)


@asks_then_acts
@never_cache
@requires(actions.CREATE_REPLICA)
@proof_required
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The form of a new replica, with what the pool lacks to have one."""
    gateway = pool.gateway(ReplicasGateway)
    pool_read, listed = side_by_side(
        lambda: pool.gateway(PoolGateway).describe(fresh=True), gateway.list_replicas
    )
    described = need(pool_read)
    taken = {pool.connection.region, *(each.region for each in need(listed))}
    call_pool(request, described.name)
    form = NewReplicaForm(request.POST if request.method == "POST" else None, taken=taken)
    if form.is_valid():
        data = form.cleaned_data
        with refusals(form):
            now = gateway.create(data["region"], tags=data["tags"] or {}, reason=data["reason"])
            _tell_created(request, data["region"], now)
            return redirect(address(pool, "replicas"))
    context = {"pool": pool, "form": form, "lacks": list(lacks(described))}
    return render_page(request, "pools/replicas/create.html", context)


@asks_then_acts
@never_cache
@requires(actions.CHANGE_REPLICA)
@proof_required
def change(request: HttpRequest, pool: PoolAccess, replica: str) -> HttpResponse:
    """Activate an inactive replica, or deactivate an active one, after saying what that does."""
    name_pool(request, pool)
    gateway = pool.gateway(ReplicasGateway)
    row = ReplicaRow(replica=gateway.find(replica))
    if not row.next_status:
        messages.info(
            request, f"The replica in {replica} is on its way: {row.status[0].lower()}. Wait a little."
        )
        return redirect(address(pool, "replicas"))
    data = request.POST if request.method == "POST" else None
    form = StatusForm(data, initial={"status": row.next_status})
    if form.is_valid():
        with refusals(form):
            status = form.cleaned_data["status"]
            now = gateway.set_status(row.replica, status, reason=form.cleaned_data["reason"])
            _tell_changed(request, replica, status, now)
            return redirect(address(pool, "replicas"))
    activates = row.next_status == ACTIVE
    context = {"pool": pool, "row": row, "form": form, "activates": activates}
    return render_page(request, "pools/replicas/change.html", context)


@asks_then_acts
@never_cache
@requires(actions.REMOVE_REPLICA)
@proof_required
def remove(request: HttpRequest, pool: PoolAccess, replica: str) -> HttpResponse:
    """Says what ends, asks for the region and a reason, removes it and looks whether it is gone."""
    name_pool(request, pool)
    gateway = pool.gateway(ReplicasGateway)
    row = ReplicaRow(replica=gateway.find(replica))
    if row.why_it_stays:
        messages.info(request, row.why_it_stays)
        return redirect(address(pool, "replicas"))
    data = request.POST if request.method == "POST" else None
    form = ConfirmationForm(data, expected=replica, what="region")
    if form.is_valid():
        with refusals(form):
            now = gateway.remove(row.replica, reason=form.cleaned_data["reason"])
            _tell_removed(request, replica, now)
            return redirect(address(pool, "replicas"))
    return render_page(request, "pools/replicas/remove.html", {"pool": pool, "row": row, "form": form})


def _tell_created(request: HttpRequest, region: str, now: Replica | None) -> None:
    if now:
        messages.success(
            request,
            f"The replica in {region} is there: {ReplicaRow(replica=now).status[0].lower()}. Activate it to use it.",
        )
    else:
        messages.warning(request, f"Cognito accepted a replica in {region}, but it could not be seen yet.")


def _tell_changed(request: HttpRequest, region: str, status: str, now: Replica | None) -> None:
    if now and now.status == status:
        messages.success(
            request, f"The replica in {region} is {ReplicaRow(replica=now).status[0].lower()} now."
        )
    else:
        messages.warning(
            request, f"Cognito accepted that for {region}, but it could not be seen yet. Look again soon."
        )


def _tell_removed(request: HttpRequest, region: str, now: Replica | None) -> None:
    if now is None:
        messages.success(request, f"The replica in {region} is not listed any more.")
    elif now.status == DELETING:
        messages.success(request, f"The replica in {region} is being removed.")
    else:
        messages.warning(
            request, f"Cognito accepted the removal of {region}, but it is still listed. Look again soon."
        )
