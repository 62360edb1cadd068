"""Making an app client: a form, a review with the call, and the one page that shows its secret."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, UnknownOutcome
from console.cognito.side_by_side import side_by_side, value_or
from console.ui.pages import render_page
from console.ui.problems import Problem
from pools.app_clients.creation.drafts import AppClientDraft
from pools.app_clients.creation.forms import AppClientCreationForm
from pools.app_clients.creation.gateway import AppClientLifecycleGateway
from pools.app_clients.pages import address, pool_name
from pools.app_clients.subject import AppClientSubject
from pools.editing.reviews import calls_of
from pools.gateway import Pool
from pools.saving import history


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CREATE_APP_CLIENT)
@proof_required
def create(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The form; posted, the review."""
    gateway = pool.gateway(AppClientLifecycleGateway)
    scopes, described = side_by_side(gateway.scopes, gateway.describe)
    call_pool(request, described.name if isinstance(described, Pool) else "")
    form = AppClientCreationForm(
        request.POST if request.method == "POST" else None, scopes=value_or(scopes, None)
    )
    if not form.is_valid():
        return render_page(request, "pools/app_clients/create.html", {"pool": pool, "form": form})
    return _review(request, pool, AppClientDraft(parameters=form.parameters))


@require_POST
@never_cache
@requires(actions.CREATE_APP_CLIENT)
@proof_required
def make(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Make what was reviewed, once. The answer to this very request is all that ever shows the secret."""
    draft = AppClientDraft.from_token(request.POST.get("draft", ""), pool)
    if draft is None:
        messages.warning(request, "That review is too old, or was not made by you: fill the form in again.")
        return redirect(address(pool, "create_app_client"))
    if not draft.is_sent_first():
        messages.warning(
            request,
            "This was sent already, and nothing was sent again. If the app client is here but its secret was not "
            "seen, delete it and make another one.",
        )
        return redirect(address(pool, "app_clients"))
    try:
        made = pool.gateway(AppClientLifecycleGateway).create({"UserPoolId": pool.id, **draft.parameters})
    except UnknownOutcome:
        raise
    except CognitoError as problem:
        # Nothing was made, so the same may be sent anew.
        call_pool(request, pool_name(pool))
        return _review(request, pool, AppClientDraft(parameters=draft.parameters), problem)
    app_client = made.app_client
    subject = AppClientSubject(pool, app_client.id)
    history.note_first(subject, app_client.state, origin="Create an app client")
    call_pool(request, pool_name(pool))
    return render_page(request, "pools/app_clients/made.html", {"pool": pool, "made": made})


def _review(
    request: HttpRequest, pool: PoolAccess, draft: AppClientDraft, problem: CognitoError | None = None
) -> HttpResponse:
    context = {
        "pool": pool,
        "draft": draft,
        "token": draft.token(pool),
        "calls": calls_of([draft.step(pool)], region=pool.connection.region),
        "problem": Problem.of(problem) if problem else None,
    }
    status = problem.status if problem else 200
    return render_page(request, "pools/app_clients/create_review.html", context, status=status)
