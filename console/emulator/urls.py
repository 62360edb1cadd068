from django.urls import path

from console.emulator import views

app_name = "emulator"
# /emulator/, in the demo and the tests alone
urlpatterns = [
    path("outbox/", views.show_outbox, name="outbox"),
    path("faults/", views.arrange_faults, name="faults"),
    path("faults/clear/", views.clear_faults, name="clear_faults"),
]
