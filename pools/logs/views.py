"""Where a pool sends its logs: shown, changed by the safe save, stopped."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import need, side_by_side
from console.ui.pages import render_page
from console.ui.problems import Problem
from pools.addresses import address, name_pool
from pools.editing import reviews
from pools.editing.forms import SectionForm
from pools.editing.road import SectionEditing, road_of
from pools.gateway import PoolGateway
from pools.logs import pages as logs
from pools.logs.forms import LogsForm
from pools.logs.gateway import LogsGateway
from pools.logs.pages import LogsSubject
from pools.logs.sections import LEVELS, SOURCES
from pools.saving.proposals import Proposal
from pools.settings.effect import ProtectionEffect

STOP = "stop"


@require_safe
@never_cache
@requires(actions.VIEW_LOGS)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Each source with its destination, or that it is not delivered."""
    pool_read, state = side_by_side(
        lambda: pool.gateway(PoolGateway).describe(fresh=True), pool.gateway(LogsGateway).read
    )
    described = need(pool_read)
    call_pool(request, described.name)
    subject = LogsSubject(pool)
    context = {
        "pool": pool,
        "subject": subject,
        "problem": Problem.in_answer(state),
        "sources": [] if isinstance(state, CognitoError) else logs.sources(state),
        "unknown": [] if isinstance(state, CognitoError) else subject.saver.unknown(state),
        "effect": ProtectionEffect.of(described),
        "edit_url": subject.edit_url(SOURCES.id),
    }
    return render_page(request, "pools/logs/index.html", context)


class LogsEditing(SectionEditing):
    """Where the logs of a pool go."""

    kind = LogsForm

    @cached_property
    def plan(self) -> str:
        return ProtectionEffect.of(self.subject.pool.gateway(PoolGateway).describe()).plan

    def context(self, form: SectionForm) -> Mapping[str, Any]:
        return {"crumbs": [("Logs", address(self.subject.pool, "logs"))]}


edit, review, save = road_of(LogsSubject, LogsEditing)


@require_POST
@never_cache
@requires(actions.EDIT_LOGS)
def stop(request: HttpRequest, pool: PoolAccess, source: str) -> HttpResponse:
    """The review of delivering nothing more of a source."""
    if source not in LEVELS:
        raise Http404("There is no such source.")
    name_pool(request, pool)
    subject = LogsSubject(pool)
    state = subject.saver.read_state()
    changes = {source: None} if source in state else {}
    return reviews.review_of(request, subject, Proposal(baseline=state, changes=changes, origin=STOP))
