"""Inviting people, who was invited, and sending their invitations again."""

from users.views.invitations.board import all_invitations, invitations
from users.views.invitations.inviting import check, invite, preview
from users.views.invitations.resending import resend
from users.views.invitations.selections import resend_selected
from users.views.invitations.signups import delete_signups, signups
from users.views.invitations.works import resend_all, resending_failures
from users.views.invitations.works import resending as work

__all__ = [
    "all_invitations",
    "check",
    "delete_signups",
    "invitations",
    "invite",
    "preview",
    "resend",
    "resend_all",
    "resend_selected",
    "resending_failures",
    "signups",
    "work",
]
