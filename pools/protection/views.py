"""Threat protection of a pool and of each app client: shown in words, saved safely, taken back."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.cognito.errors import CognitoError
from console.ui.pages import render_page
from pools.addresses import address, name_pool
from pools.editing import reviews
from pools.editing.forms import SectionForm
from pools.editing.road import SectionEditing, road_of
from pools.gateway import PoolGateway
from pools.protection import pages as protection
from pools.protection.alerts import render_with_previews
from pools.protection.forms import ProtectionForm
from pools.protection.gateway import ProtectionGateway
from pools.protection.pages import ProtectionSubject
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


class ProtectionEditing(SectionEditing):
    """One section of a risk configuration, with previews of the messages in it."""

    template = "pools/protection/edit.html"
    kind = ProtectionForm
    subject: ProtectionSubject

    @cached_property
    def effect(self) -> ProtectionEffect:
        return ProtectionEffect.of(self.subject.pool.gateway(PoolGateway).describe())

    @property
    def plan(self) -> str:
        return self.effect.plan

    def begin(self, state: State) -> Mapping[str, Any]:
        """An app client's own settings begin as a copy of its pool's, whichever of them are changed."""
        copied = self.subject.client_id and not state
        return self.subject.pool.gateway(ProtectionGateway).read() if copied else {}

    def unjudged(self, request: HttpRequest, state: State) -> SectionForm | None:
        return self.form(state, request.POST) if "preview" in request.POST else None

    def context(self, form: SectionForm) -> Mapping[str, Any]:
        subject = self.subject
        crumbs = [("Protection", address(subject.pool, "protection"))]
        whose = [(subject.client_name, subject.back_url)] if subject.client_id else []
        return {"crumbs": [*crumbs, *whose], "effect": self.effect}

    def render(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        return render_with_previews(request, self.template, context)


edit, review, save = road_of(ProtectionSubject, ProtectionEditing)


@require_POST
@never_cache
@requires(actions.EDIT_PROTECTION)
def reset(request: HttpRequest, pool: PoolAccess, client_id: str = "") -> HttpResponse:
    """The review of taking an app client back to its pool's settings, or the pool back to Cognito's defaults."""
    name_pool(request, pool)
    subject = ProtectionSubject(pool, client_id)
    state = subject.saver.read_state()
    changes = dict.fromkeys(name for name in PARTS if name in state)
    return reviews.review_of(request, subject, Proposal(baseline=state, changes=changes, origin=RESET))
