"""Seeing more of a user than usual: personal data for Viewers, and what only the billed read tells."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.audit.models import Outcome
from console.ui.pages import render_page
from users.addresses import address
from users.masking import masked_user
from users.opening import read_user
from users.person.page import PersonPage, read_person
from users.person.reveal_forms import RevealForm


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.REVEAL_USER)
def reveal(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """Ask for a reason; record it; only then show, in this one answer."""
    form = RevealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        profile = read_person(pool, sub, revealed=True)
        _note(pool, actions.REVEAL_USER, profile, reason=form.cleaned_data["reason"])
        call_pool(request, profile.pool_name)
        return render_page(request, "users/person/user.html", {"pool": pool, "profile": profile})
    user, described = read_user(pool, sub)
    call_pool(request, described.name if described else "")
    context = {
        "pool": pool,
        "user": masked_user(user) if pool.masked else user,
        "form": form,
        "back": address(pool, "user", sub=sub),
    }
    return render_page(
        request, "users/person/reveal.html", context, regions={"dialog": "users/person/_reveal_dialog.html"}
    )


@require_POST
@never_cache
@requires(actions.DEEP_READ_USER)
def deep_read(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """AdminGetUser, which AWS bills as an active user: recorded, and shown in this one answer."""
    profile = read_person(pool, sub, deep=True)
    _note(pool, actions.DEEP_READ_USER, profile)
    call_pool(request, profile.pool_name)
    status = profile.factors_problem.status if profile.factors_problem else None
    return render_page(request, "users/person/user.html", {"pool": pool, "profile": profile}, status=status)


def _note(pool: PoolAccess, action: actions.Action, profile: PersonPage, *, reason: str = "") -> None:
    problem = profile.factors_problem
    pool.recorder.note(
        action.name,
        outcome=Outcome.REFUSED if problem else Outcome.DONE,
        connection=pool.connection.slug,
        target=profile.found.target(pool.id),
        reason=reason,
        message=f"{problem.code}: {problem.title}" if problem else "",
    )
