"""What an operator can do with client metadata documents: apps that name themselves by an address."""

from console.access.action import Action, Danger
from console.access.roles import Role

POLICIES = (
    "DescribeUserPool",
    "ListUserPoolClients",
    "ListCIMDPolicies",
    "DescribeCIMDPolicy",
    "ListClientMetadataURLs",
)

VIEW_DOCUMENTS = Action(
    name="view_documents",
    label="See which client metadata documents a pool takes",
    role=Role.VIEWER,
    operations=POLICIES,
)
CREATE_DOCUMENT_POLICY = Action(
    name="create_document_policy",
    label="Let apps name themselves by an address",
    role=Role.ADMINISTRATOR,
    operations=(*POLICIES, "CreateCIMDPolicy"),
    danger=Danger.REVERSIBLE,
)
EDIT_DOCUMENT_POLICY = Action(
    name="edit_document_policy",
    label="Change which addresses apps may name",
    role=Role.ADMINISTRATOR,
    operations=(*POLICIES, "UpdateCIMDPolicy"),
    danger=Danger.REVERSIBLE,
)
REFRESH_DOCUMENT = Action(
    name="refresh_document",
    label="Fetch or drop a kept client metadata document",
    role=Role.ADMINISTRATOR,
    operations=(*POLICIES, "UpdateClientMetadataURLState"),
    danger=Danger.REVERSIBLE,
)
DELETE_DOCUMENT_POLICY = Action(
    name="delete_document_policy",
    label="Take apps that name themselves no more",
    role=Role.ADMINISTRATOR,
    operations=(*POLICIES, "DeleteCIMDPolicy"),
    danger=Danger.HARD,
)

ACTIONS = (
    VIEW_DOCUMENTS,
    CREATE_DOCUMENT_POLICY,
    EDIT_DOCUMENT_POLICY,
    REFRESH_DOCUMENT,
    DELETE_DOCUMENT_POLICY,
)
