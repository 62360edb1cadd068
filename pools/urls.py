"""/pools/: every pool, and what hangs on one: a module for each noun."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from console.converters import NameConverter
from pools import views as pools
from pools.importing import urls as importing

register_converter(NameConverter, "name")

app_name = "pools"
of_pool: list[URLPattern | URLResolver] = [
    path("", pools.show_pool, name="pool"),
    path("json/", pools.show_raw, name="raw"),
    path("delete/", include("pools.deletion.urls")),
    path("settings/", include("pools.settings.urls")),
    path("history/", include("pools.history.urls")),
    path("compare/file/", include(importing.of_pool)),
    path("compare/", include("pools.comparing.urls")),
    path("export/", include("pools.exporting.urls")),
    path("check-up/", include("pools.checkup.urls")),
    path("domains/", include("pools.domains.urls")),
    path("branding/", include("pools.branding.urls")),
    path("terms/", include("pools.terms.urls")),
    path("resource-servers/", include("pools.resource_servers.urls")),
    path("identity-providers/", include("pools.identity_providers.urls")),
    path("", include("pools.matrices.urls")),
    path("schema/", include("pools.schema.urls")),
    path("app-clients/documents/", include("pools.client_documents.urls")),
    path("app-clients/", include("pools.app_clients.urls")),
    path("protection/", include("pools.protection.urls")),
    path("logs/", include("pools.logs.urls")),
    path("sessions/", include("pools.sessions.urls")),
    path("replicas/", include("pools.replicas.urls")),
    path("recovery/", include("pools.recovery.urls")),
    path("quotas/", include("pools.quotas.urls")),
]
urlpatterns = [
    path("", pools.index, name="index"),
    path("details/", pools.show_details, name="details"),
    path("create/", include("pools.creation.urls")),
    path("import/", include("pools.importing.urls")),
    path("<slug:connection>/<str:pool_id>/", include(of_pool)),
]
