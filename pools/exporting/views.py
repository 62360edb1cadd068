"""A pool's configuration as a file: shown to be copied, or downloaded."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.pages import render_page
from pools.comparing.compared_pools import ComparedPool, read_side
from pools.exporting import FORMATS, Format, format_called
from pools.exporting.documents import Document
from pools.gateway import PoolGateway
from pools.groups import GroupGateway
from pools.saving.settings import MFA
from pools.saving.states import with_changes
from pools.settings.state import UNREAD, second_is_unread, state_of, unknown_settings

NO_GROUPS = "The groups could not be read."
NO_SECOND_STORE = "The second factors and passkeys could not be read."
ONLY_SOME = "There are more groups in the pool: these are the first of them."


@require_safe
@never_cache
@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The configuration in one of the formats: two calls, and one for every 60 groups; it says what is missing.

    Raises CognitoError.
    """
    chosen = _format(request.GET.get("format", FORMATS[0].name))
    compared = read_side(pool)
    document = _document_to_show(compared)
    call_pool(request, compared.name)
    context = {
        "pool": pool,
        "chosen": chosen,
        "tabs": [_tab(each, chosen) for each in FORMATS],
        "document": document,
        "written": chosen.write(document),
        "unknown": [path for path in unknown_settings(compared.state) if path != f"{MFA}.{UNREAD}"],
    }
    return render_page(request, "pools/exporting/index.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_POOL)
def download(request: HttpRequest, pool: PoolAccess, file_format: str) -> HttpResponse:
    """The same as a file. Raises Http404, CognitoError."""
    chosen = _format(file_format)
    text = chosen.write(_document(pool, read_side(pool))).text
    response = HttpResponse(text, content_type=f"{chosen.content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{pool.id}.{chosen.ending}"'
    return response


def _document(pool: PoolAccess, compared: ComparedPool) -> Document:
    """The configuration as a file tells it. Raises CognitoError where a part of it cannot be read."""
    state = compared.state
    if second_is_unread(state):
        second = pool.gateway(PoolGateway).mfa_configuration(fresh=True)
        state = state_of({name: value for name, value in state.items() if name != MFA}, second)
    groups = pool.gateway(GroupGateway).list_all().items if compared.groups is None else compared.groups
    return Document.of(
        state,
        [group.parameters for group in groups],
        region=compared.region,
        note="" if compared.complete else ONLY_SOME,
    )


def _document_to_show(compared: ComparedPool) -> Document:
    """The same with what could be read; its note says what could not."""
    missing = [
        ONLY_SOME if not compared.complete and compared.groups is not None else "",
        NO_GROUPS if compared.groups is None else "",
        NO_SECOND_STORE if second_is_unread(compared.state) else "",
    ]
    return Document.of(
        with_changes(compared.state, {f"{MFA}.{UNREAD}": None}),
        [group.parameters for group in compared.groups or ()],
        region=compared.region,
        note=" ".join(filter(None, missing)),
    )


def _format(name: str) -> Format:
    chosen = format_called(name)
    if chosen is None:
        raise Http404("There is no such format.")
    return chosen


def _tab(each: Format, chosen: Format) -> dict[str, Any]:
    return {"label": each.label, "href": f"?format={each.name}", "current": each is chosen}
