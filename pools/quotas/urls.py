"""/pools/<connection>/<pool_id>/quotas/"""

from django.urls import path

from pools.quotas import views as quotas

urlpatterns = [
    path("", quotas.index, name="quotas"),
    path("<slug:category>/", quotas.show, name="quota"),
    path("<slug:category>/change/", quotas.change, name="change_quota"),
]
