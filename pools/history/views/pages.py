"""What a pool looked like over time: the history, one state, two of them side by side, and all of it as a file."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError
from console.ui.pages import region_asked_for, render_page
from console.ui.paging import place_asked_for
from console.ui.problems import Problem
from pools.editing.reports import ReportPage
from pools.history import lines as revisions
from pools.history.backups import backup_of
from pools.history.forms import EVERYTHING, NOW, CompareForm, HistoryFilterForm
from pools.history.nouns import others
from pools.history.side_by_side import ShownState, rows_of_both
from pools.saving import history
from pools.saving.models import Revision
from pools.settings.search import Listed
from pools.settings.state import COMPARISON
from pools.settings.subject import PoolSubject
from pools.settings.words import pool_in_order

RESULTS = {"results": "pools/history/_results.html"}
VIEWS = {"": "What happened", "settings": "All settings", "json": "JSON"}


@require_safe
@requires(actions.VIEW_POOL)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """All known states, newest first, after a look at the pool as it is now."""
    newest, problem = _looked_at(request, pool)
    call_pool(request, newest.state["Name"])
    states = history.states(PoolSubject(pool))
    form = HistoryFilterForm(request.GET, operators=revisions.operators(states))
    valid = form.is_valid()
    found = revisions.matching(states, form.cleaned_data, newest.state) if valid else states.none()
    page = revisions.page(found, **place_asked_for(request))
    context = {
        "pool": pool,
        "form": form,
        "page": page,
        "filtered": not valid or any(form.cleaned_data.values()),
        "looked_at": history.last_look(PoolSubject(pool)),
        "problem": Problem.of(problem) if problem else None,
        "others": others(pool),
        **page.addresses(request),
    }
    return render_page(request, "pools/history/index.html", context, regions=RESULTS)


@require_safe
@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess, revision: int) -> HttpResponse:
    """One state, what the save that led to it came to, or what was found to be different."""
    kept = get_object_or_404(history.states(PoolSubject(pool)).select_related("previous"), pk=revision)
    if "download" in request.GET:
        return _download(kept.state, f"{pool.id}-{kept.pk}.json")
    call_pool(request, kept.state["Name"])
    context = {
        "pool": pool,
        "revision": kept,
        "line": revisions.RevisionRow(revision=kept),
        "page": _report(pool, kept),
        "may_restore": pool.may["change_settings"],
        "latest": not history.states(PoolSubject(pool)).filter(pk__gt=kept.pk).exists(),
        "trail_url": _trail_url(kept),
    }
    return render_page(request, "pools/history/revision.html", context | _part_of(request, kept))


@require_safe
@requires(actions.VIEW_POOL)
def compare(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Two known states, or one of them and the pool as it is now, side by side."""
    asked_for = [request.GET.get(name, "") for name in ("from", "to")]
    call_pool(request, history.last_value(PoolSubject(pool), "Name"))
    choices = revisions.choices(history.states(PoolSubject(pool)), asked_for)
    if not all(asked_for):
        form = CompareForm(choices=choices, initial={"to": NOW, **request.GET.dict()})
        return render_page(request, "pools/history/compare.html", {"pool": pool, "form": form})
    form = CompareForm(request.GET, choices=choices)
    context: dict[str, Any] = {"pool": pool, "form": form}
    if form.is_valid():
        left, right = (_shown_state(pool, asked, dict(choices)) for asked in asked_for)
        everything = form.cleaned_data["show"] == EVERYTHING
        sections = rows_of_both(left.state, right.state, COMPARISON, everything=everything)
        context |= {"left": left, "right": right, "everything": everything, "sections": sections}
    return render_page(request, "pools/history/compare.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_POOL)
def back_up(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The settings as they are now, as a file."""
    return _download(backup_of(pool), f"{pool.id}-settings.json")


def _looked_at(request: HttpRequest, pool: PoolAccess) -> tuple[Revision, CognitoError | None]:
    """The newest state after a fresh look; where that fails the newest that is known, and the reason.

    Raises CognitoError where nothing is known yet. Turning pages and filtering is no new look.
    """
    if region_asked_for(request) and (newest := history.last(PoolSubject(pool))):
        return newest, None
    try:
        return _look(pool), None
    except CognitoError as problem:
        if (newest := history.last(PoolSubject(pool))) is None:
            raise
        return newest, problem


def _look(pool: PoolAccess) -> Revision:
    subject = PoolSubject(pool)
    return history.note_seen(subject, subject.saver.read_state())


def _shown_state(pool: PoolAccess, asked: str, names: dict[str, str]) -> ShownState:
    """Raises CognitoError when the pool as it is now cannot be read."""
    if asked == NOW:
        url = reverse("pools:pool", args=[pool.connection.slug, pool.id])
        return ShownState(name="Now", url=url, value=asked, state=_look(pool).state)
    kept = get_object_or_404(history.states(PoolSubject(pool)), pk=int(asked))
    url = reverse("pools:revision", args=[pool.connection.slug, pool.id, kept.pk])
    return ShownState(name=names[asked], url=url, value=asked, state=kept.state)


def _part_of(request: HttpRequest, kept: Revision) -> dict[str, Any]:
    """What the page shows of a state: what happened, all its settings, or the JSON."""
    shown = request.GET.get("show", "")
    tabs = [
        {"label": label, "href": f"?show={name}" if name else request.path, "current": name == shown}
        for name, label in VIEWS.items()
    ]
    if shown == "settings":
        overview = revisions.whole(kept.state)
        sections = revisions.kept_sections(overview)
        all_of_it = Listed(sections=sections, attributes=overview.attributes)
        return {"shown": shown, "tabs": tabs, "overview": overview, "listed": all_of_it}
    before = kept.previous.state if kept.previous else kept.state
    return {
        "shown": shown,
        "tabs": tabs,
        "differences": pool_in_order(COMPARISON.differences(before, kept.state)),
    }


def _report(pool: PoolAccess, kept: Revision) -> ReportPage | None:
    if not kept.report:
        return None
    return ReportPage(report=kept.report, subject=PoolSubject(pool), state=kept.state)


def _trail_url(kept: Revision) -> str:
    return f"{reverse('audit:index')}?{urlencode(revisions.trail_around(kept))}"


def _download(content: Any, name: str) -> HttpResponse:
    response = HttpResponse(
        json.dumps(content, indent=2, ensure_ascii=False), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
