"""What an operator can do with the resource servers of a pool."""

from console.access.action import Action, Danger
from console.access.roles import Role

VIEW_RESOURCE_SERVERS = Action(
    name="view_resource_servers",
    label="See resource servers and their scopes",
    role=Role.VIEWER,
    operations=("ListResourceServers", "DescribeResourceServer", "DescribeUserPool"),
)
CREATE_RESOURCE_SERVER = Action(
    name="create_resource_server",
    label="Create a resource server",
    role=Role.ADMINISTRATOR,
    operations=("CreateResourceServer", "DescribeResourceServer", "DescribeUserPool"),
    danger=Danger.REVERSIBLE,
)
EDIT_RESOURCE_SERVER = Action(
    name="edit_resource_server",
    label="Edit a resource server, and see which app clients use it",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeResourceServer",
        "UpdateResourceServer",
        "ListUserPoolClients",
        "DescribeUserPoolClient",
        "DescribeUserPool",
    ),
    danger=Danger.REVERSIBLE,
)
DELETE_RESOURCE_SERVER = Action(
    name="delete_resource_server",
    label="Delete a resource server",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeResourceServer",
        "DeleteResourceServer",
        "ListUserPoolClients",
        "DescribeUserPoolClient",
        "DescribeUserPool",
    ),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_RESOURCE_SERVERS,
    CREATE_RESOURCE_SERVER,
    EDIT_RESOURCE_SERVER,
    DELETE_RESOURCE_SERVER,
)
