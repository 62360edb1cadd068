"""/pools/<connection>/<pool_id>/: inviting people, and who was invited"""

from django.urls import path

from users.invitations.views import board, inviting, resending, resendings, selections, signups

urlpatterns = [
    path("users/invitations/", board.invitations, name="invitations"),
    path("users/invitations/resend/", resendings.resend_all, name="resend_all"),
    path("users/invitations/works/<int:resending>/", resendings.show_resending, name="resending"),
    path(
        "users/invitations/works/<int:resending>/not-sent.csv",
        resendings.resending_failures,
        name="resending_failures",
    ),
    path("users/invite/", inviting.invite, name="invite"),
    path("users/invite/preview/", inviting.preview, name="invite_preview"),
    path("users/invite/check/", inviting.check, name="invite_check"),
    path("users/resend/", selections.resend_selected, name="resend_selected"),
    path("users/<sub:sub>/resend/", resending.resend, name="resend"),
    # Those who came by themselves
    path("users/invitations/sign-ups/", signups.signups, name="signups"),
    path("users/invitations/sign-ups/delete/", signups.delete_signups, name="delete_signups"),
]
