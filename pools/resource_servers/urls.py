"""/pools/<connection>/<pool_id>/resource-servers/"""

from django.urls import path

from pools.resource_servers import views as resource_servers

urlpatterns = [
    path("", resource_servers.index, name="resource_servers"),
    path("create/", resource_servers.create, name="create_resource_server"),
    path("named/<name:identifier>/edit/", resource_servers.edit, name="edit_resource_server"),
    path("named/<name:identifier>/review/", resource_servers.review, name="review_resource_server"),
    path("named/<name:identifier>/save/", resource_servers.save, name="save_resource_server"),
    path("named/<name:identifier>/use/", resource_servers.show_use, name="resource_server_use"),
    path("named/<name:identifier>/delete/", resource_servers.delete, name="delete_resource_server"),
]
