"""What can be done for one user, as data: which comes first, and why something is not possible now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from console.access import actions
from console.access.actions import Action
from console.access.reach import PoolAccess
from pools.gateway import Pool
from users.asking.deeds import CONFIRM, DISABLE, ENABLE, RESET_PASSWORD, SIGN_OUT, Deed
from users.gateway import User
from users.invitations.records import Invitation
from users.places import address
from users.rules import reason_against


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A page on which something is done for a user; those that are a mere question open as a dialog too."""

    verb: str
    page: str
    action: Action
    icon: str
    is_question: bool = False

    @classmethod
    def of(cls, deed: Deed) -> "Way":
        return cls(verb=deed.verb, page=deed.page, action=deed.action, icon=deed.icon, is_question=True)


EDIT = Way(verb="Edit attributes", page="edit", action=actions.EDIT_USER, icon="pencil-square")
VERIFY = Way(
    verb="Verified marks",
    page="verify_contact",
    action=actions.EDIT_USER,
    icon="check-badge",
    is_question=True,
)
GROUPS = Way(verb="Change groups", page="memberships", action=actions.ADD_MEMBERS, icon="user-group")
RESEND = Way(
    verb="Resend invitation",
    page="resend",
    action=actions.RESEND_INVITATION,
    icon="paper-airplane",
    is_question=True,
)
PASSWORD = Way(verb="Set a password", page="set_password", action=actions.SET_PASSWORD, icon="lock-closed")
DELETE = Way(verb="Delete user", page="delete", action=actions.DELETE_USER, icon="trash")
WAYS = (
    EDIT,
    VERIFY,
    GROUPS,
    RESEND,
    Way.of(CONFIRM),
    Way.of(RESET_PASSWORD),
    PASSWORD,
    Way.of(SIGN_OUT),
    Way.of(ENABLE),
    Way.of(DISABLE),
    DELETE,
)
# What most want first of somebody in a state, and what comes next where that is not possible.
FIRST = {
    "FORCE_CHANGE_PASSWORD": actions.RESEND_INVITATION,
    "UNCONFIRMED": actions.CONFIRM_USER,
}
NEXT = (actions.RESET_PASSWORD, actions.EDIT_USER, actions.SIGN_OUT_USER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that can be done for the user, or the reason why not now."""

    way: Way
    url: str
    obstacle: str

    @property
    def verb(self) -> str:
        return self.way.verb

    @property
    def icon(self) -> str:
        return self.way.icon

    @property
    def opened(self) -> str:
        """The address that a script opens as a dialog; empty for a page of its own."""
        return self.url if self.way.is_question else ""


def offers_for(access: PoolAccess, user: User, pool: Pool | None) -> list[Offer]:
    """All that this operator's role may do. What the user's state forbids carries the reason."""
    unfit = actions.ENABLE_USER if user.enabled else actions.DISABLE_USER
    return [
        Offer(
            way=way,
            url=address(access, way.page, sub=user.sub),
            obstacle=_obstacle(way.action, user, pool),
        )
        for way in WAYS
        if access.may[way.action.name] and way.action is not unfit
    ]


def first_of(offers: Sequence[Offer], user: User) -> Offer | None:
    """The one that most want now; None where nothing is possible."""
    possible = {offer.way.action.name: offer for offer in reversed(offers) if not offer.obstacle}
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
