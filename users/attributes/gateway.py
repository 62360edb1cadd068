"""Changing the attributes of a user: only what changed is sent, and what came of it is read."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from console.cognito.errors import CognitoError, NotDelivered
from console.cognito.looked import Advice, read_back, with_advice
from users.attributes.contacts import contacts_in, flag_of
from users.gateway import User, UserGateway, because

# The list may lag behind a write: so often, and so long apart, it is read again.
READS = 3
PAUSE_SECONDS = 0.5

AFTER_CHANGING = Advice(
    could_not_look="Lifeguard could not look again either. Open the user in a moment before you repeat it.",
    not_as_asked="Lifeguard looked again: the user does not read as wanted, so presumably nothing was changed. "
    "Wait a moment and look once more before you repeat it.",
)

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A user as they read after a change; None when they could not be read again.

    `waiting` are addresses that stay as they were until a code was entered. With a `problem` no clear answer
    came, or a code could not be delivered; the change itself reads as wanted.
    """

    wanted: Values
    now: User | None
    waiting: tuple[str, ...] = ()
    problem: CognitoError | None = None

    @property
    def differing(self) -> list[str]:
        """Attributes that read back otherwise than they were sent, those that wait left out."""
        return differing(self.wanted, self.now, self.waiting) if self.now else []


def differing(wanted: Values, now: User, waiting: Collection[str] = ()) -> list[str]:
    """The names of attributes that a user does not have as wanted; an empty value wants none."""
    return [
        name
        for name, value in wanted.items()
        if name not in waiting and now.attributes.get(name, "") != value
    ]


class AttributeGateway(UserGateway):
    """Sets and removes attributes of one user."""

    def change(
        self,
        *,
        user: User,
        changes: Values,
        waiting: Collection[str] = (),
        reason: str = "",
        action: str = "edit_user",
    ) -> Changed:
        """AdminUpdateUserAttributes, AdminDeleteUserAttributes for empty values, then ListUsers.

        `waiting` are addresses that Cognito will keep out until they are verified. Raises CognitoError;
        UnknownOutcome when no clear answer came and the user does not read as wanted.
        """
        undelivered: list[NotDelivered] = []

        def write() -> None:
            try:
                self._send(user, changes, reason, action)
            except NotDelivered as error:
                undelivered.append(error)

        found = read_back(
            write,
            lambda: self._settled(user, changes, waiting),
            as_asked=lambda now: not differing(changes, now),
            advice=AFTER_CHANGING,
        )
        problem = found.problem or next(iter(undelivered), None)
        return Changed(wanted=changes, now=found.now, waiting=tuple(waiting), problem=problem)

    def _send(self, user: User, changes: Values, reason: str, action: str) -> None:
        filled = {name: value for name, value in changes.items() if value}
        emptied = [name for name, value in changes.items() if not value]
        if filled:
            self._set(user, filled, reason, action)
        if emptied:
            self._remove(user, emptied, reason, action, after=bool(filled))

    def _set(self, user: User, filled: Values, reason: str, action: str) -> None:
        self._write(
            "AdminUpdateUserAttributes",
            action=action,
            target=self._target(user),
            details=_details(user, filled, reason),
            UserPoolId=self.pool_id,
            Username=user.username,
            UserAttributes=[{"Name": name, "Value": value} for name, value in filled.items()],
        )

    def _remove(self, user: User, names: list[str], reason: str, action: str, *, after: bool) -> None:
        # An address takes its mark with it.
        gone = dict.fromkeys([*names, *map(flag_of, contacts_in(names))], "")
        try:
            self._write(
                "AdminDeleteUserAttributes",
                action=action,
                target=self._target(user),
                details=_details(user, gone, reason),
                UserPoolId=self.pool_id,
                Username=user.username,
                UserAttributeNames=names,
            )
        except CognitoError as error:
            if after:
                with_advice(error, f"{error.suggestion} {THE_REST}")
            raise

    def _settled(self, user: User, wanted: Values, waiting: Collection[str]) -> User:
        """The user as they read once the list has caught up, or at the last look. Raises CognitoError."""
        now = self.find(user.sub)
        for _ in range(READS - 1):
            if not differing(wanted, now, waiting):
                break
            time.sleep(PAUSE_SECONDS)
            now = self.find(user.sub)
        return now


def _details(user: User, after: Values, reason: str) -> dict[str, object]:
    """What was and what was sent: enough for somebody to undo it."""
    before = {name: user.attributes.get(name, "") for name in after}
    return {"before": before, "after": dict(after), **because(reason)}


THE_REST = "What was set besides was saved: only removing did not work."
