"""/pools/<connection>/<pool_id>/: what happened to a user"""

from django.urls import path

from users.activity import views

urlpatterns = [
    path("users/<sub:sub>/activity/", views.activity, name="activity"),
    path("users/<sub:sub>/activity/feedback/", views.feedback, name="event_feedback"),
]
