from django.urls import path

from console.ui import views

app_name = "ui"
urlpatterns = [
    path("styleguide/", views.show_styleguide, name="styleguide"),
]
