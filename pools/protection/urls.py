"""/pools/<connection>/<pool_id>/protection/"""

from django.urls import path

from pools.protection import views as protection

APP_CLIENT = "app-clients/<str:client_id>/"
urlpatterns = [
    path("", protection.index, name="protection"),
    path("edit/<slug:topic>/", protection.edit, name="edit_protection"),
    path("reset/", protection.reset, name="reset_protection"),
    path("review/", protection.review, name="review_protection"),
    path("save/", protection.save, name="save_protection"),
    path("app-clients/", protection.show_overrides, name="protection_overrides"),
    path(APP_CLIENT, protection.index, name="client_protection"),
    path(f"{APP_CLIENT}edit/<slug:topic>/", protection.edit, name="edit_client_protection"),
    path(f"{APP_CLIENT}reset/", protection.reset, name="reset_client_protection"),
    path(f"{APP_CLIENT}review/", protection.review, name="review_client_protection"),
    path(f"{APP_CLIENT}save/", protection.save, name="save_client_protection"),
]
