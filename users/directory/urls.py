"""/pools/<connection>/<pool_id>/: the list of its users"""

from django.urls import path

from users.directory import views

urlpatterns = [
    path("users/", views.index, name="index"),
]
