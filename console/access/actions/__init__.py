"""Everything an operator can do, as data.

Views, buttons, the gateway's own check, the README's table of roles and the IAM policies are derived from it.
"""

from collections.abc import Iterable

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
    operation,
    people,
    pools,
    resource_servers,
    sign_in,
    terms,
    users,
)
from console.access.actions.app_clients import *
from console.access.actions.branding import *
from console.access.actions.client_documents import *
from console.access.actions.console import *
from console.access.actions.diagnosis import *
from console.access.actions.domains import *
from console.access.actions.emulator import *
from console.access.actions.groups import *
from console.access.actions.identity_providers import *
from console.access.actions.invitations import *
from console.access.actions.operation import *
from console.access.actions.people import *
from console.access.actions.pools import *
from console.access.actions.resource_servers import *
from console.access.actions.sign_in import *
from console.access.actions.terms import *
from console.access.actions.users import *
from console.access.kinds import Action as Action
from console.access.kinds import Danger as Danger
from console.access.kinds import Reach as Reach
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
    operation,
    users,
    people,
    sign_in,
    diagnosis,
    invitations,
    groups,
    console,
    emulator,
)
ALL: dict[str, Action] = {
    action.name: action for noun in NOUNS for action in vars(noun).values() if isinstance(action, Action)
}


def allowed_to(role: Role | None) -> Iterable[Action]:
    """The actions that a role may do."""
    return [action for action in ALL.values() if role is not None and role >= action.role]


def operations_of(role: Role | None) -> frozenset[str]:
    """The Cognito operations that a role's actions may call."""
    return frozenset(name for action in allowed_to(role) for name in action.operations)
