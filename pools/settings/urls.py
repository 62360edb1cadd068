"""/pools/<connection>/<pool_id>/settings/"""

from django.urls import include, path

from pools.settings import views as settings

urlpatterns = [
    path("review/", settings.review, name="review_settings"),
    path("save/", settings.save, name="save_settings"),
    path("show-email/", include("pools.settings.messages.urls")),
    path("<slug:section>/", settings.edit, name="edit_settings"),
]
