"""Pages of the frame itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.cognito.newer import newer
from console.shell import styleguide
from console.shell.coverage import coverage, end_users_own
from console.ui.forms import Search
from console.ui.pages import render_page


@require_safe
@requires(actions.VIEW_STYLEGUIDE)
def show_styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in its states; only where the console is developed or tried out."""
    if not (settings.DEBUG or settings.EMULATOR):
        raise Http404("There is no style guide here.")
    return render(request, "shell/styleguide.html", styleguide.context())


@require_safe
@requires(actions.VIEW_COVERAGE)
def show_coverage(request: HttpRequest) -> HttpResponse:
    """Every administrative operation of the API and the pages that are for it; no call."""
    form = Search(request.GET)
    everything = coverage()
    context = {
        "form": form,
        "shown": [each for each in everything if form.finds(*each.words)],
        "operations": everything,
        "left_out": [each for each in everything if not each.pages],
        "end_users_own": end_users_own(),
        "newer": newer(),
    }
    return render_page(request, "shell/coverage.html", context, regions={"results": "shell/_coverage.html"})
