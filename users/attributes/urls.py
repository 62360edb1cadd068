"""/pools/<connection>/<pool_id>/: the attributes of a user"""

from django.urls import path

from users.attributes import views

urlpatterns = [
    path("users/<sub:sub>/edit/", views.edit, name="edit"),
    path("users/<sub:sub>/verify-contact/", views.verify_contact, name="verify_contact"),
]
