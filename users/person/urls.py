"""/pools/<connection>/<pool_id>/: one of its users"""

from django.urls import path

from users.person import reveal_views as reveals
from users.person import sign_up_views as sign_ups
from users.person import undo_views as undoing
from users.person import views

urlpatterns = [
    path("users/<sub:sub>/", views.user, name="user"),
    path("users/<sub:sub>/reveal/", reveals.reveal, name="reveal"),
    path("users/<sub:sub>/deep-read/", reveals.deep_read, name="deep_read"),
    path("users/<sub:sub>/confirm/", sign_ups.confirm, name="confirm"),
    path("users/<sub:sub>/undo/<int:number>/", undoing.undo, name="undo"),
]
