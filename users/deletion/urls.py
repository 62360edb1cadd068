"""/pools/<connection>/<pool_id>/: deleting a user, and people who were deleted"""

from django.urls import path

from users.deletion import snapshot_views as snapshots
from users.deletion import views

urlpatterns = [
    path("users/<sub:sub>/delete/", views.delete, name="delete"),
    path("users/deleted/", snapshots.index, name="deleted"),
    path("users/deleted/<int:snapshot>/", snapshots.snapshot, name="deleted_user"),
    path("users/deleted/<int:snapshot>/recreate/", snapshots.recreate, name="recreate"),
    path("users/deleted/<int:snapshot>/forget/", snapshots.forget, name="forget"),
]
