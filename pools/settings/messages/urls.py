"""/pools/<connection>/<pool_id>/settings/show-email/"""

from django.urls import path

from pools.settings.messages import views as messages

urlpatterns = [path("", messages.show_email, name="show_email")]
