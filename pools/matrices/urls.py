"""What stands below a pool's app clients and its schema, and is about all of them at once."""

from django.urls import path

from pools.matrices import grant_views as grants
from pools.matrices import views as matrices

urlpatterns = [
    path("app-clients/attributes/", matrices.attributes, name="app_client_attributes"),
    path("app-clients/scopes/", matrices.scopes, name="app_client_scopes"),
    path("schema/use/", grants.index, name="grants"),
    path("schema/use/save/", grants.save, name="save_grants"),
]
