"""A pool's configuration from a file: what is in it, and what to do with it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, signed_in, whole_connections
from console.cognito.connections import connection_named
from console.ui.pages import render_page
from pools import listing
from pools.comparing.compared_pools import ComparedPool, read_side, told_apart
from pools.comparing.page import ComparisonPage
from pools.comparing.views import MOST_CHOICES, render_comparison
from pools.creation.pages import show_draft
from pools.exporting.documents import Document
from pools.forms import PoolSearch
from pools.groups import Group
from pools.importing import reading as importing
from pools.importing.forms import ImportForm, NewPoolForm
from pools.importing.reading import draft_of
from pools.saving.proposals import Untrusted


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.VIEW_POOLS)
def index(request: HttpRequest) -> HttpResponse:
    """The form, what is wrong with the file, or else what can be done with it."""
    if "document" in request.POST:
        document = _document(request)
        return _ways_on(request, document, _new_pool(request, document))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        return _ways_on(request, form.document, _new_pool(request, form.document))
    return render_page(request, "pools/importing/index.html", {"form": form})


@require_POST
@never_cache
@requires(actions.VIEW_POOL)
def compare(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """A pool and a file side by side. Raises Http404, CognitoError."""
    document = _document(request)
    here, there = told_apart(read_side(pool), side_of(document))
    comparison = ComparisonPage(here=here, there=there, complete="all" in request.POST)
    return render_comparison(request, pool, comparison, None, document=request.POST["document"])


@require_POST
@never_cache
@requires(actions.CREATE_POOL)
def create(request: HttpRequest) -> HttpResponse:
    """The first page of a draft that begins as the file says. Raises Http404."""
    document = _document(request)
    form = _new_pool(request, document, request.POST)
    if not form.is_valid():
        return _ways_on(request, document, form)
    target = connection_named(form.cleaned_data["connection"])
    if target is None:
        raise Http404("No such connection.")
    return show_draft(request, draft_of(document, name=form.cleaned_data["name"], target=target))


def side_of(document: Document) -> ComparedPool:
    """A file as one side of a comparison."""
    pool_id = document.source.get("id", "")
    return ComparedPool(
        name=document.name,
        state=document.state,
        groups=tuple(map(Group.from_response, document.groups)),
        place=f"file of {pool_id}" if pool_id else "file",
        region=document.source.get("region", ""),
    )


def _new_pool(request: HttpRequest, document: Document, data: Mapping[str, Any] | None = None) -> NewPoolForm:
    places = [
        (each.slug, f"{each.name} ({each.region})")
        for each in whole_connections(request, actions.CREATE_POOL)
    ]
    return NewPoolForm(data, places=places, initial={"name": document.name})


def _ways_on(request: HttpRequest, document: Document, form: NewPoolForm) -> HttpResponse:
    """What is in the file; and the pools to compare it with, ListUserPools of each connection."""
    found = listing.list_pools(request)
    search = PoolSearch(request.POST)
    rows = found.matching(search.text)
    context = {
        "document": document,
        "form": form,
        "token": importing.as_token(document, str(signed_in(request).pk)),
        "search": search,
        "found": found,
        "rows": rows[:MOST_CHOICES],
        "left_out": max(0, len(rows) - MOST_CHOICES),
    }
    return render_page(request, "pools/importing/ways_on.html", context)


def _document(request: HttpRequest) -> Document:
    """The file that a form brought back. Raises Http404 for one that was not read here, for this operator."""
    try:
        return importing.from_token(request.POST.get("document", ""), str(signed_in(request).pk))
    except Untrusted as error:
        raise Http404("No such file.") from error
