"""/pools/<connection>/<pool_id>/replicas/"""

from django.urls import path

from pools.replicas import views as replicas

urlpatterns = [
    path("", replicas.index, name="replicas"),
    path("create/", replicas.create, name="create_replica"),
    path("in/<slug:replica>/change/", replicas.change, name="change_replica"),
    path("in/<slug:replica>/remove/", replicas.remove, name="remove_replica"),
]
