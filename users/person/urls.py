"""/pools/<connection>/<pool_id>/users/"""

from django.urls import path

from users.activity import views as activity
from users.asking import views as help_desk
from users.attributes import views as attributes
from users.deletion import snapshot_views as snapshots
from users.deletion import views as deletion
from users.diagnosis import views as diagnosis
from users.groups import membership_views as memberships
from users.invitations import views as invitations
from users.passwords import views as passwords
from users.person import reveal_views as reveals
from users.person import sign_up_views as sign_ups
from users.person import undo_views as undoing
from users.person import views as users
from users.sign_in import device_views as devices
from users.sign_in import factor_views as factors
from users.sign_in import identity_views as identities
from users.sign_in import session_views as sessions
from users.sign_in import views as sign_in

urlpatterns = [
    path("", users.index, name="index"),
    # Invitations
    path("invite/", invitations.invite, name="invite"),
    path("invite/preview/", invitations.preview, name="invite_preview"),
    path("invite/check/", invitations.check, name="invite_check"),
    path("resend/", invitations.resend_selected, name="resend_selected"),
    path("<sub:sub>/resend/", invitations.resend, name="resend"),
    # People who were deleted
    path("deleted/", snapshots.index, name="deleted"),
    path("deleted/<int:snapshot>/", snapshots.snapshot, name="deleted_user"),
    path("deleted/<int:snapshot>/recreate/", snapshots.recreate, name="recreate"),
    path("deleted/<int:snapshot>/forget/", snapshots.forget, name="forget"),
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
    path("<sub:sub>/edit/", attributes.edit, name="edit"),
    path("<sub:sub>/verify-contact/", attributes.verify_contact, name="verify_contact"),
    path("<sub:sub>/password/", passwords.set_password, name="set_password"),
    path("<sub:sub>/confirm/", sign_ups.confirm, name="confirm"),
    path("<sub:sub>/delete/", deletion.delete, name="delete"),
    path("<sub:sub>/undo/<int:number>/", undoing.undo, name="undo"),
    # How one user signs in
    path("<sub:sub>/sign-in/", sign_in.sign_in, name="sign_in"),
    path("<sub:sub>/sign-in/factors/", factors.preferences, name="set_mfa"),
    path("<sub:sub>/sign-in/authenticator/", factors.clear_authenticator, name="clear_authenticator"),
    path("<sub:sub>/sign-in/devices/<str:device>/forget/", devices.forget, name="forget_device"),
    path(
        "<sub:sub>/sign-in/devices/<str:device>/remember/",
        devices.set_status,
        {"remembered": True},
        name="remember_device",
    ),
    path(
        "<sub:sub>/sign-in/devices/<str:device>/stop-remembering/",
        devices.set_status,
        {"remembered": False},
        name="unremember_device",
    ),
    path("<sub:sub>/sign-in/sessions/<slug:session>/end/", sessions.revoke, name="revoke_session"),
    path("<sub:sub>/sign-in/identities/link/", identities.link, name="link_identity"),
    path("<sub:sub>/sign-in/identities/<slug:identity>/unlink/", identities.unlink, name="unlink_identity"),
    # What happened to one user
    path("<sub:sub>/activity/", activity.activity, name="activity"),
    path("<sub:sub>/activity/feedback/", activity.feedback, name="event_feedback"),
]
