"""/pools/<connection>/<pool_id>/recovery/"""

from django.urls import path

from pools.recovery import views as recovery

urlpatterns = [
    path("", recovery.index, name="recoveries"),
    path("begin/", recovery.initiate, name="initiate_recovery"),
    path("<uuid:recovery>/", recovery.show, name="recovery"),
    path("<uuid:recovery>/start/", recovery.start, name="start_recovery"),
    path("<uuid:recovery>/cancel/", recovery.cancel, name="cancel_recovery"),
]
