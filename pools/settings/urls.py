"""/pools/<connection>/<pool_id>/settings/"""

from django.urls import path

from pools.settings import views as settings
from pools.settings.messages import views as messages

urlpatterns = [
    path("review/", settings.review, name="review_settings"),
    path("save/", settings.save, name="save_settings"),
    path("show-email/", messages.show_email, name="show_email"),
    path("<slug:section>/", settings.edit, name="edit_settings"),
]
