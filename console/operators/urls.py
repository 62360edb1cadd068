"""operators/"""

from django.urls import path

from console.operators import views

app_name = "access"
urlpatterns = [
    path("", views.operators, name="operators"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.operator, name="operator"),
    path("<int:pk>/grant/", views.grant, name="grant"),
    path("<int:pk>/grants/<int:grant_id>/revoke/", views.revoke, name="revoke"),
    path("<int:pk>/disable/", views.disable, name="disable"),
    path("<int:pk>/enable/", views.enable, name="enable"),
    path("<int:pk>/sign-out/", views.sign_out, name="sign_out"),
    path("<int:pk>/password/", views.password, name="password"),
    path("<int:pk>/factors/", views.factors, name="factors"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
