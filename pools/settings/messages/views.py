"""The messages of a pool as people would see them."""

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess
from pools.settings.messages.frames import POLICY, page_of


@require_POST
@never_cache
@xframe_options_sameorigin
@csp(POLICY)
@requires(actions.CHANGE_SETTINGS)
def show_email(request: HttpRequest, pool: PoolAccess) -> HttpResponse:
    """The HTML that was sent along, as the page of a sandboxed frame. Nothing is kept, Cognito is not asked."""
    answer = HttpResponse(page_of(request.POST.get(f"html-{request.POST.get('shown', '')}", "")))
    answer["X-DNS-Prefetch-Control"] = "off"
    return answer
