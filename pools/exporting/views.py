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
from pools.groups import GroupGateway
from pools.settings.projection import unknown_settings

ONLY_SOME = "There are more groups in the pool: these are the first of them."


@require_safe
@never_cache
@requires(actions.VIEW_POOL)
def show(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The configuration in one of the formats: two calls, and one for every 60 groups. Raises CognitoError."""
    chosen = _format(request.GET.get("format", FORMATS[0].name))
    side = read_side(pool)
    document = _document(pool, side)
    call_pool(request, side.name)
    context = {
        "pool": pool,
        "chosen": chosen,
        "tabs": [_tab(each, chosen) for each in FORMATS],
        "document": document,
        "written": chosen.write(document),
        "unknown": unknown_settings(side.state),
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


def _document(pool: PoolAccess, side: ComparedPool) -> Document:
    """The configuration as a file tells it. Raises CognitoError where the groups cannot be read: they belong to it."""
    groups = pool.gateway(GroupGateway).list_all().items if side.groups is None else side.groups
    return Document.of(
        side.state,
        [group.parameters for group in groups],
        region=side.region,
        note="" if side.complete else ONLY_SOME,
    )


def _format(name: str) -> Format:
    chosen = format_called(name)
    if chosen is None:
        raise Http404("There is no such format.")
    return chosen


def _tab(each: Format, chosen: Format) -> dict[str, Any]:
    return {"label": each.label, "href": f"?format={each.name}", "current": each is chosen}
