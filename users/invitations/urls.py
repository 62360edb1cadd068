"""/pools/<connection>/<pool_id>/users/invitations/"""

from django.urls import path

from users.invitations import views as invitations

urlpatterns = [
    path("", invitations.invitations, name="invitations"),
    path("resend/", invitations.resend_all, name="resend_all"),
    path("works/<int:resending>/", invitations.work, name="resending"),
    path("works/<int:resending>/not-sent.csv", invitations.resending_failures, name="resending_failures"),
    # Those who came by themselves
    path("sign-ups/", invitations.signups, name="signups"),
    path("sign-ups/delete/", invitations.delete_signups, name="delete_signups"),
]
