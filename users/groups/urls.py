"""/pools/<connection>/<pool_id>/groups/"""

from django.urls import path

from users.groups import member_views as members
from users.groups import views as groups
from users.groups.recreating import views as recreations

urlpatterns = [
    path("", groups.index, name="groups"),
    path("create/", groups.create, name="create_group"),
    # One group; the word before its name keeps a group called "create" apart.
    path("named/<group:group>/", groups.group, name="group"),
    path("named/<group:group>/edit/", groups.edit, name="edit_group"),
    path("named/<group:group>/delete/", groups.delete, name="delete_group"),
    # Members
    path("named/<group:group>/add/", members.add, name="add_members"),
    path("named/<group:group>/remove/", members.remove, name="remove_members"),
    path("named/<group:group>/compare/", members.compare, name="compare_groups"),
    # Re-creation
    path("named/<group:group>/recreate/", recreations.recreate, name="recreate_group"),
    path("recreations/<int:recreation>/", recreations.recreation, name="recreation"),
    path("recreations/<int:recreation>/forget/", recreations.forget, name="forget_recreation"),
]
