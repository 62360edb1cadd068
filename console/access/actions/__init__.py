"""Everything an operator can do, as data.

Views, buttons, the gateway's own check, the README's table of roles and the IAM policies are derived from it.
"""

from collections.abc import Iterable

from console.access.action import Action, Danger, Reach
from console.access.actions import (
    app_clients,
    branding,
    client_documents,
    console,
    diagnosis,
    domains,
    emulator,
    groups,
    identity_providers,
    invitations,
    people,
    pools,
    resource_servers,
    running,
    sign_in,
    terms,
    users,
)
from console.access.actions.app_clients import (
    ADD_SECRET,
    CHECK_APP_CLIENTS,
    COMPARE_APP_CLIENTS,
    CREATE_APP_CLIENT,
    DELETE_APP_CLIENT,
    DELETE_SECRET,
    EDIT_APP_CLIENT,
    READ_APP_CLIENT,
    REVEAL_SECRET,
    VIEW_APP_CLIENTS,
    VIEW_SECRETS,
)
from console.access.actions.branding import (
    DELETE_BRANDING,
    EDIT_BRANDING,
    VIEW_BRANDING,
)
from console.access.actions.client_documents import (
    CREATE_DOCUMENT_POLICY,
    DELETE_DOCUMENT_POLICY,
    EDIT_DOCUMENT_POLICY,
    REFRESH_DOCUMENT,
    VIEW_DOCUMENTS,
)
from console.access.actions.console import (
    EXPORT_AUDIT,
    MANAGE_OPERATORS,
    VIEW_AUDIT,
    VIEW_COVERAGE,
    VIEW_STYLEGUIDE,
)
from console.access.actions.diagnosis import (
    DIAGNOSE_USER,
)
from console.access.actions.domains import (
    CREATE_DOMAIN,
    DELETE_DOMAIN,
    EDIT_DOMAIN,
    VIEW_DOMAINS,
)
from console.access.actions.emulator import (
    SET_FAULTS,
    VIEW_OUTBOX,
)
from console.access.actions.groups import (
    ADD_MEMBERS,
    CREATE_GROUP,
    DELETE_GROUP,
    EDIT_GROUP,
    RECREATE_GROUP,
    REMOVE_MEMBERS,
    VIEW_GROUPS,
)
from console.access.actions.identity_providers import (
    CREATE_IDENTITY_PROVIDER,
    DELETE_IDENTITY_PROVIDER,
    EDIT_IDENTITY_PROVIDER,
    READ_IDENTITY_PROVIDER,
    VIEW_IDENTITY_PROVIDERS,
)
from console.access.actions.invitations import (
    DELETE_SIGNUPS,
    RESEND_ALL_INVITATIONS,
    VIEW_ALL_INVITATIONS,
    VIEW_INVITATIONS,
)
from console.access.actions.people import (
    CONFIRM_USER,
    DELETE_USER,
    EDIT_USER,
    FORGET_DELETED_USER,
    RECREATE_USER,
    SET_PASSWORD,
    UNDO_CHANGE,
    VIEW_DELETED_USERS,
)
from console.access.actions.pools import (
    ACCEPT_FINDING,
    ADD_ATTRIBUTES,
    CHANGE_SETTINGS,
    CREATE_POOL,
    DELETE_POOL,
    GRANT_ATTRIBUTES,
    VIEW_POOL,
    VIEW_POOLS,
    WITHDRAW_ACCEPTANCE,
)
from console.access.actions.resource_servers import (
    CREATE_RESOURCE_SERVER,
    DELETE_RESOURCE_SERVER,
    EDIT_RESOURCE_SERVER,
    VIEW_RESOURCE_SERVERS,
)
from console.access.actions.running import (
    CANCEL_RECOVERY,
    CHANGE_QUOTA,
    CHANGE_REPLICA,
    CREATE_REPLICA,
    EDIT_LOGS,
    EDIT_PROTECTION,
    EDIT_SESSIONS,
    INITIATE_RECOVERY,
    REMOVE_REPLICA,
    START_RECOVERY,
    VIEW_LOGS,
    VIEW_PROTECTION,
    VIEW_QUOTAS,
    VIEW_RECOVERIES,
    VIEW_REPLICAS,
    VIEW_SESSIONS,
)
from console.access.actions.sign_in import (
    CLEAR_AUTHENTICATOR,
    FORGET_DEVICE,
    GIVE_FEEDBACK,
    LINK_IDENTITY,
    REVOKE_SESSION,
    SET_DEVICE_STATUS,
    SET_MFA,
    TRY_SIGN_IN,
    UNLINK_IDENTITY,
    VIEW_ACTIVITY,
    VIEW_SIGN_IN,
)
from console.access.actions.terms import (
    CREATE_TERMS,
    DELETE_TERMS,
    EDIT_TERMS,
    VIEW_TERMS,
)
from console.access.actions.users import (
    DEEP_READ_USER,
    DISABLE_USER,
    ENABLE_USER,
    FIND_USERS,
    INVITE_USER,
    RESEND_INVITATION,
    RESET_PASSWORD,
    REVEAL_USER,
    SIGN_OUT_USER,
    VIEW_USER,
    VIEW_USERS,
)
from console.access.roles import Role

# In the order in which people read about them.
NOUNS = (
    pools,
    app_clients,
    client_documents,
    identity_providers,
    resource_servers,
    domains,
    branding,
    terms,
    running,
    users,
    people,
    sign_in,
    diagnosis,
    invitations,
    groups,
    console,
    emulator,
)
ALL: dict[str, Action] = {action.name: action for noun in NOUNS for action in noun.ACTIONS}


def allowed_to(role: Role | None) -> Iterable[Action]:
    """The actions that a role may do."""
    return [action for action in ALL.values() if role is not None and role >= action.role]


def operations_of(role: Role | None) -> frozenset[str]:
    """The Cognito operations that a role's actions may call."""
    return frozenset(name for action in allowed_to(role) for name in action.operations)
