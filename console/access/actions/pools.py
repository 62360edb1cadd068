"""What an operator can do with pools, their settings and their schema."""

from console.access.action import Action, Danger, Reach
from console.access.actions.app_clients import CHECKED
from console.access.roles import Role

VIEW_POOLS = Action(
    name="view_pools",
    label="See the list of pools",
    role=Role.VIEWER,
    operations=("ListUserPools", "DescribeUserPool"),
    reach=Reach.ANYWHERE,
)
VIEW_POOL = Action(
    name="view_pool",
    label="Read a pool's settings",
    role=Role.VIEWER,
    operations=("DescribeUserPool", "GetUserPoolMfaConfig", "ListGroups"),
)
CHANGE_SETTINGS = Action(
    name="change_settings",
    label="Change a pool's settings",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeUserPool",
        "GetUserPoolMfaConfig",
        "UpdateUserPool",
        "SetUserPoolMfaConfig",
        "TagResource",
        "UntagResource",
    ),
    danger=Danger.HARD,
)
ACCEPT_FINDING = Action(
    name="accept_finding",
    label="Accept a finding of the check-up, with a reason",
    role=Role.ADMINISTRATOR,
    operations=(*CHECKED, "GetUserPoolMfaConfig"),
)
WITHDRAW_ACCEPTANCE = Action(
    name="withdraw_acceptance",
    label="Withdraw the acceptance of a finding",
    role=Role.ADMINISTRATOR,
)
ADD_ATTRIBUTES = Action(
    name="add_attributes",
    label="Add custom attributes",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "AddCustomAttributes"),
    danger=Danger.FINAL,
)
CREATE_POOL = Action(
    name="create_pool",
    label="Create a pool",
    role=Role.OWNER,
    operations=(
        "ListUserPools",
        "DescribeUserPool",
        "GetUserPoolMfaConfig",
        "ListGroups",
        "CreateUserPool",
        "AddCustomAttributes",
        "SetUserPoolMfaConfig",
        "CreateGroup",
    ),
    reach=Reach.CONNECTION,
    danger=Danger.HARD,
)
DELETE_POOL = Action(
    name="delete_pool",
    label="Delete a pool",
    role=Role.OWNER,
    operations=(
        "DescribeUserPool",
        "GetUserPoolMfaConfig",
        "ListUserPoolClients",
        "ListIdentityProviders",
        "ListResourceServers",
        "ListGroups",
        "ListUserPoolReplicas",
        "DescribeUserPoolDomain",
        "UpdateUserPool",
        "DeleteUserPoolDomain",
        "CreateUserPoolDomain",
        "DeleteUserPool",
    ),
    danger=Danger.FINAL,
)
GRANT_ATTRIBUTES = Action(
    name="grant_attributes",
    label="See where attributes are used, and grant them to app clients",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeUserPool",
        "ListUserPoolClients",
        "DescribeUserPoolClient",
        "UpdateUserPoolClient",
        "ListIdentityProviders",
        "DescribeIdentityProvider",
    ),
    danger=Danger.REVERSIBLE,
)

ACTIONS = (
    VIEW_POOLS,
    VIEW_POOL,
    CHANGE_SETTINGS,
    ACCEPT_FINDING,
    WITHDRAW_ACCEPTANCE,
    ADD_ATTRIBUTES,
    CREATE_POOL,
    DELETE_POOL,
    GRANT_ATTRIBUTES,
)
