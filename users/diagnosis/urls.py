"""/pools/<connection>/<pool_id>/: why one of its users cannot sign in"""

from django.urls import path

from users.diagnosis import views

urlpatterns = [
    path("users/<sub:sub>/diagnosis/", views.diagnosis, name="diagnosis"),
]
