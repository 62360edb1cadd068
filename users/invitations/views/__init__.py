"""Inviting people, who was invited, and sending their invitations again."""

from users.invitations.views.board import all_invitations, invitations
from users.invitations.views.inviting import check, invite, preview
from users.invitations.views.resending import resend
from users.invitations.views.resendings import resend_all, resending_failures
from users.invitations.views.resendings import resending as work
from users.invitations.views.selections import resend_selected
from users.invitations.views.signups import delete_signups, signups

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
