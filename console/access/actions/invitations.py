"""What an operator can do with invitations, and with sign-ups that were never confirmed."""

from console.access.action import Action, Danger, Reach
from console.access.roles import Role

READS = ("ListUsers", "DescribeUserPool")

VIEW_INVITATIONS = Action(
    name="view_invitations",
    label="See who was invited, and sign-ups that were not confirmed",
    role=Role.VIEWER,
    operations=READS,
)
VIEW_ALL_INVITATIONS = Action(
    name="view_all_invitations",
    label="See the invitations of all pools",
    role=Role.VIEWER,
    operations=("ListUserPools", *READS),
    reach=Reach.ANYWHERE,
)
RESEND_ALL_INVITATIONS = Action(
    name="resend_all_invitations",
    label="Resend up to 500 invitations in one go",
    role=Role.ADMINISTRATOR,
    operations=(*READS, "AdminCreateUser"),
    danger=Danger.HARD,
)
DELETE_SIGNUPS = Action(
    name="delete_signups",
    label="Delete sign-ups that were not confirmed",
    role=Role.ADMINISTRATOR,
    operations=(*READS, "AdminDeleteUser"),
    danger=Danger.FINAL,
)

ACTIONS = (
    VIEW_INVITATIONS,
    VIEW_ALL_INVITATIONS,
    RESEND_ALL_INVITATIONS,
    DELETE_SIGNUPS,
)
