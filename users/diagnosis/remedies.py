"""What would help, as data: one action each, offered where Cognito would accept it and the operator may."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from console.access.roles import Role
from pools.gateway import Pool
from users.gateway import User
from users.invitations.records import Invitation
from users.rules import reason_against

Obstacle = Callable[[Action, User, Pool | None], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """An action by its name, and where it is done: on the user, or in the pool (`of_pool`); in a dialog or not."""

    action: str
    url_name: str
    verb: str
    icon: str = ""
    of_pool: bool = False
    in_dialog: bool = True
    obstacle: Obstacle = reason_against

    def address(self, access: PoolAccess, user: User) -> str:
        """Where it is done; empty where this console has no such place."""
        place = {"connection": access.connection.slug, "pool_id": access.id}
        try:
            return reverse(self.url_name, kwargs=place if self.of_pool else place | {"sub": user.sub})
        except NoReverseMatch:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """The one thing that would help: a link (`url`), or the lowest role that may do it, or why it is refused."""

    verb: str
    url: str = ""
    icon: str = ""
    in_dialog: bool = False
    role: Role | None = None
    obstacle: str = ""

    @property
    def words(self) -> str:
        """For those who are given no link."""
        if self.obstacle:
            return f"“{self.verb}” is not possible now: {self.obstacle}"
        return f"“{self.verb}” would help. It takes the {self.role.label} role." if self.role else ""


def help_for(remedies: Iterable[Remedy], access: PoolAccess, user: User, pool: Pool | None) -> Help | None:
    """The first remedy that Cognito would accept; where it would accept none, why not the first."""
    refused: Help | None = None
    for remedy in remedies:
        action, url = actions.ALL.get(remedy.action), remedy.address(access, user)
        if action is None or not url:
            continue
        if obstacle := remedy.obstacle(action, user, pool):
            refused = refused or Help(verb=remedy.verb, obstacle=obstacle)
        elif access.role < action.role:
            return Help(verb=remedy.verb, role=action.role)
        else:
            return Help(verb=remedy.verb, url=url, icon=remedy.icon, in_dialog=remedy.in_dialog)
    return refused


def _against_resending(action: Action, user: User, pool: Pool | None) -> str:
    return Invitation.of(user, pool).obstacle if pool else reason_against(action, user, pool)


ENABLE = Remedy(action="enable_user", url_name="users:enable", verb="Enable user", icon="lock-open")
RESEND = Remedy(
    action="resend_invitation",
    url_name="users:resend",
    verb="Resend invitation",
    icon="paper-airplane",
    obstacle=_against_resending,
)
RESET_PASSWORD = Remedy(
    action="reset_password", url_name="users:reset_password", verb="Reset password", icon="key"
)
APP_CLIENTS = Remedy(
    action="read_app_client",
    url_name="pools:app_clients",
    verb="Look at the app clients",
    of_pool=True,
    in_dialog=False,
)
PROVIDERS = Remedy(
    action="view_identity_providers",
    url_name="pools:identity_providers",
    verb="Look at the identity providers",
    of_pool=True,
    in_dialog=False,
)
# A place that this console lacks is never offered: these show by themselves once they are there.
CONFIRM = Remedy(action="confirm_user", url_name="users:confirm", verb="Confirm sign-up", icon="check-badge")
SET_PASSWORD = Remedy(
    action="set_password",
    url_name="users:set_password",
    verb="Set password",
    icon="key",
    in_dialog=False,
)
VERIFY = Remedy(
    action="edit_user", url_name="users:verify_contact", verb="Mark as verified", icon="check-badge"
)
EDIT_ATTRIBUTES = Remedy(
    action="edit_user",
    url_name="users:edit",
    verb="Edit attributes",
    icon="pencil-square",
    in_dialog=False,
)
CLEAR_AUTHENTICATOR = Remedy(
    action="clear_authenticator",
    url_name="users:clear_authenticator",
    verb="Delete authenticator",
    icon="device-phone-mobile",
)
LINK = Remedy(
    action="link_identity",
    url_name="users:link_identity",
    verb="Link identity",
    icon="link",
    in_dialog=False,
)
