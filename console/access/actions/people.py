"""What an operator can do to one user beyond the help desk's work: change, let in, delete, bring back."""

from console.access.action import Action, Danger
from console.access.roles import Role

EDIT_USER = Action(
    name="edit_user",
    label="Change a user's attributes",
    role=Role.ADMINISTRATOR,
    operations=(
        "ListUsers",
        "DescribeUserPool",
        "AdminUpdateUserAttributes",
        "AdminDeleteUserAttributes",
    ),
    danger=Danger.REVERSIBLE,
)
UNDO_CHANGE = Action(
    name="undo_change",
    label="Undo a change of a user that they could make",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminListGroupsForUser"),
    danger=Danger.REVERSIBLE,
)
SET_PASSWORD = Action(
    name="set_password",
    label="Set a user's password, temporary or permanent",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminSetUserPassword", "AdminUserGlobalSignOut"),
    danger=Danger.HARD,
)
CONFIRM_USER = Action(
    name="confirm_user",
    label="Confirm a sign-up",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminConfirmSignUp", "AdminUpdateUserAttributes"),
    danger=Danger.HARD,
)
DELETE_USER = Action(
    name="delete_user",
    label="Delete a user",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "DescribeUserPool", "AdminListGroupsForUser", "AdminDeleteUser"),
    danger=Danger.FINAL,
)
VIEW_DELETED_USERS = Action(
    name="view_deleted_users",
    label="See deleted users for 30 days",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool",),
)
RECREATE_USER = Action(
    name="recreate_user",
    label="Create a deleted user again",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeUserPool",
        "ListUsers",
        "AdminCreateUser",
        "AdminAddUserToGroup",
        "AdminDisableUser",
    ),
    danger=Danger.HARD,
)
FORGET_DELETED_USER = Action(
    name="forget_deleted_user",
    label="Forget a deleted user for good",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool",),
    danger=Danger.FINAL,
)

ACTIONS = (
    EDIT_USER,
    UNDO_CHANGE,
    SET_PASSWORD,
    CONFIRM_USER,
    DELETE_USER,
    VIEW_DELETED_USERS,
    RECREATE_USER,
    FORGET_DELETED_USER,
)
