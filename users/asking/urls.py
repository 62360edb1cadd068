"""/pools/<connection>/<pool_id>/: what is asked once, then done for a user"""

from django.urls import path

from users.asking import views

urlpatterns = [
    path("users/<sub:sub>/reset-password/", views.reset_password, name="reset_password"),
    path("users/<sub:sub>/sign-out/", views.sign_out, name="sign_out"),
    path("users/<sub:sub>/enable/", views.enable, name="enable"),
    path("users/<sub:sub>/disable/", views.disable, name="disable"),
]
