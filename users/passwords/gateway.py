"""Setting a user's password."""

from dataclasses import dataclass

from console.cognito.errors import CognitoError, UnknownOutcome
from users.gateway import User, UserGateway
from users.outcomes import told


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet:
    """A user after their password was set; None when they could not be read again.

    With a `problem` no clear answer came, but the user reads as wanted.
    """

    now: User | None
    problem: UnknownOutcome | None = None


class PasswordGateway(UserGateway):
    """Sets passwords. They are in no entry of the trail."""

    def set(self, *, user: User, password: str, permanent: bool, reason: str = "") -> PasswordSet:
        """AdminSetUserPassword, then ListUsers. No message goes out and no session ends.

        Raises CognitoError; UnknownOutcome when no clear answer came and the user has not changed.
        """
        status = "CONFIRMED" if permanent else "FORCE_CHANGE_PASSWORD"
        details = {"before": {"status": user.status}, "after": {"status": status}, "permanent": permanent}
        problem: UnknownOutcome | None = None
        try:
            self._write(
                "AdminSetUserPassword",
                action="set_password",
                target=self._target(user),
                details={**details, **({"reason": reason} if reason else {})},
                UserPoolId=self.pool_id,
                Username=user.username,
                Password=password,
                Permanent=permanent,
            )
        except UnknownOutcome as error:
            problem = error
        return self._read_back(user, status, problem)

    def _read_back(self, user: User, status: str, problem: UnknownOutcome | None) -> PasswordSet:
        try:
            now = self.find(user.sub)
        except CognitoError as error:
            if problem:
                raise told(problem, COULD_NOT_LOOK) from error
            return PasswordSet(now=None)
        if problem and (now.status != status or now.modified_at == user.modified_at):
            raise told(problem, NOT_MOVED) from problem
        return PasswordSet(now=now, problem=problem)


COULD_NOT_LOOK = (
    "Lifeguard could not look again either. Open the user in a moment, then set another password."
)
NOT_MOVED = (
    "Lifeguard looked again: the user has not changed, so presumably the password is what it was. "
    "Wait a moment and look once more before you set another one."
)
