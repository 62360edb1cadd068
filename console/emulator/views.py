"""Pages of the embedded service: what it "sent", and how it should fail."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from console.access import actions
from console.access.decorators import requires
from console.access.reach import signed_in
from console.emulator import faults, outbox
from console.emulator.forms import FaultForm
from console.ui.pages import render_page

SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message with the way to the user it went to."""

    message: outbox.Message
    user_url: str

    @property
    def try_url(self) -> str:
        """Where to sign in as they would, through an app client of that pool."""
        return f"{reverse('emulator:try_sign_in')}?{urlencode({'pool': self.message.pool_id})}"


@never_cache
@require_safe
@requires(actions.VIEW_OUTBOX)
def show_outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages of the pools that the operator reaches; `user` is a sub to look for."""
    found = [_letter(request, message) for message in outbox.messages(sub=request.GET.get("user") or None)]
    letters = [letter for letter in found if letter][:SHOWN]
    return render_page(request, "emulator/outbox.html", {"letters": letters, "sub": request.GET.get("user")})


def _letter(request: HttpRequest, message: outbox.Message) -> Letter | None:
    region = message.pool_id.partition("_")[0]
    for connection in settings.COGNITO_CONNECTIONS.values():
        role = signed_in(request).role_for(connection.slug, message.pool_id)
        if connection.region == region and role and role >= actions.VIEW_OUTBOX.role:
            url = reverse("users:user", args=[connection.slug, message.pool_id, message.sub])
            return Letter(message=message, user_url=url)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(actions.SET_FAULTS)
def arrange_faults(request: HttpRequest) -> HttpResponse:
    form = FaultForm(request.POST or None)
    if form.is_valid():
        faults.fail_next(**form.fault())  # type: ignore[arg-type]
        messages.success(request, "Arranged. Now do what should fail.")
        return redirect("emulator:faults")
    return render_page(request, "emulator/faults.html", {"form": form, "pending": faults.pending()})


@require_POST
@requires(actions.SET_FAULTS)
def clear_faults(request: HttpRequest) -> HttpResponse:
    faults.clear()
    messages.success(request, "The embedded service behaves again.")
    return redirect("emulator:faults")
