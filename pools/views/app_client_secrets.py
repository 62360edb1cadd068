"""The secret of an app client, revealed with a reason in one answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.gateway import Target
from console.ui.pages import render_page
from pools.app_clients import read_profile
from pools.forms.app_client_secrets import RevealSecretForm
from pools.gateway.app_client_lifecycle import KIND
from pools.gateway.app_clients import AppClientsGateway


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.REVEAL_SECRET)
@proof_required
def reveal(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Asks why; posted, records that and shows the secret in this answer alone."""
    profile = read_profile(pool, client_id)
    app_client = profile.app_client
    if not app_client.has_secret:
        raise Http404("There is no secret.")
    call_pool(request, profile.pool.name if profile.pool else "")
    form = RevealSecretForm(request.POST if request.method == "POST" else None)
    context = {"pool": pool, "app_client": app_client, "form": form}
    if not form.is_valid():
        return render_page(request, "pools/app_clients/reveal.html", context)
    secret = pool.gateway(AppClientsGateway).read_secret(client_id)
    # What cannot be recorded is not shown: this raises.
    pool.recorder.note(
        actions.REVEAL_SECRET.name,
        connection=pool.connection.slug,
        target=Target(pool_id=pool.id, kind=KIND, id=app_client.id, label=app_client.name),
        reason=form.cleaned_data["reason"],
    )
    return render_page(request, "pools/app_clients/secret.html", {**context, "secret": secret})
