"""Pages of the frame itself."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from console.access import actions
from console.access.decorators import requires
from console.ui import styleguide


@require_safe
@requires(actions.VIEW_STYLEGUIDE)
def show_styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in its states; only where the console is developed or tried out."""
    if not (settings.DEBUG or settings.EMULATOR):
        raise Http404("There is no style guide here.")
    return render(request, "ui/styleguide.html", styleguide.context())
