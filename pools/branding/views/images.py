"""The images of a style: shown, added or replaced, removed."""

from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from console.ui.pages import render_page
from pools.addresses import name_pool
from pools.app_clients.subject import client_name
from pools.branding.images import CONTENT_TYPES, DRAWN, format_of
from pools.branding.styles_forms import ImageForm
from pools.branding.styles_gateway import StylesGateway
from pools.branding.subject import StyleSubject
from pools.branding.views.styles import propose


@require_safe
@never_cache
@csp({"default-src": ["'none'"], "frame-ancestors": ["'none'"], "sandbox": [True]})
@requires(actions.VIEW_BRANDING)
def show(request: HttpRequest, pool: PoolAccess, client_id: str, image: str) -> HttpResponse:
    """One image, as what its content says it is. SVG, and whatever is no image, can only be downloaded."""
    asset = pool.gateway(StylesGateway).find(client_id, fresh=False).asset(image)
    if asset is None:
        raise Http404("There is no such image.")
    kind = format_of(asset.data)
    answer = HttpResponse(asset.data, content_type=CONTENT_TYPES.get(kind, "application/octet-stream"))
    if kind not in DRAWN or "download" in request.GET:
        name = asset.name.replace(" ", "-")
        answer["Content-Disposition"] = f'attachment; filename="{name}.{asset.extension.lower()}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(actions.EDIT_BRANDING)
def add(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The form, then the review of the style with this image; it takes the place of one for the same use."""
    subject = StyleSubject(pool, client_id)
    name_pool(request, pool)
    posted = request.method == "POST"
    initial = {name: request.GET.get(name, "") for name in ("category", "mode", "resource_id")}
    form = ImageForm(request.POST, request.FILES) if posted else ImageForm(initial=initial)
    if form.is_valid():
        asset = form.asset
        subject.pending.put([asset.data])
        changes = {f"Assets.{asset.name}": asset.facts}
        return propose(request, subject, lambda now: changes, "An image")
    context = {
        "pool": pool,
        "client_id": client_id,
        "form": form,
        "back": subject.back_url,
        "name": client_name(pool, client_id),
    }
    return render_page(request, "pools/branding/add_image.html", context)


@require_POST
@never_cache
@requires(actions.EDIT_BRANDING)
def remove(request: HttpRequest, pool: PoolAccess, client_id: str, image: str) -> HttpResponse:
    """The review of the style without this image."""
    name_pool(request, pool)
    subject = StyleSubject(pool, client_id)
    return propose(request, subject, lambda now: {f"Assets.{image}": None}, "Without an image")
