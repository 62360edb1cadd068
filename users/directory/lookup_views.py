"""One search box for every pool."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.ui.pages import render_page
from users.directory.lookup import look_up
from users.directory.lookup_forms import LookupForm


@require_safe
@never_cache
@requires(actions.FIND_USERS)
def index(request: HttpRequest) -> HttpResponse:
    """Who fits what was typed, by pool; at most four calls for each pool that is searched."""
    form = LookupForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    lookup = look_up(request, asked.get("q", ""), start=asked.get("start") or 0, first=asked.get("first", ""))
    regions = {
        "results": "users/directory/_lookup_results.html",
        "more": "users/directory/_lookup_portion.html",
    }
    return render_page(
        request, "users/directory/lookup.html", {"form": form, "lookup": lookup}, regions=regions
    )
