"""What an operator can do with the look of a pool's sign-in pages."""

from console.access.action import Action, Danger
from console.access.roles import Role

LOOKS = (
    "DescribeUserPool",
    "DescribeUserPoolDomain",
    "ListUserPoolClients",
    "GetUICustomization",
    "DescribeManagedLoginBranding",
    "DescribeManagedLoginBrandingByClient",
)

VIEW_BRANDING = Action(
    name="view_branding", label="See the look of the sign-in pages", role=Role.VIEWER, operations=LOOKS
)
EDIT_BRANDING = Action(
    name="edit_branding",
    label="Change the look of the sign-in pages",
    role=Role.ADMINISTRATOR,
    operations=(*LOOKS, "SetUICustomization", "CreateManagedLoginBranding", "UpdateManagedLoginBranding"),
    danger=Danger.REVERSIBLE,
)
DELETE_BRANDING = Action(
    name="delete_branding",
    label="Delete the look of an app client's sign-in pages",
    role=Role.ADMINISTRATOR,
    operations=(*LOOKS, "SetUICustomization", "DeleteManagedLoginBranding"),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_BRANDING,
    EDIT_BRANDING,
    DELETE_BRANDING,
)
