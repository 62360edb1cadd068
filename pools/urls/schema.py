"""/pools/<connection>/<pool_id>/schema/"""

from django.urls import path

from pools.views import grants, schema

urlpatterns = [
    path("", schema.index, name="schema"),
    path("add/", schema.add_attributes, name="add_attributes"),
    path("use/", grants.index, name="grants"),
    path("use/save/", grants.save, name="save_grants"),
]
