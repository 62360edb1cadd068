"""What an operator can do with the users of a pool: find them, look at them, and what a help desk does."""

from console.access.action import Action, Danger, Reach
from console.access.roles import Role

VIEW_USERS = Action(
    name="view_users",
    label="Search and list users",
    role=Role.VIEWER,
    operations=("ListUsers", "DescribeUserPool"),
)
FIND_USERS = Action(
    name="find_users",
    label="Look for a person in all pools",
    role=Role.VIEWER,
    operations=("ListUserPools", "ListUsers"),
    reach=Reach.ANYWHERE,
)
VIEW_USER = Action(
    name="view_user",
    label="Open a user",
    role=Role.VIEWER,
    operations=("ListUsers", "AdminListGroupsForUser", "DescribeUserPool"),
)
REVEAL_USER = Action(
    name="reveal_user",
    label="Reveal a user's personal data, with a reason",
    role=Role.VIEWER,
    operations=("ListUsers", "AdminListGroupsForUser", "DescribeUserPool"),
)
DEEP_READ_USER = Action(
    name="deep_read_user",
    label="Deep read a user (billed as a monthly active user)",
    role=Role.HELP_DESK,
    operations=("AdminGetUser",),
)
RESEND_INVITATION = Action(
    name="resend_invitation",
    label="Resend an invitation",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminCreateUser"),
    danger=Danger.REVERSIBLE,
)
RESET_PASSWORD = Action(
    name="reset_password",
    label="Reset a password",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminResetUserPassword"),
    danger=Danger.HARD,
)
SIGN_OUT_USER = Action(
    name="sign_out_user",
    label="Sign a user out everywhere",
    role=Role.HELP_DESK,
    operations=("ListUsers", "AdminUserGlobalSignOut"),
    danger=Danger.REVERSIBLE,
)
ENABLE_USER = Action(
    name="enable_user",
    label="Enable a user",
    role=Role.HELP_DESK,
    operations=("ListUsers", "AdminEnableUser"),
    danger=Danger.REVERSIBLE,
)
DISABLE_USER = Action(
    name="disable_user",
    label="Disable a user",
    role=Role.HELP_DESK,
    operations=("ListUsers", "AdminDisableUser"),
    danger=Danger.REVERSIBLE,
)
INVITE_USER = Action(
    name="invite_user",
    label="Invite a user",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "ListGroups", "ListUsers", "AdminCreateUser", "AdminAddUserToGroup"),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_USERS,
    FIND_USERS,
    VIEW_USER,
    REVEAL_USER,
    DEEP_READ_USER,
    RESEND_INVITATION,
    RESET_PASSWORD,
    SIGN_OUT_USER,
    ENABLE_USER,
    DISABLE_USER,
    INVITE_USER,
)
