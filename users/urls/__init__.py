"""/pools/<connection>/<pool_id>/: its users, and its groups."""

from django.urls import include, path, register_converter

from console.converters import NameConverter
from users import converters

app_name = "users"

register_converter(converters.SubConverter, "sub")
register_converter(NameConverter, "group")

urlpatterns = [
    path("users/", include("users.urls.users")),
    path("groups/", include("users.urls.groups")),
]
