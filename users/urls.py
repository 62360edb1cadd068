"""/: what is about the people of all pools; /pools/<connection>/<pool_id>/: a pool's users, and its groups."""

from django.urls import include, path, register_converter

from console.converters import NameConverter
from users import converters
from users.directory import lookup_views as lookup
from users.invitations.views import board

app_name = "users"

register_converter(converters.SubConverter, "sub")
register_converter(NameConverter, "group")

IN_A_POOL = [
    path("", include("users.directory.urls")),
    path("", include("users.person.urls")),
    path("", include("users.asking.urls")),
    path("", include("users.attributes.urls")),
    path("", include("users.passwords.urls")),
    path("", include("users.sign_in.urls")),
    path("", include("users.activity.urls")),
    path("", include("users.diagnosis.urls")),
    path("", include("users.groups.urls")),
    path("", include("users.invitations.urls")),
    path("", include("users.deletion.urls")),
]
urlpatterns = [
    path("find/", lookup.index, name="lookup"),
    path("invitations/", board.all_invitations, name="all_invitations"),
    path("pools/<slug:connection>/<str:pool_id>/", include(IN_A_POOL)),
]
