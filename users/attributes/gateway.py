"""Changing the attributes of a user: only what changed is sent, and what came of it is read."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from console.cognito.errors import CognitoError, NotDelivered, UnknownOutcome
from users.attributes.contacts import contacts_in, flag_of
from users.gateway import User, UserGateway
from users.outcomes import told

# The list may lag behind a write: so often, and so long apart, it is read again.
READS = 3
PAUSE_SECONDS = 0.5

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
        given = {name: value for name, value in changes.items() if value}
        removed = [name for name, value in changes.items() if not value]
        problem: CognitoError | None = None
        try:
            if given:
                self._set(user, given, reason, action)
            if removed:
                self._remove(user, removed, reason, action, after=bool(given))
        except (UnknownOutcome, NotDelivered) as error:
            problem = error
        return self._read_back(user, changes, tuple(waiting), problem)

    def _set(self, user: User, given: Values, reason: str, action: str) -> None:
        self._write(
            "AdminUpdateUserAttributes",
            action=action,
            target=self._target(user),
            details=_details(user, given, reason),
            UserPoolId=self.pool_id,
            Username=user.username,
            UserAttributes=[{"Name": name, "Value": value} for name, value in given.items()],
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
                told(error, f"{error.suggestion} {THE_REST}")
            raise

    def _read_back(
        self, user: User, wanted: Values, waiting: tuple[str, ...], problem: CognitoError | None
    ) -> Changed:
        now: User | None = None
        try:
            for read in range(READS):
                time.sleep(PAUSE_SECONDS if read else 0)
                now = self.find(user.sub)
                if not differing(wanted, now, waiting):
                    break
        except CognitoError as error:
            if isinstance(problem, UnknownOutcome):
                raise told(problem, COULD_NOT_LOOK) from error
        if isinstance(problem, UnknownOutcome) and now and differing(wanted, now):
            raise told(problem, NOT_AS_WANTED) from problem
        return Changed(wanted=wanted, now=now, waiting=waiting, problem=problem)


def _details(user: User, after: Values, reason: str) -> dict[str, object]:
    """What was and what was sent: enough for somebody to undo it."""
    before = {name: user.attributes.get(name, "") for name in after}
    return {"before": before, "after": dict(after), **({"reason": reason} if reason else {})}


THE_REST = "What was set besides was saved: only removing did not work."
COULD_NOT_LOOK = "Lifeguard could not look again either. Open the user in a moment before you repeat it."
NOT_AS_WANTED = (
    "Lifeguard looked again: the user does not read as wanted, so presumably nothing was changed. "
    "Wait a moment and look once more before you repeat it."
)
