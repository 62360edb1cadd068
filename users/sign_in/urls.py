"""/pools/<connection>/<pool_id>/: how a user signs in"""

from django.urls import path

from users.sign_in import device_views as devices
from users.sign_in import factor_views as factors
from users.sign_in import identity_views as identities
from users.sign_in import session_views as sessions
from users.sign_in import views

urlpatterns = [
    path("users/<sub:sub>/sign-in/", views.sign_in, name="sign_in"),
    path("users/<sub:sub>/sign-in/factors/", factors.preferences, name="set_mfa"),
    path("users/<sub:sub>/sign-in/authenticator/", factors.clear_authenticator, name="clear_authenticator"),
    path("users/<sub:sub>/sign-in/devices/<str:device>/forget/", devices.forget, name="forget_device"),
    path(
        "users/<sub:sub>/sign-in/devices/<str:device>/remember/",
        devices.set_status,
        {"remembered": True},
        name="remember_device",
    ),
    path(
        "users/<sub:sub>/sign-in/devices/<str:device>/stop-remembering/",
        devices.set_status,
        {"remembered": False},
        name="unremember_device",
    ),
    path("users/<sub:sub>/sign-in/sessions/<slug:session>/end/", sessions.revoke, name="revoke_session"),
    path("users/<sub:sub>/sign-in/identities/link/", identities.link, name="link_identity"),
    path(
        "users/<sub:sub>/sign-in/identities/<slug:identity>/unlink/",
        identities.unlink,
        name="unlink_identity",
    ),
]
