"""The look of the classic sign-in pages: written beside its preview, checked, set, removed."""

from csp.decorators import csp
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.proof import proof_required
from console.access.reach import PoolAccess
from console.ui.pages import refusals, render_page
from pools.addresses import address, name_pool
from pools.branding import previews
from pools.branding.classic_forms import LARGEST_LOGO, ClassicLookForm, ResetLookForm
from pools.branding.classic_gateway import EVERY_CLIENT, BrandingGateway, ClassicLook
from pools.branding.css import check, documented
from pools.branding.views.pages import with_frame
from pools.editing.telling import tell

asks_then_acts = require_http_methods(["GET", "HEAD", "POST"])


@asks_then_acts
@never_cache
@requires(actions.EDIT_BRANDING)
def edit(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """The form; set is what was typed, unless somebody else changed the look since it was shown."""
    name_pool(request, pool)
    gateway = pool.gateway(BrandingGateway)
    look = gateway.classic_look(client_id)
    posted = request.method == "POST"
    form = (
        _form(request, look)
        if posted
        else ClassicLookForm(css=look.css, seen=look.mark, has_logo=_has_logo(look))
    )
    moved = posted and form.data.get("seen") != look.mark
    if posted and not moved and form.is_valid():
        with refusals(form):
            data = form.cleaned_data
            as_asked = gateway.set_classic_look(look, css=data["css"], logo=data["logo"])
            tell(request, as_asked, "The look was set. It may take a minute to show.")
            return redirect(place_of(pool, client_id))
    context = {
        "pool": pool,
        "client_id": client_id,
        "look": look,
        "form": form,
        "moved": moved,
        "mark": look.mark,
        "classes": documented(),
        "back": place_of(pool, client_id),
    }
    answer = with_frame(request, pool, "pools/branding/edit_classic.html", context)
    if moved:
        answer.status_code = 409
    return answer


@require_POST
@never_cache
@xframe_options_sameorigin
@csp(previews.POLICY)
@requires(actions.EDIT_BRANDING)
def try_out(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """What was typed and chosen, as the page of a sandboxed frame. Nothing is kept, Cognito is not asked."""
    css = request.POST.get("css", "")
    file = request.FILES.get("logo")
    logo = file.read() if isinstance(file, UploadedFile) and (file.size or 0) <= LARGEST_LOGO else b""
    return HttpResponse(previews.page_of(css, logo, check(css.replace("\r\n", "\n"))))


@asks_then_acts
@never_cache
@requires(actions.DELETE_BRANDING)
@proof_required
def reset(request: HttpRequest, pool: PoolAccess, client_id: str) -> HttpResponse:
    """Says what people see then, and takes the look away."""
    name_pool(request, pool)
    gateway = pool.gateway(BrandingGateway)
    look = gateway.classic_look(client_id)
    if not look.is_own:
        messages.info(request, "There is no look to remove.")
        return redirect(place_of(pool, client_id))
    form = ResetLookForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals(form):
            gone = gateway.reset_classic_look(look, reason=form.cleaned_data["reason"])
            tell(request, gone, "The look was removed. It may take a minute to show.")
            return redirect(place_of(pool, client_id))
    context = {
        "pool": pool,
        "client_id": client_id,
        "look": look,
        "form": form,
        "for_every_client": client_id == EVERY_CLIENT,
        "back": place_of(pool, client_id),
    }
    return render_page(request, "pools/branding/reset_classic.html", context)


def place_of(pool: PoolAccess, client_id: str) -> str:
    """The page that shows the look."""
    if client_id == EVERY_CLIENT:
        return address(pool, "branding")
    return address(pool, "app_client_branding", client_id=client_id)


def _form(request: HttpRequest, look: ClassicLook) -> ClassicLookForm:
    return ClassicLookForm(request.POST, request.FILES, seen=look.mark, has_logo=_has_logo(look))


def _has_logo(look: ClassicLook) -> bool:
    return look.is_own and bool(look.image_url)
