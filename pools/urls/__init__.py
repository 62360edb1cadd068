"""/pools/: every pool, and what hangs on one: a module for each noun."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from console.converters import NameConverter
from pools.views import creation, deletion, importing, pools

register_converter(NameConverter, "name")

app_name = "pools"
of_pool: list[URLPattern | URLResolver] = [
    path("", pools.show_pool, name="pool"),
    path("json/", pools.show_raw, name="raw"),
    path("delete/", deletion.delete, name="delete"),
    path("settings/", include("pools.urls.settings")),
    path("history/", include("pools.urls.history")),
    path("compare/", include("pools.urls.comparing")),
    path("export/", include("pools.urls.exporting")),
    path("check-up/", include("pools.urls.checkup")),
    path("domains/", include("pools.urls.domains")),
    path("branding/", include("pools.urls.branding")),
    path("terms/", include("pools.urls.terms")),
    path("resource-servers/", include("pools.urls.resource_servers")),
    path("identity-providers/", include("pools.urls.identity_providers")),
    path("schema/", include("pools.urls.schema")),
    path("app-clients/", include("pools.urls.app_clients")),
    path("protection/", include("pools.urls.protection")),
    path("logs/", include("pools.urls.logs")),
    path("sessions/", include("pools.urls.sessions")),
    path("replicas/", include("pools.urls.replicas")),
    path("quotas/", include("pools.urls.quotas")),
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
