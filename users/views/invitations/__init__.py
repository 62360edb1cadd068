"""Inviting people, and sending their invitations again."""

from users.views.invitations.inviting import check, invite, preview
from users.views.invitations.resending import resend
from users.views.invitations.selections import resend_selected

__all__ = ["check", "invite", "preview", "resend", "resend_selected"]
