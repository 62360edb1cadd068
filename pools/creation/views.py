"""Creating a pool: where and as what it begins, page after page of a draft, the calls, and what came of them."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, reach_pool, reach_whole_connection, whole_connections
from console.cognito.connections import connection_named
from console.cognito.errors import CognitoError
from console.cognito.side_by_side import value_or
from console.ui.pages import refusals, render_page
from console.ui.problems import Problem
from pools import listing
from pools.creation import making as domain
from pools.creation.copying import NEVER_COPIED, draft_of_copy
from pools.creation.drafts import PoolDraft
from pools.creation.forms import COPY, StartForm, chosen
from pools.creation.gateway import CreationGateway
from pools.creation.models import Creation, Stage
from pools.creation.pages import REVIEW, about, applied, draft_in, form_of, show_draft, show_form
from pools.creation.permanent_forms import CustomRows
from pools.creation.presets import preset_called
from pools.creation.reports import CreationReport

Places = list[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.CREATE_POOL)
def create(request: HttpRequest) -> HttpResponse:
    """Where the pool is to be, what it is called, and what it begins as."""
    found = listing.list_pools(request)
    places = _places(request)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        places=places,
        pools=chosen((row.connection.name, row.connection.slug, row.id, row.name) for row in found.rows),
        initial=_beginning(request, places),
    )
    if form.is_valid():
        with refusals(form):
            return show_draft(request, _begun(request, form.cleaned_data))
    context = {"form": form, "found": found, "never_copied": NEVER_COPIED}
    return render_page(request, "pools/creation/start.html", context)


@require_POST
@never_cache
@requires(actions.CREATE_POOL)
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what was decided on one page of a draft, and show the page that was asked for."""
    draft, page = draft_in(request), request.POST.get("page", "")
    reach_whole_connection(request, draft.connection, actions.CREATE_POOL)
    if page:
        form = form_of(draft, page, request.POST)
        if "more" in request.POST and isinstance(form, CustomRows):
            return show_form(request, draft, page, form.with_more())
        if not form.is_valid():
            return show_form(request, draft, page, form)
        draft = applied(draft, form)
    return show_draft(request, draft, request.POST.get("go", REVIEW))


@require_POST
@never_cache
@requires(actions.CREATE_POOL)
def make(request: HttpRequest) -> HttpResponse:
    """Carry a draft out, once; then lead to the pool, or to what has to be said about it."""
    draft = draft_in(request)
    place = reach_whole_connection(request, draft.connection, actions.CREATE_POOL)
    creation, is_new = domain.begin(draft, place.operator.get_username())
    if is_new and (problem := domain.make(creation, place)):
        return show_draft(request, draft.again(), REVIEW, problem=problem)
    return _onward(request, creation)


@require_safe
@never_cache
@requires(actions.CREATE_POOL)
def show(request: HttpRequest, creation: int) -> HttpResponse:
    """How far a creation has come, and what can be done about it."""
    found, place = _found(request, creation)
    report = _report(request, found, place)
    context = {"report": report, "creation": found, "place": place.connection}
    return render_page(request, "pools/creation/created.html", context)


@require_POST
@never_cache
@requires(actions.CREATE_POOL)
def finish(request: HttpRequest, creation: int) -> HttpResponse:
    """Do what is left to do, for the pool that is known or for the one that the operator recognised."""
    found, place = _found(request, creation)
    if not found.pool_id and (found.stage == Stage.UNKNOWN or domain.is_overdue(found)):
        found.moved(Stage.PARTLY, pool_id=_recognised(request, found, place))
    if found.pool_id and found.stage == Stage.PARTLY:
        domain.finish(found, replace(place, id=found.pool_id))
    return _onward(request, found)


def _onward(request: HttpRequest, creation: Creation) -> HttpResponse:
    """To the pool where all is well, otherwise to what is to be said."""
    if not CreationReport(creation=creation, token="").went_smoothly:
        return redirect("pools:creation", creation.pk)
    messages.success(request, f"Created: {creation.name}. Everything reads back as it was sent.")
    return redirect("pools:pool", creation.connection, creation.pool_id)


def _report(request: HttpRequest, creation: Creation, place: PoolAccess) -> CreationReport:
    token = domain.draft_of(creation).token(about(request))
    report = CreationReport(creation=creation, token=token)
    if not report.is_unknown:
        return report
    try:
        return replace(report, candidates=domain.candidates(creation, place))
    except CognitoError as problem:
        return replace(report, candidates=None, listing_problem=Problem.of(problem))


def _recognised(request: HttpRequest, creation: Creation, place: PoolAccess) -> str:
    """The pool that the operator says was made. Raises Http404 for one that it cannot be, CognitoError."""
    chosen = request.POST.get("pool", "")
    if chosen not in {each.id for each in domain.candidates(creation, place)}:
        raise Http404("No such pool.")
    return chosen


def _found(request: HttpRequest, pk: int) -> tuple[Creation, PoolAccess]:
    creation = get_object_or_404(Creation, pk=pk)
    return creation, reach_whole_connection(request, creation.connection, actions.CREATE_POOL)


def _places(request: HttpRequest) -> Places:
    connections = whole_connections(request, actions.CREATE_POOL)
    return [(each.slug, f"{each.name} ({each.region})") for each in connections]


def _beginning(request: HttpRequest, places: Places) -> dict[str, Any]:
    """What the form begins with; `?copy=connection/pool_id` names a pool to copy."""
    copied = request.GET.get("copy", "")
    begin = {"begin": COPY, "source": copied, "connection": copied.partition("/")[0]} if copied else {}
    return {"connection": places[0][0] if len(places) == 1 else None, "begin": "staff", **begin}


def _begun(request: HttpRequest, data: dict[str, Any]) -> PoolDraft:
    """The draft that a preset or a copy begins with. Raises CognitoError."""
    if preset := preset_called(data["begin"]):
        return PoolDraft(state=preset.state(data["name"]), connection=data["connection"], origin=preset.label)
    slug, _, pool_id = data["source"].partition("/")
    source = reach_pool(request, slug, pool_id)
    state, groups = source.gateway(CreationGateway).read_all()
    return draft_of_copy(
        state,
        value_or(groups, None),
        name=data["name"],
        source=source.connection,
        target=connection_named(data["connection"]) or source.connection,
    )
