"""/pools/<connection>/<pool_id>/logs/"""

from django.urls import path

from pools.logs import views as logs

urlpatterns = [
    path("", logs.index, name="logs"),
    path("edit/", logs.edit, name="edit_logs"),
    path("stop/<slug:source>/", logs.stop, name="stop_logs"),
    path("review/", logs.review, name="review_logs"),
    path("save/", logs.save, name="save_logs"),
]
