"""/pools/<connection>/<pool_id>/: the password of a user"""

from django.urls import path

from users.passwords import views

urlpatterns = [
    path("users/<sub:sub>/password/", views.set_password, name="set_password"),
]
