"""How far somebody's invitation got, as far as the pool's settings and Lifeguard's own trail tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pools.gateway import Pool
from pools.saving.states import State as Settings
from pools.saving.states import value_at
from pools.settings.messages.placeholders import SECRET
from pools.settings.messages.templates import INVITATION_EMAIL, INVITATION_SMS, Template
from pools.settings.pool_facts import sms_failure
from users.gateway import User
from users.invitations.records import Invitation, Medium

TEMPLATES = {Medium.EMAIL: INVITATION_EMAIL, Medium.SMS: INVITATION_SMS}
# These may send other words than the template's.
WRITERS = {
    Medium.EMAIL: ("CustomMessage", "CustomEmailSender"),
    Medium.SMS: ("CustomMessage", "CustomSMSSender"),
}
BOUNCED = "The last message could not be delivered, says Cognito. Check the address."
LACKING = "The pool’s text of the {medium} lacks {{####}}: people would not learn their password."
FAILS = "Cognito says that the pool’s {medium}s fail: {said}"


class State(StrEnum):
    """Where somebody stands; each is in one of them, the first that fits in this order."""

    UNDELIVERABLE = "undeliverable"
    SILENT = "silent"
    EXPIRED = "expired"
    EXPIRING = "expiring"
    PENDING = "pending"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def tone(self) -> str:
        return TONES[self]


LABELS = {
    State.UNDELIVERABLE: "Cannot be delivered",
    State.SILENT: "Never sent",
    State.EXPIRED: "Presumably expired",
    State.EXPIRING: "Expires soon",
    State.PENDING: "Pending",
}
TONES = {
    State.UNDELIVERABLE: "danger",
    State.SILENT: "accent",
    State.EXPIRED: "warning",
    State.EXPIRING: "info",
    State.PENDING: "success",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What Lifeguard's trail knows of somebody: created without a message, or the last message came back."""

    silent: bool = False
    bounced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Somebody who was invited and has not signed in. `reason` is why nothing can be delivered, or empty."""

    user: User
    state: State
    invitation: Invitation
    reason: str = ""

    @property
    def contact(self) -> str:
        """Where a message would go, unless they are called so anyway."""
        contact = self.user.email or self.user.phone_number
        return contact if contact != self.user.label else ""

    @property
    def can_be_resent(self) -> bool:
        """Whether Cognito would take it; a message may still not arrive."""
        return not self.invitation.obstacle


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Tells where people of one pool stand. `within`: how soon is soon; `past` is by sub."""

    pool: Pool
    past: Mapping[str, Past]
    within: timedelta
    now: datetime

    def invitee(self, user: User) -> Invitee:
        """Where somebody stands now. All dates are presumed: Cognito keeps none."""
        invitation = Invitation.of(user, self.pool, self.now)
        past = self.past.get(user.sub, Past())
        reason = invitation.obstacle or (BOUNCED if past.bounced else "")
        if not reason and invitation.default_medium:
            reason = next(troubles(self.pool.raw, invitation.default_medium), "")
        state = self._state(invitation, past, reason)
        return Invitee(user=user, state=state, invitation=invitation, reason=reason)

    def _state(self, invitation: Invitation, past: Past, reason: str) -> State:
        if reason:
            return State.UNDELIVERABLE
        if past.silent:
            return State.SILENT
        if invitation.is_expired:
            return State.EXPIRED
        soon = invitation.expires_at is not None and invitation.expires_at <= self.now + self.within
        return State.EXPIRING if soon else State.PENDING


def troubles(settings: Settings, medium: Medium) -> Iterator[str]:
    """Why what a pool sends by a medium does not arrive or is of no use, as far as its settings tell."""
    failure = sms_failure(settings) if medium is Medium.SMS else settings.get("EmailConfigurationFailure")
    if failure:
        yield FAILS.format(medium=medium.label, said=failure)
    triggers = value_at(settings, "LambdaConfig") or {}
    if not any(triggers.get(name) for name in WRITERS[medium]) and _lacks_password(
        settings, TEMPLATES[medium]
    ):
        yield LACKING.format(medium=medium.label)


def _lacks_password(settings: Settings, template: Template) -> bool:
    text = value_at(settings, template.body)
    return bool(text) and SECRET in template.lacks(text, settings)
