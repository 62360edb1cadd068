"""/pools/<connection>/<pool_id>/check-up/"""

from django.urls import path

from pools.views import checkup

urlpatterns = [
    path("", checkup.index, name="checkup"),
    path("<slug:check>/accept/", checkup.accept, name="accept_finding"),
    path("<slug:check>/withdraw/", checkup.withdraw, name="withdraw_acceptance"),
]
