"""The secrets of an app client: how old they are, one exchanged for another, one revealed with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.cognito.gateway import Target
from console.ui.pages import refusals, render_page
from pools.app_clients.creation.deletion_forms import AppClientDeletionForm
from pools.app_clients.creation.gateway import KIND
from pools.app_clients.gateway import AppClientsGateway
from pools.app_clients.pages import address, read_profile
from pools.app_clients.secrets.forms import AddSecretForm, RevealSecretForm
from pools.app_clients.secrets.gateway import AppClientSecretsGateway
from pools.app_clients.secrets.pages import read_secrets

NO_MORE = "It has two secrets already. Delete one before you add another."
PUBLIC = "It has no secret, and can never get one."
MANAGED = "AWS Secrets Manager keeps its secret, and Cognito exchanges it: there is nothing to do by hand."
GONE = "This secret is not there any more."
LAST = "This is its only secret, which cannot be deleted. Add a second one first."


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
    if app_client.secret_arn:
        messages.info(request, MANAGED)
        return redirect(address(pool, "app_client", client_id))
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


@require_safe
@never_cache
@requires(actions.VIEW_SECRETS)
def index(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """How old the secrets are, and the next step of exchanging one. Never a value."""
    page = read_secrets(pool, client_id)
    call_pool(request, page.pool_name)
    context = {"pool": pool, "page": page, "app_client": page.app_client}
    return render_page(request, "pools/app_clients/secrets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.ADD_SECRET)
@proof_required
def add(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Asks why; posted, adds a secret and shows its value in this answer alone."""
    page = read_secrets(pool, client_id)
    if isinstance(page.answer, CognitoError):
        raise page.answer
    if not page.can_add:
        why_not = MANAGED if page.app_client.secret_arn else NO_MORE if page.is_exchanging else PUBLIC
        messages.info(request, why_not)
        return redirect(_home(pool, client_id))
    call_pool(request, page.pool_name)
    form = AddSecretForm(request.POST if request.method == "POST" else None)
    context = {"pool": pool, "page": page, "app_client": page.app_client, "form": form}
    if form.is_valid():
        with refusals(form):
            gateway = pool.gateway(AppClientSecretsGateway)
            added = gateway.add(page.app_client, page.secrets, **form.asked)
            own = bool(form.cleaned_data["own"])
            return render_page(
                request, "pools/app_clients/secret_added.html", {**context, "added": added, "own": own}
            )
    return render_page(request, "pools/app_clients/add_secret.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.DELETE_SECRET)
@proof_required
def delete(request: HttpRequest, pool: PoolAccess, client_id: str, secret_id: str) -> HttpResponse:
    """Says what ends, asks for the name of the app client and a reason, deletes one of two secrets."""
    page = read_secrets(pool, client_id)
    if isinstance(page.answer, CognitoError):
        raise page.answer
    row = page.row(secret_id)
    if row is None or not page.is_exchanging:
        messages.info(request, MANAGED if page.app_client.secret_arn else LAST if row else GONE)
        return redirect(_home(pool, client_id))
    call_pool(request, page.pool_name)
    app_client = page.app_client
    form = AppClientDeletionForm(request.POST if request.method == "POST" else None, name=app_client.name)
    if form.is_valid():
        with refusals(form):
            gateway = pool.gateway(AppClientSecretsGateway)
            clear = gateway.delete_secret(app_client, row.secret, reason=form.cleaned_data["reason"])
            words = (
                "The {} secret was deleted." if clear else "No clear answer came, but the {} secret is gone."
            )
            messages.success(request, words.format(row.place))
            return redirect(_home(pool, client_id))
    context = {"pool": pool, "page": page, "app_client": app_client, "row": row, "form": form}
    return render_page(request, "pools/app_clients/delete_secret.html", context)


def _home(pool: PoolAccess, client_id: str) -> str:
    return address(pool, "app_client_secrets", client_id)
