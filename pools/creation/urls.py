"""/pools/create/"""

from django.urls import path

from pools.creation import views as creation

urlpatterns = [
    path("", creation.create, name="create"),
    path("draft/", creation.draft, name="draft"),
    path("make/", creation.make, name="make"),
    path("<int:creation>/", creation.show, name="creation"),
    path("<int:creation>/finish/", creation.finish, name="finish_creation"),
]
