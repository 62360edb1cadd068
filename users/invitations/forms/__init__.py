"""The forms of invitations."""

from users.invitations.forms.inviting import InviteForm
from users.invitations.forms.resending import ResendEachForm, ResendForm, SelectionForm, state_of

__all__ = ["InviteForm", "ResendEachForm", "ResendForm", "SelectionForm", "state_of"]
