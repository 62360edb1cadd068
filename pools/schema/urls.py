"""/pools/<connection>/<pool_id>/schema/"""

from django.urls import path

from pools.schema import views as schema

urlpatterns = [
    path("", schema.index, name="schema"),
    path("add/", schema.add_attributes, name="add_attributes"),
]
