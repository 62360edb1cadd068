"""Deleting a pool: what is lost, a typed name, and what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import refusals, render_page
from pools.deletion import steps as domain
from pools.deletion.consequences import consequences
from pools.deletion.steps import Deletion, Ending
from pools.editing.fields.confirmations import DeletionForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.DELETE_POOL)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """What is lost; with the pool's name typed, the deletion."""
    found = consequences(pool)
    call_pool(request, found.pool.name)
    form = DeletionForm(request.POST if request.method == "POST" else None, pool_name=found.pool.name)
    if form.is_valid():
        with refusals(form):
            return _ended(
                request, pool, found.pool.name, domain.delete(pool, reason=form.cleaned_data["reason"])
            )
    context = {"pool": pool, "found": found, "form": form}
    return render_page(request, "pools/deletion/delete.html", context)


def _ended(request: HttpRequest, pool: PoolAccess, name: str, deletion: Deletion) -> HttpResponse:
    if deletion.ending is Ending.GONE:
        messages.success(
            request,
            f"The pool {name} ({pool.id}) is deleted. AWS keeps it inactive for 14 days; "
            "only AWS Support may be able to restore it.",
        )
        return redirect("pools:index")
    context = {"pool": pool, "deletion": deletion}
    return render_page(request, "pools/deletion/stopped.html", context, status=deletion.status)
