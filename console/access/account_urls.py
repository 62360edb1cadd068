"""The pages of allauth that Lifeguard uses, under /accounts/, by the names that allauth gives them.

Left out, so that there are no dead ends: signing up, e-mail addresses, passwords reset by e-mail
(an owner gives a new one), and connecting accounts of other providers.
"""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as sso
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from allauth.usersessions import views as sessions
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

# accounts/2fa/
factor_urls = [
    path("", factors.index, name="mfa_index"),
    path("authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("totp/activate/", never_cache(app.activate_totp), name="mfa_activate_totp"),
    path("totp/deactivate/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("webauthn/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("webauthn/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]

# accounts/
urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    # Where allauth sends those who have no password here: there is nothing to set.
    path("password/set/", RedirectView.as_view(pattern_name="mfa_index"), name="account_set_password"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("2fa/", include(factor_urls)),
    # Single sign-on; without a provider its address is not found.
    path("3rdparty/login/cancelled/", sso.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", sso.login_error, name="socialaccount_login_error"),
    path("", include(openid_connect)),
]
