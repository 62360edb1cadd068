"""What can be done for one user, as data: which comes first, and why something is not possible now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from pools.gateway import Pool
from users.addresses import address
from users.asking.deeds import CONFIRM, DISABLE, ENABLE, RESET_PASSWORD, SIGN_OUT, Deed
from users.gateway import INVITED, UNCONFIRMED, User
from users.invitations.records import Invitation
from users.rules import reason_against


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page on which something is done for a user; those that are a mere question open as a dialog too."""

    verb: str
    page: str
    action: Action
    icon: str
    is_question: bool = False

    @classmethod
    def of(cls, deed: Deed) -> "PageLink":
        return cls(verb=deed.verb, page=deed.page, action=deed.action, icon=deed.icon, is_question=True)


EDIT = PageLink(verb="Edit attributes", page="edit", action=actions.EDIT_USER, icon="pencil-square")
VERIFY = PageLink(
    verb="Verified marks",
    page="verify_contact",
    action=actions.EDIT_USER,
    icon="check-badge",
    is_question=True,
)
GROUPS = PageLink(verb="Change groups", page="memberships", action=actions.ADD_MEMBERS, icon="user-group")
RESEND = PageLink(
    verb="Resend invitation",
    page="resend",
    action=actions.RESEND_INVITATION,
    icon="paper-airplane",
    is_question=True,
)
PASSWORD = PageLink(
    verb="Set a password", page="set_password", action=actions.SET_PASSWORD, icon="lock-closed"
)
DELETE = PageLink(verb="Delete user", page="delete", action=actions.DELETE_USER, icon="trash")
LINKS = (
    EDIT,
    VERIFY,
    GROUPS,
    RESEND,
    PageLink.of(CONFIRM),
    PageLink.of(RESET_PASSWORD),
    PASSWORD,
    PageLink.of(SIGN_OUT),
    PageLink.of(ENABLE),
    PageLink.of(DISABLE),
    DELETE,
)
# What most want first of somebody in a state, and what comes next where that is not possible.
FIRST = {
    INVITED: actions.RESEND_INVITATION,
    UNCONFIRMED: actions.CONFIRM_USER,
}
NEXT = (actions.RESET_PASSWORD, actions.EDIT_USER, actions.SIGN_OUT_USER)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """Something that can be done for the user, or the reason why not now."""

    link: PageLink
    url: str
    obstacle: str

    @property
    def verb(self) -> str:
        return self.link.verb

    @property
    def icon(self) -> str:
        return self.link.icon

    @property
    def dialog_url(self) -> str:
        """The address that a script opens as a dialog; empty for a page of its own."""
        return self.url if self.link.is_question else ""


def menu_for(access: PoolAccess, user: User, pool: Pool | None) -> list[MenuEntry]:
    """All that this operator's role may do. What the user's state forbids carries the reason."""
    unfit = actions.ENABLE_USER if user.enabled else actions.DISABLE_USER
    return [
        MenuEntry(
            link=link,
            url=address(access, link.page, sub=user.sub),
            obstacle=_obstacle(link.action, user, pool),
        )
        for link in LINKS
        if access.may[link.action.name] and link.action is not unfit
    ]


def first_of(entries: Sequence[MenuEntry], user: User) -> MenuEntry | None:
    """The one that most want now; None where nothing is possible."""
    possible = {entry.link.action.name: entry for entry in reversed(entries) if not entry.obstacle}
    return next((possible[each.name] for each in _wanted(user) if each.name in possible), None)


def _wanted(user: User) -> Iterator[Action]:
    if not user.enabled:
        yield actions.ENABLE_USER
    if user.status in FIRST:
        yield FIRST[user.status]
    yield from NEXT


def _obstacle(action: Action, user: User, pool: Pool | None) -> str:
    reason = reason_against(action, user, pool)
    if not reason and pool and action is actions.RESEND_INVITATION:
        return Invitation.of(user, pool).obstacle
    return reason
