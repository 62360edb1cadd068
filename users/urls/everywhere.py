"""/: what is about the people of all pools."""

from django.urls import path

from users.views import invitations, lookup

urlpatterns = [
    path("find/", lookup.index, name="lookup"),
    path("invitations/", invitations.all_invitations, name="all_invitations"),
]
