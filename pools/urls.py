from django.urls import path

from pools.views import pools

app_name = "pools"
# /pools/
urlpatterns = [
    path("", pools.index, name="index"),
    path("details/", pools.show_details, name="details"),
    # /pools/<connection>/<pool_id>/
    path("<slug:connection>/<str:pool_id>/", pools.show_pool, name="pool"),
    path("<slug:connection>/<str:pool_id>/json/", pools.show_raw, name="raw"),
]
