"""The forms of invitations."""

from users.invitations.forms.inviting import InviteForm
from users.invitations.forms.resending import ResendEachForm, ResendForm, SelectionForm, state_of
from users.passwords.requirements import requirements

__all__ = ["InviteForm", "ResendEachForm", "ResendForm", "SelectionForm", "requirements", "state_of"]
