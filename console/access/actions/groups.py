"""What an operator can do with the groups of a pool and their members."""

from console.access.action import Action, Danger
from console.access.roles import Role

VIEW_GROUPS = Action(
    name="view_groups",
    label="See groups and their members",
    role=Role.VIEWER,
    operations=("ListGroups", "GetGroup", "ListUsersInGroup", "DescribeUserPool"),
)
CREATE_GROUP = Action(
    name="create_group",
    label="Create a group",
    role=Role.ADMINISTRATOR,
    operations=("ListGroups", "GetGroup", "CreateGroup"),
    danger=Danger.REVERSIBLE,
)
EDIT_GROUP = Action(
    name="edit_group",
    label="Edit a group",
    role=Role.ADMINISTRATOR,
    operations=("ListGroups", "GetGroup", "UpdateGroup"),
    danger=Danger.REVERSIBLE,
)
ADD_MEMBERS = Action(
    name="add_members",
    label="Add people to groups",
    role=Role.ADMINISTRATOR,
    operations=("ListUsers", "ListGroups", "GetGroup", "AdminListGroupsForUser", "AdminAddUserToGroup"),
    danger=Danger.REVERSIBLE,
)
REMOVE_MEMBERS = Action(
    name="remove_members",
    label="Remove people from groups",
    role=Role.ADMINISTRATOR,
    operations=("ListUsersInGroup", "GetGroup", "AdminListGroupsForUser", "AdminRemoveUserFromGroup"),
    danger=Danger.REVERSIBLE,
)
RECREATE_GROUP = Action(
    name="recreate_group",
    label="Re-create or rename a group, keeping its members",
    role=Role.ADMINISTRATOR,
    operations=("GetGroup", "ListUsersInGroup", "CreateGroup", "AdminAddUserToGroup", "DeleteGroup"),
    danger=Danger.HARD,
)
DELETE_GROUP = Action(
    name="delete_group",
    label="Delete a group",
    role=Role.ADMINISTRATOR,
    operations=("GetGroup", "ListUsersInGroup", "DeleteGroup"),
    danger=Danger.FINAL,
)

ACTIONS = (
    VIEW_GROUPS,
    CREATE_GROUP,
    EDIT_GROUP,
    ADD_MEMBERS,
    REMOVE_MEMBERS,
    RECREATE_GROUP,
    DELETE_GROUP,
)
