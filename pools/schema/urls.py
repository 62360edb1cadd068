"""/pools/<connection>/<pool_id>/schema/"""

from django.urls import path

from pools.matrices import grant_views as grants
from pools.schema import views as schema

urlpatterns = [
    path("", schema.index, name="schema"),
    path("add/", schema.add_attributes, name="add_attributes"),
    path("use/", grants.index, name="grants"),
    path("use/save/", grants.save, name="save_grants"),
]
