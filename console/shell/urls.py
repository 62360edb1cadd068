from django.urls import path

from console.shell import views

app_name = "ui"
urlpatterns = [
    path("about/coverage/", views.show_coverage, name="coverage"),
    path("styleguide/", views.show_styleguide, name="styleguide"),
]
