"""What an operator can do to find out why somebody cannot sign in. It only reads, and bills nobody."""

from console.access.action import Action
from console.access.roles import Role

DIAGNOSE_USER = Action(
    name="diagnose_user",
    label="See why a user cannot sign in",
    role=Role.VIEWER,
    operations=(
        "ListUsers",
        "DescribeUserPool",
        "GetUserPoolMfaConfig",
        "AdminListUserAuthEvents",
        "AdminGetUserAuthFactors",
        "ListUserPoolClients",
        "ListIdentityProviders",
    ),
)

ACTIONS = (DIAGNOSE_USER,)
