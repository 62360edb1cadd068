"""/pools/<connection>/<pool_id>/app-clients/"""

from django.urls import path

from pools.app_clients import comparing_views as app_client_comparing
from pools.app_clients import views as app_clients
from pools.app_clients.creation import deletion_views as app_client_deletion
from pools.app_clients.creation import views as app_client_creation
from pools.app_clients.secrets import views as app_client_secrets

urlpatterns = [
    path("", app_clients.index, name="app_clients"),
    path("create/", app_client_creation.create, name="create_app_client"),
    path("create/make/", app_client_creation.make, name="make_app_client"),
    path("compare/", app_client_comparing.compare, name="compare_app_clients"),
    path("<str:client_id>/delete/", app_client_deletion.delete, name="delete_app_client"),
    path("<str:client_id>/secret/", app_client_secrets.reveal, name="reveal_secret"),
    path("<str:client_id>/secrets/", app_client_secrets.index, name="app_client_secrets"),
    path("<str:client_id>/secrets/add/", app_client_secrets.add, name="add_secret"),
    path("<str:client_id>/secrets/<name:secret_id>/delete/", app_client_secrets.delete, name="delete_secret"),
    path("<str:client_id>/", app_clients.show, name="app_client"),
    path("<str:client_id>/use/", app_clients.use, name="app_client_use"),
    path("<str:client_id>/edit/<slug:part>/", app_clients.edit, name="edit_app_client"),
    path("<str:client_id>/review/", app_clients.review, name="review_app_client"),
    path("<str:client_id>/save/", app_clients.save, name="save_app_client"),
]
