"""What an operator can do with the domains of a pool."""

from console.access.action import Action, Danger
from console.access.roles import Role

READS = ("DescribeUserPool", "DescribeUserPoolDomain")

VIEW_DOMAINS = Action(name="view_domains", label="See a pool's domains", role=Role.VIEWER, operations=READS)
CREATE_DOMAIN = Action(
    name="create_domain",
    label="Create a domain",
    role=Role.ADMINISTRATOR,
    operations=(*READS, "CreateUserPoolDomain"),
    danger=Danger.REVERSIBLE,
)
EDIT_DOMAIN = Action(
    name="edit_domain",
    label="Change a domain's certificate and version",
    role=Role.ADMINISTRATOR,
    operations=(*READS, "UpdateUserPoolDomain"),
    danger=Danger.REVERSIBLE,
)
DELETE_DOMAIN = Action(
    name="delete_domain",
    label="Delete a domain",
    role=Role.ADMINISTRATOR,
    operations=(*READS, "GetUserPoolMfaConfig", "DeleteUserPoolDomain"),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_DOMAINS,
    CREATE_DOMAIN,
    EDIT_DOMAIN,
    DELETE_DOMAIN,
)
