from django.urls import path

from console.emulator import sign_in_views, views

app_name = "emulator"
# /emulator/, in the demo and the tests alone
urlpatterns = [
    path("outbox/", views.show_outbox, name="outbox"),
    path("sign-in/", sign_in_views.try_sign_in, name="try_sign_in"),
    path("faults/", views.arrange_faults, name="faults"),
    path("faults/clear/", views.clear_faults, name="clear_faults"),
]
