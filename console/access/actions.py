"""Everything an operator can do, as data.

Views, buttons, the gateway's own check, the README's table of roles and the IAM policies are derived from it.
"""

from collections.abc import Iterable

from console.access.app_client_actions import ADD_SECRET as ADD_SECRET
from console.access.app_client_actions import CHECK_APP_CLIENTS as CHECK_APP_CLIENTS
from console.access.app_client_actions import CHECKED
from console.access.app_client_actions import COMPARE_APP_CLIENTS as COMPARE_APP_CLIENTS
from console.access.app_client_actions import CREATE_APP_CLIENT as CREATE_APP_CLIENT
from console.access.app_client_actions import DELETE_APP_CLIENT as DELETE_APP_CLIENT
from console.access.app_client_actions import DELETE_SECRET as DELETE_SECRET
from console.access.app_client_actions import EDIT_APP_CLIENT as EDIT_APP_CLIENT
from console.access.app_client_actions import READ_APP_CLIENT as READ_APP_CLIENT
from console.access.app_client_actions import REVEAL_SECRET as REVEAL_SECRET
from console.access.app_client_actions import VIEW_APP_CLIENTS as VIEW_APP_CLIENTS
from console.access.app_client_actions import VIEW_SECRETS as VIEW_SECRETS
from console.access.branding_actions import DELETE_BRANDING as DELETE_BRANDING
from console.access.branding_actions import EDIT_BRANDING as EDIT_BRANDING
from console.access.branding_actions import VIEW_BRANDING as VIEW_BRANDING
from console.access.diagnosis_actions import DIAGNOSE_USER as DIAGNOSE_USER
from console.access.domain_actions import CREATE_DOMAIN as CREATE_DOMAIN
from console.access.domain_actions import DELETE_DOMAIN as DELETE_DOMAIN
from console.access.domain_actions import EDIT_DOMAIN as EDIT_DOMAIN
from console.access.domain_actions import VIEW_DOMAINS as VIEW_DOMAINS
from console.access.group_actions import ADD_MEMBERS as ADD_MEMBERS
from console.access.group_actions import CREATE_GROUP as CREATE_GROUP
from console.access.group_actions import DELETE_GROUP as DELETE_GROUP
from console.access.group_actions import EDIT_GROUP as EDIT_GROUP
from console.access.group_actions import RECREATE_GROUP as RECREATE_GROUP
from console.access.group_actions import REMOVE_MEMBERS as REMOVE_MEMBERS
from console.access.group_actions import VIEW_GROUPS as VIEW_GROUPS
from console.access.identity_provider_actions import CREATE_IDENTITY_PROVIDER as CREATE_IDENTITY_PROVIDER
from console.access.identity_provider_actions import DELETE_IDENTITY_PROVIDER as DELETE_IDENTITY_PROVIDER
from console.access.identity_provider_actions import EDIT_IDENTITY_PROVIDER as EDIT_IDENTITY_PROVIDER
from console.access.identity_provider_actions import READ_IDENTITY_PROVIDER as READ_IDENTITY_PROVIDER
from console.access.identity_provider_actions import VIEW_IDENTITY_PROVIDERS as VIEW_IDENTITY_PROVIDERS
from console.access.invitation_actions import DELETE_SIGNUPS as DELETE_SIGNUPS
from console.access.invitation_actions import RESEND_ALL_INVITATIONS as RESEND_ALL_INVITATIONS
from console.access.invitation_actions import VIEW_ALL_INVITATIONS as VIEW_ALL_INVITATIONS
from console.access.invitation_actions import VIEW_INVITATIONS as VIEW_INVITATIONS
from console.access.kinds import Action as Action
from console.access.kinds import Danger as Danger
from console.access.kinds import Reach as Reach
from console.access.operation_actions import CHANGE_QUOTA as CHANGE_QUOTA
from console.access.operation_actions import CHANGE_REPLICA as CHANGE_REPLICA
from console.access.operation_actions import CREATE_REPLICA as CREATE_REPLICA
from console.access.operation_actions import EDIT_LOGS as EDIT_LOGS
from console.access.operation_actions import EDIT_PROTECTION as EDIT_PROTECTION
from console.access.operation_actions import EDIT_SESSIONS as EDIT_SESSIONS
from console.access.operation_actions import REMOVE_REPLICA as REMOVE_REPLICA
from console.access.operation_actions import VIEW_LOGS as VIEW_LOGS
from console.access.operation_actions import VIEW_PROTECTION as VIEW_PROTECTION
from console.access.operation_actions import VIEW_QUOTAS as VIEW_QUOTAS
from console.access.operation_actions import VIEW_REPLICAS as VIEW_REPLICAS
from console.access.operation_actions import VIEW_SESSIONS as VIEW_SESSIONS
from console.access.person_actions import CONFIRM_USER as CONFIRM_USER
from console.access.person_actions import DELETE_USER as DELETE_USER
from console.access.person_actions import EDIT_USER as EDIT_USER
from console.access.person_actions import FORGET_DELETED_USER as FORGET_DELETED_USER
from console.access.person_actions import RECREATE_USER as RECREATE_USER
from console.access.person_actions import SET_PASSWORD as SET_PASSWORD
from console.access.person_actions import UNDO_CHANGE as UNDO_CHANGE
from console.access.person_actions import VIEW_DELETED_USERS as VIEW_DELETED_USERS
from console.access.roles import Role
from console.access.server_actions import CREATE_RESOURCE_SERVER as CREATE_RESOURCE_SERVER
from console.access.server_actions import DELETE_RESOURCE_SERVER as DELETE_RESOURCE_SERVER
from console.access.server_actions import EDIT_RESOURCE_SERVER as EDIT_RESOURCE_SERVER
from console.access.server_actions import VIEW_RESOURCE_SERVERS as VIEW_RESOURCE_SERVERS
from console.access.sign_in_actions import CLEAR_AUTHENTICATOR as CLEAR_AUTHENTICATOR
from console.access.sign_in_actions import FORGET_DEVICE as FORGET_DEVICE
from console.access.sign_in_actions import GIVE_FEEDBACK as GIVE_FEEDBACK
from console.access.sign_in_actions import LINK_IDENTITY as LINK_IDENTITY
from console.access.sign_in_actions import REVOKE_SESSION as REVOKE_SESSION
from console.access.sign_in_actions import SET_DEVICE_STATUS as SET_DEVICE_STATUS
from console.access.sign_in_actions import SET_MFA as SET_MFA
from console.access.sign_in_actions import TRY_SIGN_IN as TRY_SIGN_IN
from console.access.sign_in_actions import UNLINK_IDENTITY as UNLINK_IDENTITY
from console.access.sign_in_actions import VIEW_ACTIVITY as VIEW_ACTIVITY
from console.access.sign_in_actions import VIEW_SIGN_IN as VIEW_SIGN_IN
from console.access.terms_actions import CREATE_TERMS as CREATE_TERMS
from console.access.terms_actions import DELETE_TERMS as DELETE_TERMS
from console.access.terms_actions import EDIT_TERMS as EDIT_TERMS
from console.access.terms_actions import VIEW_TERMS as VIEW_TERMS

# Pools
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

# Users
VIEW_USERS = Action(
    name="view_users",
    label="Search and list users",
    role=Role.VIEWER,
    operations=("ListUsers", "DescribeUserPool"),
)
FIND_USERS = Action(
    name="find_users",
    label="Look for a person in all pools",
    role=Role.VIEWER,
    operations=("ListUserPools", "ListUsers"),
    reach=Reach.ANYWHERE,
)
VIEW_USER = Action(
    name="view_user",
    label="Open a user",
    role=Role.VIEWER,
    operations=("ListUsers", "AdminListGroupsForUser", "DescribeUserPool"),
)
REVEAL_USER = Action(
    name="reveal_user",
    label="Reveal a user's personal data, with a reason",
    role=Role.VIEWER,
    operations=("ListUsers", "AdminListGroupsForUser", "DescribeUserPool"),
)
DEEP_READ_USER = Action(
    name="deep_read_user",
    label="Deep read a user (billed as a monthly active user)",
    role=Role.HELP_DESK,
    operations=("AdminGetUser",),
)
RESEND_INVITATION = Action(
    name="resend_invitation",
    label="Resend an invitation",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminCreateUser"),
    danger=Danger.REVERSIBLE,
)
RESET_PASSWORD = Action(
    name="reset_password",
    label="Reset a password",
    role=Role.HELP_DESK,
    operations=("ListUsers", "DescribeUserPool", "AdminResetUserPassword"),
    danger=Danger.HARD,
)
SIGN_OUT_USER = Action(
    name="sign_out_user",
    label="Sign a user out everywhere",
    role=Role.HELP_DESK,
    operations=("ListUsers", "AdminUserGlobalSignOut"),
    danger=Danger.REVERSIBLE,
)
ENABLE_USER = Action(
    name="enable_user",
    label="Enable a user",
    role=Role.HELP_DESK,
    operations=("ListUsers", "AdminEnableUser"),
    danger=Danger.REVERSIBLE,
)
DISABLE_USER = Action(
    name="disable_user",
    label="Disable a user",
    role=Role.HELP_DESK,
    operations=("ListUsers", "AdminDisableUser"),
    danger=Danger.REVERSIBLE,
)
INVITE_USER = Action(
    name="invite_user",
    label="Invite a user",
    role=Role.ADMINISTRATOR,
    operations=("DescribeUserPool", "ListGroups", "ListUsers", "AdminCreateUser", "AdminAddUserToGroup"),
    danger=Danger.HARD,
)

# The console itself
VIEW_AUDIT = Action(name="view_audit", label="Read the audit trail", role=Role.VIEWER, reach=Reach.ANYWHERE)
EXPORT_AUDIT = Action(
    name="export_audit", label="Export the audit trail", role=Role.ADMINISTRATOR, reach=Reach.ANYWHERE
)
MANAGE_OPERATORS = Action(
    name="manage_operators",
    label="Manage operators and their grants",
    role=Role.OWNER,
    reach=Reach.EVERYWHERE,
    danger=Danger.HARD,
)
VIEW_COVERAGE = Action(
    name="view_coverage", label="See what is covered of the API", role=Role.VIEWER, reach=Reach.ANYWHERE
)
VIEW_STYLEGUIDE = Action(
    name="view_styleguide", label="See the style guide", role=Role.VIEWER, reach=Reach.ANYWHERE
)

# The embedded service, in the demo alone
VIEW_OUTBOX = Action(
    name="view_outbox", label="Read the demo's outbox", role=Role.HELP_DESK, reach=Reach.ANYWHERE
)
SET_FAULTS = Action(
    name="set_faults",
    label="Let the demo's service fail on purpose",
    role=Role.OWNER,
    reach=Reach.EVERYWHERE,
)

ALL: dict[str, Action] = {
    action.name: action for action in list(globals().values()) if isinstance(action, Action)
}


def allowed_to(role: Role | None) -> Iterable[Action]:
    """The actions that a role may do."""
    return [action for action in ALL.values() if role is not None and role >= action.role]


def operations_of(role: Role | None) -> frozenset[str]:
    """The Cognito operations that a role's actions may call."""
    return frozenset(name for action in allowed_to(role) for name in action.operations)
