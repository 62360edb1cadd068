"""What an operator can do with the identity providers of a pool.

Describing one reveals its secret to this console: that, and all that needs it, is for Administrators.
"""

from console.access.action import Action, Danger
from console.access.roles import Role

# Which app clients offer a provider, and what they may write.
OFFERS = ("ListUserPoolClients", "DescribeUserPoolClient", "DescribeUserPool")

VIEW_IDENTITY_PROVIDERS = Action(
    name="view_identity_providers",
    label="List identity providers, with the addresses and the certificate that they need",
    role=Role.VIEWER,
    operations=("ListIdentityProviders", "GetSigningCertificate", "DescribeUserPool"),
)
READ_IDENTITY_PROVIDER = Action(
    name="read_identity_provider",
    label="Read an identity provider's settings, without its secrets",
    role=Role.ADMINISTRATOR,
    operations=(
        "DescribeIdentityProvider",
        "GetIdentityProviderByIdentifier",
        "GetSigningCertificate",
        *OFFERS,
    ),
)
CREATE_IDENTITY_PROVIDER = Action(
    name="create_identity_provider",
    label="Create an identity provider",
    role=Role.ADMINISTRATOR,
    operations=(
        "ListIdentityProviders",
        "CreateIdentityProvider",
        "DescribeIdentityProvider",
        "DescribeUserPool",
    ),
    danger=Danger.REVERSIBLE,
)
EDIT_IDENTITY_PROVIDER = Action(
    name="edit_identity_provider",
    label="Change an identity provider",
    role=Role.ADMINISTRATOR,
    operations=("DescribeIdentityProvider", "UpdateIdentityProvider", *OFFERS),
    danger=Danger.HARD,
)
DELETE_IDENTITY_PROVIDER = Action(
    name="delete_identity_provider",
    label="Delete an identity provider",
    role=Role.ADMINISTRATOR,
    operations=("DescribeIdentityProvider", "DeleteIdentityProvider", *OFFERS),
    danger=Danger.FINAL,
)

ACTIONS = (
    VIEW_IDENTITY_PROVIDERS,
    READ_IDENTITY_PROVIDER,
    CREATE_IDENTITY_PROVIDER,
    EDIT_IDENTITY_PROVIDER,
    DELETE_IDENTITY_PROVIDER,
)
