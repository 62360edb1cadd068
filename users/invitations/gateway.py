"""Inviting users and sending their invitations again: AdminCreateUser and what belongs around it."""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from console.cognito.errors import CognitoError, NotDelivered, UnknownOutcome, UserNotFound
from console.cognito.gateway import Target
from console.cognito.looked import with_advice
from console.cognito.side_by_side import side_by_side
from users.filters import STATUS, Filter, UnusableFilter
from users.gateway import INVITED, Person, User, UserGateway
from users.invitations.records import Invited, Medium, NewUser, NotJoined, Resent

PAGE = 60

# Our clock and Cognito's may differ by so much.
CLOCK_SKEW = timedelta(seconds=30)
# A new user may take a moment to show in lists.
LIST_LAG_SECONDS = 0.5
# Looking up one by one: so many at a time, and a pause, stay within a quota of 30 a second.
TOGETHER, TOGETHER_SECONDS = 10, 1 / 3
# From here on one page of all that are invited is likely to be cheaper.
FEW = 3


class InvitationGateway(UserGateway):
    """Invites people into a pool. Nothing is repeated blindly: an unclear answer is looked into first."""

    def invite(self, new: NewUser, *, action: str = "invite_user") -> Invited:
        """Create a user and send the temporary password (AdminCreateUser), then add them to their groups.

        When the message could not be delivered, or no clear answer came, the user is looked for: if they are
        there, they are returned with that problem. Raises CognitoError when nobody was created,
        UnknownOutcome when that is not known.
        """
        begun = datetime.now(UTC)
        problem: CognitoError | None = None
        try:
            answer = self._write(
                "AdminCreateUser",
                action=action,
                target=Target(pool_id=self.pool_id, kind="user", label=new.label),
                details=new.details,
                made=lambda answer: self._target(User.from_response(answer["User"])),
                UserPoolId=self.pool_id,
                **new.parameters,
            )
            user = User.from_response(answer["User"])
        except CognitoError as error:
            problem, user = error, self._created_nevertheless(new, begun, error)
        return Invited(user=user, problem=problem, not_joined=tuple(self._join(user, new.groups, action)))

    def holder(self, new: NewUser) -> User | None:
        """Who has the username, address or number that somebody new was to get (up to 3 ListUsers)."""
        wanted = [(new.sign_in_attribute or "username", new.username)]
        wanted += [(medium.attribute, new.attributes.get(medium.attribute, "")) for medium in Medium]
        distinct = [search for search in dict.fromkeys(wanted) if search[1]]
        answers = side_by_side(*(partial(self._search, *search) for search in distinct))
        found = [user for users in answers if not isinstance(users, CognitoError) for user in users]
        return next(iter(found), None)

    def resend(self, user: User, medium: Medium) -> Resent:
        """Send a new temporary password, which replaces the old one (one AdminCreateUser, RESEND).

        Without a clear answer the user is read again: "unknown" says that the invitation was presumably sent.
        Raises CognitoError, UnknownOutcome when nothing speaks for its having been sent.
        """
        try:
            return Resent(user=self.send_again(Person.of(user), medium), medium=medium, outcome="sent")
        except UnknownOutcome as error:
            return Resent(user=self._moved(user, error), medium=medium, outcome="unknown", problem=error)

    def send_again(self, person: Person, medium: Medium) -> User:
        """Send a new temporary password, once; the user as they are then (AdminCreateUser, RESEND).

        Username and medium alone are sent: whatever else is would overwrite the user's attributes. Raises
        CognitoError, UnknownOutcome when it is not known whether it was sent.
        """
        answer = self._write(
            "AdminCreateUser",
            action="resend_invitation",
            target=person.target(self.pool_id),
            details={"medium": medium.value},
            UserPoolId=self.pool_id,
            Username=person.username,
            MessageAction="RESEND",
            DesiredDeliveryMediums=[medium.value],
        )
        return User.from_response(answer["User"])

    def find_several(self, subs: Collection[str], status: str = INVITED) -> dict[str, User]:
        """Those who are still there, by sub, in the order asked for. Raises CognitoError.

        More than three are looked for among the first 60 of that status (one ListUsers), where most of them
        are; the rest one by one, ten at a time and at most 30 a second.
        """
        found: dict[str, User] = {}
        if len(subs) > FEW:
            found = {user.sub: user for user in self._search(STATUS, status)}
        missing = [sub for sub in subs if sub not in found]
        for start in range(0, len(missing), TOGETHER):
            if start:
                time.sleep(TOGETHER_SECONDS)
            batch = missing[start : start + TOGETHER]
            answers = side_by_side(*(partial(self.find, sub) for sub in batch))
            found |= {user.sub: user for user in _present(answers)}
        return {sub: found[sub] for sub in subs if sub in found}

    def _join(self, user: User, groups: Iterable[str], action: str) -> Iterator[NotJoined]:
        for group in groups:
            try:
                self._write(
                    "AdminAddUserToGroup",
                    action=action,
                    target=self._target(user),
                    details={"group": group},
                    UserPoolId=self.pool_id,
                    Username=user.username,
                    GroupName=group,
                )
            except CognitoError as error:
                yield NotJoined(group=group, problem=error)

    def _search(self, attribute: str, value: str) -> Sequence[User]:
        """One page of ListUsers; what cannot be searched for is had by nobody. Raises CognitoError."""
        try:
            wanted = Filter(attribute=attribute, value=value)
        except UnusableFilter:
            return ()
        return self.search(wanted).items

    def _created_nevertheless(self, new: NewUser, begun: datetime, error: CognitoError) -> User:
        """The user, if this request created them. Raises the error otherwise, in words of what was found."""
        if not isinstance(error, UnknownOutcome | NotDelivered):
            raise error
        try:
            user = self._first(new) or self._first(new, after_seconds=LIST_LAG_SECONDS)
        except CognitoError:
            raise with_advice(error, COULD_NOT_LOOK) from error
        if user is None:
            raise with_advice(error, NOT_FOUND) from error
        if user.created_at is None or user.created_at < begun - CLOCK_SKEW:
            raise with_advice(error, THERE_BEFORE) from error
        return user

    def _first(self, new: NewUser, *, after_seconds: float = 0.0) -> User | None:
        time.sleep(after_seconds)
        return next(iter(self._search(new.sign_in_attribute or "username", new.username)), None)

    def _moved(self, user: User, error: CognitoError) -> User:
        """The user as they are now, if they have changed. Raises the error otherwise."""
        try:
            again = self.find(user.sub)
        except CognitoError:
            raise with_advice(error, COULD_NOT_LOOK) from error
        if again.modified_at == user.modified_at:
            raise with_advice(error, NOT_MOVED) from error
        return again


COULD_NOT_LOOK = "Lifeguard could not look again either. Look at the users of this pool before you repeat it."
NOT_FOUND = (
    "Lifeguard looked again: nobody of that name is listed. New users can take some seconds to be listed, so "
    "look once more before you repeat it."
)
THERE_BEFORE = "Lifeguard looked again: a user of that name was there already before this request."
NOT_MOVED = (
    "Lifeguard looked again: the user has not changed, so presumably nothing was sent. "
    "Wait a moment and look again before you repeat it."
)


def _present(answers: Iterable[User | CognitoError]) -> Iterator[User]:
    for answer in answers:
        if isinstance(answer, User):
            yield answer
        elif not isinstance(answer, UserNotFound):
            raise answer
