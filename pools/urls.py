from django.urls import path, register_converter

from console.converters import NameConverter
from pools.views import (
    app_client_creation,
    app_client_deletion,
    app_client_secrets,
    app_clients,
    checkup,
    comparing,
    creation,
    deletion,
    domains,
    exporting,
    grants,
    history,
    importing,
    messages,
    pools,
    resource_servers,
    restoring,
    schema,
    settings,
)

register_converter(NameConverter, "name")

app_name = "pools"
# /pools/
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
    # /pools/<connection>/<pool_id>/
    path("<slug:connection>/<str:pool_id>/", pools.show_pool, name="pool"),
    path("<slug:connection>/<str:pool_id>/json/", pools.show_raw, name="raw"),
    path("<slug:connection>/<str:pool_id>/delete/", deletion.delete, name="delete"),
    path("<slug:connection>/<str:pool_id>/settings/review/", settings.review, name="review_settings"),
    path("<slug:connection>/<str:pool_id>/settings/save/", settings.save, name="save_settings"),
    path("<slug:connection>/<str:pool_id>/settings/show-email/", messages.show_email, name="show_email"),
    path("<slug:connection>/<str:pool_id>/settings/<slug:section>/", settings.edit, name="edit_settings"),
    path("<slug:connection>/<str:pool_id>/history/", history.index, name="history"),
    path("<slug:connection>/<str:pool_id>/history/backup/", history.back_up, name="backup"),
    path("<slug:connection>/<str:pool_id>/history/compare/", history.compare, name="compare_states"),
    path("<slug:connection>/<str:pool_id>/history/<int:revision>/", history.show, name="revision"),
    path("<slug:connection>/<str:pool_id>/compare/", comparing.choose, name="compare"),
    path("<slug:connection>/<str:pool_id>/compare/take-over/", comparing.take_over, name="take_over"),
    path("<slug:connection>/<str:pool_id>/compare/groups/", comparing.add_groups, name="add_groups"),
    path("<slug:connection>/<str:pool_id>/compare/file/", importing.compare, name="compare_file"),
    path(
        "<slug:connection>/<str:pool_id>/compare/<slug:other_connection>/<str:other_pool_id>/",
        comparing.show,
        name="comparison",
    ),
    path("<slug:connection>/<str:pool_id>/export/", exporting.show, name="export"),
    path("<slug:connection>/<str:pool_id>/export/<slug:file_format>/", exporting.download, name="download"),
    path(
        "<slug:connection>/<str:pool_id>/history/<int:revision>/restore/", restoring.restore, name="restore"
    ),
    path("<slug:connection>/<str:pool_id>/check-up/", checkup.index, name="checkup"),
    path(
        "<slug:connection>/<str:pool_id>/check-up/<slug:check>/accept/", checkup.accept, name="accept_finding"
    ),
    path(
        "<slug:connection>/<str:pool_id>/check-up/<slug:check>/withdraw/",
        checkup.withdraw,
        name="withdraw_acceptance",
    ),
    path("<slug:connection>/<str:pool_id>/domains/", domains.index, name="domains"),
    path("<slug:connection>/<str:pool_id>/domains/create/", domains.create, name="create_domain"),
    path(
        "<slug:connection>/<str:pool_id>/domains/named/<name:domain>/edit/", domains.edit, name="edit_domain"
    ),
    path(
        "<slug:connection>/<str:pool_id>/domains/named/<name:domain>/review/",
        domains.review,
        name="review_domain",
    ),
    path(
        "<slug:connection>/<str:pool_id>/domains/named/<name:domain>/save/", domains.save, name="save_domain"
    ),
    path(
        "<slug:connection>/<str:pool_id>/domains/named/<name:domain>/delete/",
        domains.delete,
        name="delete_domain",
    ),
    # The word before an identifier keeps a resource server called "create" apart.
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/", resource_servers.index, name="resource_servers"
    ),
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/create/",
        resource_servers.create,
        name="create_resource_server",
    ),
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/named/<name:identifier>/edit/",
        resource_servers.edit,
        name="edit_resource_server",
    ),
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/named/<name:identifier>/review/",
        resource_servers.review,
        name="review_resource_server",
    ),
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/named/<name:identifier>/save/",
        resource_servers.save,
        name="save_resource_server",
    ),
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/named/<name:identifier>/use/",
        resource_servers.show_use,
        name="resource_server_use",
    ),
    path(
        "<slug:connection>/<str:pool_id>/resource-servers/named/<name:identifier>/delete/",
        resource_servers.delete,
        name="delete_resource_server",
    ),
    path("<slug:connection>/<str:pool_id>/schema/", schema.index, name="schema"),
    path("<slug:connection>/<str:pool_id>/schema/add/", schema.add_attributes, name="add_attributes"),
    path("<slug:connection>/<str:pool_id>/schema/use/", grants.index, name="grants"),
    path("<slug:connection>/<str:pool_id>/schema/use/save/", grants.save, name="save_grants"),
    # /pools/<connection>/<pool_id>/app-clients/
    path("<slug:connection>/<str:pool_id>/app-clients/", app_clients.index, name="app_clients"),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/create/",
        app_client_creation.create,
        name="create_app_client",
    ),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/create/make/",
        app_client_creation.make,
        name="make_app_client",
    ),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/delete/",
        app_client_deletion.delete,
        name="delete_app_client",
    ),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/secret/",
        app_client_secrets.reveal,
        name="reveal_secret",
    ),
    path("<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/", app_clients.show, name="app_client"),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/edit/<slug:part>/",
        app_clients.edit,
        name="edit_app_client",
    ),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/review/",
        app_clients.review,
        name="review_app_client",
    ),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/save/",
        app_clients.save,
        name="save_app_client",
    ),
    path(
        "<slug:connection>/<str:pool_id>/app-clients/<str:client_id>/history/<int:revision>/",
        app_clients.revision,
        name="app_client_revision",
    ),
]
