"""/: what is about the people of all pools."""

from django.urls import path

from users.directory import lookup_views as lookup
from users.invitations import views as invitations

urlpatterns = [
    path("find/", lookup.index, name="lookup"),
    path("invitations/", invitations.all_invitations, name="all_invitations"),
]
