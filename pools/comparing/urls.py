"""/pools/<connection>/<pool_id>/compare/"""

from django.urls import path

from pools.comparing import views as comparing

urlpatterns = [
    path("", comparing.choose, name="compare"),
    path("take-over/", comparing.take_over, name="take_over"),
    path("groups/", comparing.add_groups, name="add_groups"),
    path("<slug:other_connection>/<str:other_pool_id>/", comparing.show, name="comparison"),
]
