"""/pools/<connection>/<pool_id>/delete/"""

from django.urls import path

from pools.deletion import views as deletion

urlpatterns = [path("", deletion.delete, name="delete")]
