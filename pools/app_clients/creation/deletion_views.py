"""Deleting an app client: what ends with it, its name typed, a reason."""

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
from console.ui.components.html import visible
from console.ui.pages import refusals, render_page
from pools.app_clients.creation.deletion_forms import AppClientDeletionForm
from pools.app_clients.creation.gateway import AppClientLifecycleGateway
from pools.app_clients.pages import address, read_profile


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.DELETE_APP_CLIENT)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Says what ends, asks for the name and a reason, deletes it."""
    profile = read_profile(pool, client_id)
    call_pool(request, profile.pool.name if profile.pool else "")
    app_client = profile.app_client
    form = AppClientDeletionForm(request.POST if request.method == "POST" else None, name=app_client.name)
    if form.is_valid():
        with refusals(form):
            gateway = pool.gateway(AppClientLifecycleGateway)
            clear = gateway.delete(app_client, reason=form.cleaned_data["reason"])
            words = "{} was deleted." if clear else "No clear answer came, but {} is gone: it was deleted."
            messages.success(request, format_html(words, visible(app_client.name)))
            return redirect(address(pool, "app_clients"))
    context = {"pool": pool, "profile": profile, "app_client": app_client, "form": form}
    return render_page(request, "pools/app_clients/delete.html", context)
