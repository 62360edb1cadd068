"""/pools/<connection>/<pool_id>/export/"""

from django.urls import path

from pools.exporting import views as exporting

urlpatterns = [
    path("", exporting.show, name="export"),
    path("<slug:file_format>/", exporting.download, name="download"),
]
