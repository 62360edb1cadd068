"""/pools/<connection>/<pool_id>/sessions/"""

from django.urls import path

from pools.sessions import views as sessions

APP_CLIENT = "app-clients/<str:client_id>/"
urlpatterns = [
    path("", sessions.index, name="sessions"),
    path("edit/", sessions.edit, name="edit_sessions"),
    path("review/", sessions.review, name="review_sessions"),
    path("save/", sessions.save, name="save_sessions"),
    path(APP_CLIENT, sessions.index, name="client_sessions"),
    path(f"{APP_CLIENT}edit/", sessions.edit, name="edit_client_sessions"),
    path(f"{APP_CLIENT}review/", sessions.review, name="review_client_sessions"),
    path(f"{APP_CLIENT}save/", sessions.save, name="save_client_sessions"),
]
