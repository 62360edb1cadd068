"""What an operator can do with the terms documents of a pool."""

from console.access.action import Action, Danger
from console.access.roles import Role

TERMS = ("DescribeUserPool", "ListUserPoolClients", "ListTerms", "DescribeTerms")

VIEW_TERMS = Action(name="view_terms", label="See the terms documents", role=Role.VIEWER, operations=TERMS)
CREATE_TERMS = Action(
    name="create_terms",
    label="Create a terms document",
    role=Role.ADMINISTRATOR,
    operations=(*TERMS, "DescribeTermsByClient", "CreateTerms"),
    danger=Danger.REVERSIBLE,
)
EDIT_TERMS = Action(
    name="edit_terms",
    label="Change a terms document",
    role=Role.ADMINISTRATOR,
    operations=(*TERMS, "UpdateTerms"),
    danger=Danger.REVERSIBLE,
)
DELETE_TERMS = Action(
    name="delete_terms",
    label="Delete a terms document",
    role=Role.ADMINISTRATOR,
    operations=(*TERMS, "DeleteTerms"),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_TERMS,
    CREATE_TERMS,
    EDIT_TERMS,
    DELETE_TERMS,
)
