"""/pools/<connection>/<pool_id>/history/"""

from django.urls import path

from pools.history.views import pages as history
from pools.history.views import restoring, states

urlpatterns = [
    path("", history.index, name="history"),
    path("backup/", history.back_up, name="backup"),
    path("compare/", history.compare, name="compare_states"),
    path("<int:revision>/", history.show, name="revision"),
    path("<int:revision>/restore/", restoring.restore, name="restore"),
    path("states/<int:revision>/", states.show, name="state"),
    path("states/<int:revision>/restore/", states.restore, name="restore_state"),
]
