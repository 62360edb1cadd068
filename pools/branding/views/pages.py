"""The look of a pool's sign-in pages: what is in effect, and what each app client has."""

from typing import cast

from csp.decorators import csp, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.cognito.errors import CognitoError, NotFound
from console.cognito.side_by_side import need, side_by_side, value_or
from console.ui.pages import render_page
from pools.addresses import address, name_pool
from pools.app_clients.batches import read_names
from pools.branding import previews
from pools.branding.classic_gateway import EVERY_CLIENT, BrandingGateway
from pools.branding.css import check
from pools.branding.pages import Answered, SignInPages, images_of, read_looks
from pools.branding.styles_gateway import Style, StylesGateway
from pools.domains.gateway import DomainsGateway

KINDS = {"managed": "Managed login", "classic": "Classic hosted UI"}


@require_safe
@never_cache
@requires(actions.VIEW_BRANDING)
def index(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Which version each domain serves, and the classic look of every app client: at most four calls."""
    found, look = side_by_side(
        pool.gateway(DomainsGateway).read_domains, pool.gateway(BrandingGateway).classic_look
    )
    domains = need(found)
    call_pool(request, domains.pool.name)
    serving = SignInPages.of(domains)
    context = {
        "pool": pool,
        "serving": serving,
        "classic": Answered.of(look),
        "client_id": EVERY_CLIENT,
        "kind": "classic" if serving.classic and not serving.managed else "managed",
    }
    return with_frame(request, pool, "pools/branding/index.html", context)


@require_safe
@never_cache
@requires(actions.VIEW_BRANDING)
def app_clients(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """Ten app clients with their looks or styles: a page of its own, or the part of another."""
    name_pool(request, pool)
    kind = request.GET.get("kind", "managed")
    if kind not in KINDS:
        raise Http404("There is no such kind.")
    batch = read_looks(pool, kind, token=request.GET.get("next", ""))
    here = address(pool, "branding_app_clients")
    context = {
        "pool": pool,
        "looks": [(each, Answered.of(answer)) for each, answer in batch.answers],
        "kind": kind,
        "tabs": [
            {"label": label, "href": f"{here}?kind={name}", "current": name == kind}
            for name, label in KINDS.items()
        ],
        "next_url": f"{here}?{urlencode({'kind': kind, 'next': batch.next})}" if batch.next else None,
        "first_url": f"{here}?kind={kind}" if "next" in request.GET else None,
    }
    regions = {"app-clients": "pools/branding/_app_clients.html"}
    return render_page(request, "pools/branding/app_clients.html", context, regions=regions)


@require_safe
@never_cache
@requires(actions.VIEW_BRANDING)
def app_client(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Both looks of one app client, and which of them people see: up to six calls, one more with `merged`."""
    if client_id == EVERY_CLIENT:
        return redirect(address(pool, "branding"))
    found, look, style, names = side_by_side(
        pool.gateway(DomainsGateway).read_domains,
        lambda: pool.gateway(BrandingGateway).classic_look(client_id),
        lambda: pool.gateway(StylesGateway).find_if_any(client_id),
        lambda: read_names(pool),
    )
    domains = need(found)
    if isinstance(look, NotFound):
        # There is no such app client. A style alone may well not be there.
        raise look
    call_pool(request, domains.pool.name)
    context = {
        "pool": pool,
        "client_id": client_id,
        "name": value_or(names, {}).get(client_id, ""),
        "serving": SignInPages.of(domains),
        "classic": Answered.of(look),
        "managed": Answered.of(style),
        "images": images_of(style) if isinstance(style, Style) else [],
        "merged": _merged(pool, style) if "merged" in request.GET else None,
    }
    return with_frame(request, pool, "pools/branding/app_client.html", context)


@require_safe
@never_cache
@xframe_options_sameorigin
@csp(previews.POLICY)
@requires(actions.VIEW_BRANDING)
def show_preview(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The classic sign-in box as it is now, as the page of a sandboxed frame."""
    look = pool.gateway(BrandingGateway).classic_look(client_id)
    return HttpResponse(previews.page_of(look.css, b"", check(""), has_logo=bool(look.image_url)))


def with_frame(
    request: HttpRequest, pool: PoolAccess, template: str, context: dict[str, object]
) -> HttpResponse:
    """A page with a preview. Its frame may show the previews of this app client alone: nothing leads elsewhere."""
    kwargs = {"client_id": context["client_id"]}
    urls = [address(pool, name, **kwargs) for name in ("preview_classic", "try_classic")]

    @csp_update({"frame-src": [request.build_absolute_uri(each) for each in urls]})
    def answer(request: HttpRequest) -> HttpResponse:
        shown = {**context, "preview_url": urls[0], "try_url": urls[1]}
        return render_page(request, template, shown)

    return cast(HttpResponse, answer(request))


def _merged(pool: PoolAccess, style: Style | CognitoError | None) -> Answered | None:
    """All that is in effect, where it is asked for and there is a style."""
    if not isinstance(style, Style):
        return None
    try:
        return Answered.of(pool.gateway(StylesGateway).merged_settings(style))
    except CognitoError as error:
        return Answered.of(error)
