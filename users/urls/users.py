"""/pools/<connection>/<pool_id>/users/"""

from django.urls import path

from users.views import diagnosis, help_desk, invitations, memberships, reveals, users

urlpatterns = [
    path("", users.index, name="index"),
    # Invitations
    path("invite/", invitations.invite, name="invite"),
    path("invite/preview/", invitations.preview, name="invite_preview"),
    path("invite/check/", invitations.check, name="invite_check"),
    path("resend/", invitations.resend_selected, name="resend_selected"),
    path("<sub:sub>/resend/", invitations.resend, name="resend"),
    # One user
    path("<sub:sub>/", users.user, name="user"),
    path("<sub:sub>/diagnosis/", diagnosis.diagnosis, name="diagnosis"),
    path("<sub:sub>/reveal/", reveals.reveal, name="reveal"),
    path("<sub:sub>/deep-read/", reveals.deep_read, name="deep_read"),
    path("<sub:sub>/reset-password/", help_desk.reset_password, name="reset_password"),
    path("<sub:sub>/sign-out/", help_desk.sign_out, name="sign_out"),
    path("<sub:sub>/enable/", help_desk.enable, name="enable"),
    path("<sub:sub>/disable/", help_desk.disable, name="disable"),
    path("<sub:sub>/groups/", memberships.of_user, name="memberships"),
]
