"""/pools/<connection>/<pool_id>/: its groups, and those of a user"""

from django.urls import path

from users.groups import member_views as members
from users.groups import membership_views as memberships
from users.groups import views
from users.groups.recreating import views as recreations

urlpatterns = [
    path("groups/", views.index, name="groups"),
    path("groups/create/", views.create, name="create_group"),
    # One group; the word before its name keeps a group called "create" apart.
    path("groups/named/<group:group>/", views.group, name="group"),
    path("groups/named/<group:group>/edit/", views.edit, name="edit_group"),
    path("groups/named/<group:group>/delete/", views.delete, name="delete_group"),
    # Members
    path("groups/named/<group:group>/add/", members.add, name="add_members"),
    path("groups/named/<group:group>/remove/", members.remove, name="remove_members"),
    path("groups/named/<group:group>/compare/", members.compare, name="compare_groups"),
    # Re-creation
    path("groups/named/<group:group>/recreate/", recreations.recreate, name="recreate_group"),
    path("groups/recreations/<int:recreation>/", recreations.recreation, name="recreation"),
    path("groups/recreations/<int:recreation>/forget/", recreations.forget, name="forget_recreation"),
    # Of one user
    path("users/<sub:sub>/groups/", memberships.of_user, name="memberships"),
]
