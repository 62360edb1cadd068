"""/pools/: every pool, and what hangs on one: a module for each noun."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from console.converters import NameConverter
from pools import views as pools
from pools.creation import views as creation
from pools.deletion import views as deletion
from pools.importing import views as importing

register_converter(NameConverter, "name")

app_name = "pools"
of_pool: list[URLPattern | URLResolver] = [
    path("", pools.show_pool, name="pool"),
    path("json/", pools.show_raw, name="raw"),
    path("delete/", deletion.delete, name="delete"),
    path("settings/", include("pools.settings.urls")),
    path("history/", include("pools.history.urls")),
    path("compare/", include("pools.comparing.urls")),
    path("export/", include("pools.exporting.urls")),
    path("check-up/", include("pools.checkup.urls")),
    path("domains/", include("pools.domains.urls")),
    path("branding/", include("pools.branding.urls")),
    path("terms/", include("pools.terms.urls")),
    path("resource-servers/", include("pools.resource_servers.urls")),
    path("identity-providers/", include("pools.identity_providers.urls")),
    path("schema/", include("pools.schema.urls")),
    path("app-clients/", include("pools.app_clients.urls")),
    path("protection/", include("pools.protection.urls")),
    path("logs/", include("pools.logs.urls")),
    path("sessions/", include("pools.sessions.urls")),
    path("replicas/", include("pools.replicas.urls")),
    path("quotas/", include("pools.quotas.urls")),
]
urlpatterns = [
    path("", pools.index, name="index"),
    path("details/", pools.show_details, name="details"),
    path("create/", creation.create, name="create"),
    path("create/draft/", creation.draft, name="draft"),
    path("create/make/", creation.make, name="make"),
    path("create/<int:creation>/", creation.show, name="creation"),
    path("create/<int:creation>/finish/", creation.finish, name="finish_creation"),
    path("import/", importing.index, name="import"),
    path("import/create/", importing.create, name="create_from_file"),
    path("<slug:connection>/<str:pool_id>/", include(of_pool)),
]
