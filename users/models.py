"""What Django looks for here: each stands with its noun, and is imported from there."""

from users.deletion.models import UserSnapshot as UserSnapshot
from users.groups.recreating.models import GroupRecreation as GroupRecreation
from users.groups.recreating.models import RecreatedMember as RecreatedMember
from users.invitations.models import Resending as Resending
from users.invitations.models import ResentInvitation as ResentInvitation
