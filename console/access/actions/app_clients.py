"""What an operator can do with the app clients of a pool.

Describing one reveals its secret to this console: that, and all that needs it, is for Administrators.
"""

from console.access.action import Action, Danger
from console.access.roles import Role

VIEW_APP_CLIENTS = Action(
    name="view_app_clients",
    label="List app clients",
    role=Role.VIEWER,
    operations=("ListUserPoolClients", "DescribeUserPool"),
)
READ_APP_CLIENT = Action(
    name="read_app_client",
    label="Read an app client's settings",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPoolClient", "DescribeUserPool"),
)
COMPARE_APP_CLIENTS = Action(
    name="compare_app_clients",
    label="Compare app clients: attributes, scopes, two side by side",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "ListUserPoolClients", "DescribeUserPoolClient", "ListResourceServers"),
)
# What the rules of the check-up look at.
CHECKED = (
    "DescribeUserPool",
    "ListUserPoolClients",
    "DescribeUserPoolClient",
    "ListUserPoolClientSecrets",
    "ListResourceServers",
    "ListIdentityProviders",
)
CHECK_APP_CLIENTS = Action(
    name="check_app_clients",
    label="See the check-up of app clients",
    role=Role.ADMINISTRATOR,
    operations=CHECKED,
)
CREATE_APP_CLIENT = Action(
    name="create_app_client",
    label="Create an app client",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "ListResourceServers", "CreateUserPoolClient"),
    danger=Danger.REVERSIBLE,
)
EDIT_APP_CLIENT = Action(
    name="edit_app_client",
    label="Change an app client's settings",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "ListResourceServers",
        "ListIdentityProviders",
        "UpdateUserPoolClient",
    ),
    danger=Danger.HARD,
)
REVEAL_SECRET = Action(
    name="reveal_secret",
    label="Reveal the secret of an app client, with a reason",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPoolClient", "DescribeUserPool"),
)
DELETE_APP_CLIENT = Action(
    name="delete_app_client",
    label="Delete an app client",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "DescribeUserPoolClient", "DeleteUserPoolClient"),
    danger=Danger.FINAL,
)
VIEW_SECRETS = Action(
    name="view_secrets",
    label="See how old an app client's secrets are",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "DescribeUserPoolClient", "ListUserPoolClientSecrets"),
)
ADD_SECRET = Action(
    name="add_secret",
    label="Give an app client a second secret",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "ListUserPoolClientSecrets",
        "AddUserPoolClientSecret",
    ),
    danger=Danger.REVERSIBLE,
)
DELETE_SECRET = Action(
    name="delete_secret",
    label="Delete one of two secrets of an app client",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeUserPool",
        "DescribeUserPoolClient",
        "ListUserPoolClientSecrets",
        "DeleteUserPoolClientSecret",
    ),
    danger=Danger.FINAL,
)

ACTIONS = (
    VIEW_APP_CLIENTS,
    READ_APP_CLIENT,
    COMPARE_APP_CLIENTS,
    CHECK_APP_CLIENTS,
    CREATE_APP_CLIENT,
    EDIT_APP_CLIENT,
    REVEAL_SECRET,
    DELETE_APP_CLIENT,
    VIEW_SECRETS,
    ADD_SECRET,
    DELETE_SECRET,
)
