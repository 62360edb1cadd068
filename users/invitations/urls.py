"""/pools/<connection>/<pool_id>/: inviting people, and who was invited"""

from django.urls import path

from users.invitations import views

urlpatterns = [
    path("users/invitations/", views.invitations, name="invitations"),
    path("users/invitations/resend/", views.resend_all, name="resend_all"),
    path("users/invitations/works/<int:resending>/", views.work, name="resending"),
    path(
        "users/invitations/works/<int:resending>/not-sent.csv",
        views.resending_failures,
        name="resending_failures",
    ),
    path("users/invite/", views.invite, name="invite"),
    path("users/invite/preview/", views.preview, name="invite_preview"),
    path("users/invite/check/", views.check, name="invite_check"),
    path("users/resend/", views.resend_selected, name="resend_selected"),
    path("users/<sub:sub>/resend/", views.resend, name="resend"),
    # Those who came by themselves
    path("users/invitations/sign-ups/", views.signups, name="signups"),
    path("users/invitations/sign-ups/delete/", views.delete_signups, name="delete_signups"),
]
