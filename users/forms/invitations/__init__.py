"""The forms of invitations."""

from users.forms.invitations.inviting import InviteForm
from users.forms.invitations.passwords import requirements
from users.forms.invitations.resending import ResendEachForm, ResendForm, SelectionForm, state_of

__all__ = ["InviteForm", "ResendEachForm", "ResendForm", "SelectionForm", "requirements", "state_of"]
