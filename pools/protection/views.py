"""Threat protection of a pool and of each app client: shown in words, saved safely, taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from pools.editing import reviews
from pools.editing.road import Editing
from pools.editing.road import edit as edit_section
from pools.gateway import PoolGateway
from pools.places import address, name_pool
from pools.protection import pages as protection
from pools.protection.alerts import render_with_previews
from pools.protection.forms import ProtectionForm
from pools.protection.gateway import ProtectionGateway
from pools.protection.pages import ProtectionSubject
from pools.protection.rules import RULES
from pools.protection.sections import PARTS
from pools.saving.proposals import Proposal
from pools.saving.states import State
from pools.settings.effect import ProtectionEffect

RESET = "reset"


@require_safe
@never_cache
@requires(actions.VIEW_PROTECTION)
def index(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """What holds for the pool, or for one app client."""
    page = protection.read_page(pool, client_id)
    name_pool(request, pool)
    template = "pools/protection/app_client.html" if client_id else "pools/protection/index.html"
    return render_page(request, template, {"pool": pool, "page": page, "subject": page.subject})


@require_safe
@never_cache
@requires(actions.VIEW_PROTECTION)
def show_overrides(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Which app clients have settings of their own, five app clients at a time."""
    name_pool(request, pool)
    batch = protection.read_overrides(pool, token=request.GET.get("next", ""))
    overrides = [
        (each, None if isinstance(answer, CognitoError) else bool(answer)) for each, answer in batch.answers
    ]
    context = {
        "pool": pool,
        "overrides": overrides,
        "next": batch.next,
        "continued": "next" in request.GET,
    }
    return render_page(request, "pools/protection/overrides.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.EDIT_PROTECTION)
def edit(request: HttpRequest, pool: PoolAccess, topic: str, client_id: str = "") -> HttpResponse:
    """The form of a section, or else the review of what was typed."""
    subject = ProtectionSubject(pool, client_id)
    asked = subject.section_called(topic)
    if asked is None:
        raise Http404("There is no such section.")
    effect = ProtectionEffect.of(pool.gateway(PoolGateway).describe())

    def begin(state: State) -> State:
        """An app client's own settings begin as a copy of its pool's, whichever of them are changed."""
        return pool.gateway(ProtectionGateway).read() if client_id and not state else {}

    return edit_section(
        request,
        Editing(
            subject=subject,
            section=asked,
            form=ProtectionForm,
            rules=RULES,
            plan=effect.plan,
            begin=begin,
            context={"crumbs": _crumbs(subject), "effect": effect},
            render=render_with_previews,
        ),
    )


@require_POST
@never_cache
@requires(actions.EDIT_PROTECTION)
def reset(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The review of taking an app client back to its pool's settings, or the pool back to Cognito's defaults."""
    name_pool(request, pool)
    subject = ProtectionSubject(pool, client_id)
    state = subject.saver.read_state()
    changes = dict.fromkeys(part for part in PARTS if part in state)
    return reviews.review_of(request, subject, Proposal(baseline=state, changes=changes, origin=RESET))


@require_POST
@never_cache
@requires(actions.EDIT_PROTECTION)
def review(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The review once more, after clashes were decided."""
    name_pool(request, pool)
    return reviews.review_again(request, ProtectionSubject(pool, client_id))


@require_POST
@never_cache
@requires(actions.EDIT_PROTECTION)
def save(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The save of what was reviewed."""
    return reviews.save(request, ProtectionSubject(pool, client_id))


def _crumbs(subject: ProtectionSubject) -> list[tuple[str, str]]:
    crumbs = [("Protection", address(subject.pool, "protection"))]
    return [*crumbs, (subject.client_name, subject.back_url)] if subject.client_id else crumbs
