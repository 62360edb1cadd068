"""All urls. Each view of ours names the action it is for with `@requires`."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="pools:index"), name="home"),
    path("accounts/", include("console.access.account_urls")),
    path("audit/", include("console.trail.urls")),
    path("operators/", include("console.operators.urls")),
    path("", include("users.urls")),
    path("pools/", include("pools.urls")),
    path("", include("console.shell.urls")),
]
if settings.EMULATOR:
    urlpatterns.append(path("emulator/", include("console.emulator.urls")))

handler500 = "console.ui.problems.server_error"
