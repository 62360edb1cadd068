"""/pools/<connection>/<pool_id>/: its users, and its groups; and what is about the people of all pools."""

from django.urls import include, path, register_converter

from console.converters import NameConverter
from users import converters

app_name = "users"

register_converter(converters.SubConverter, "sub")
register_converter(NameConverter, "group")

IN_A_POOL = [
    path("users/invitations/", include("users.invitations.urls")),
    path("users/", include("users.person.urls")),
    path("groups/", include("users.groups.urls")),
]
urlpatterns = [
    path("", include("users.directory.urls")),
    path("pools/<slug:connection>/<str:pool_id>/", include(IN_A_POOL)),
]
