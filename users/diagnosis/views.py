"""Why somebody cannot sign in."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import PoolAccess, call_pool
from console.ui.components.html import visible
from console.ui.pages import render_page
from users.diagnosis import recent
from users.diagnosis.page import full_look
from users.diagnosis.recent import Read
from users.masking import masked_user
from users.opening import note_view, read_user


@require_safe
@never_cache
@requires(actions.DIAGNOSE_USER)
def diagnosis(request: HttpRequest, pool: PoolAccess, sub: str) -> HttpResponse:
    """All that is looked at, as a page or as the card on the person's; with `closer`, what takes more calls."""
    reading = request.GET.get("read", "")
    read = recent.kept(pool, sub, reading) or _read(pool, sub)
    note_view(pool, read.user)
    call_pool(request, read.pool.name if read.pool else "")
    card = full_look(pool, read, reading=reading, closer="closer" in request.GET)
    user = masked_user(read.user) if pool.masked else read.user
    return render_page(
        request,
        "users/diagnosis/diagnosis.html",
        {"pool": pool, "card": card, "user": user, "title": visible(user.label)},
        regions={"diagnosis": "users/diagnosis/_region.html"},
    )


def _read(pool: PoolAccess, sub: str) -> Read:
    user, described = read_user(pool, sub)
    return Read(user=user, pool=described)
