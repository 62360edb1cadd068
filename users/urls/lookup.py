"""/find/"""

from django.urls import path

from users.views import lookup

app_name = "lookup"
urlpatterns = [path("", lookup.index, name="index")]
