"""/pools/<connection>/<pool_id>/check-up/"""

from django.urls import path

from pools.checkup.views import app_clients as app_client_checkup
from pools.checkup.views import pool as checkup

OF_THING = "app-clients/<slug:kind>/<name:target>/<slug:check>/"
urlpatterns = [
    path("", checkup.index, name="checkup"),
    path("app-clients/", app_client_checkup.index, name="app_client_checkup"),
    path(f"{OF_THING}accept/", app_client_checkup.accept, name="accept_finding_of"),
    path(f"{OF_THING}withdraw/", app_client_checkup.withdraw, name="withdraw_acceptance_of"),
    path("<slug:check>/accept/", checkup.accept, name="accept_finding"),
    path("<slug:check>/withdraw/", checkup.withdraw, name="withdraw_acceptance"),
]
