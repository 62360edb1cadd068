"""Deleting users, and creating deleted ones again."""

from collections.abc import Sequence
from dataclasses import dataclass

from console.cognito.errors import CognitoError, UnknownOutcome, UserNotFound
from users.gateway import User, UserGateway
from users.invitations.gateway import InvitationGateway
from users.invitations.records import Invited, NewUser
from users.outcomes import told


class DeletionGateway(UserGateway):
    """Deletes users for good."""

    def delete(self, *, user: User, groups: Sequence[str] | None, reason: str = "") -> UnknownOutcome | None:
        """AdminDeleteUser; the error, if no clear answer came but the user is gone (ListUsers).

        Raises CognitoError; UnknownOutcome when the user is still there, or could not be looked for.
        """
        known = {} if groups is None else {"groups": list(groups)}
        try:
            self._write(
                "AdminDeleteUser",
                action="delete_user",
                target=self._target(user),
                details={
                    "before": {"status": user.status, "enabled": user.enabled},
                    **known,
                    **({"reason": reason} if reason else {}),
                },
                UserPoolId=self.pool_id,
                Username=user.username,
            )
        except UnknownOutcome as error:
            self._check_gone(user, error)
            return error
        return None

    def exists(self, sub: str) -> bool:
        """Whether there is such a user (ListUsers). Raises CognitoError."""
        try:
            self.find(sub)
        except UserNotFound:
            return False
        return True

    def _check_gone(self, user: User, problem: UnknownOutcome) -> None:
        try:
            there = self.exists(user.sub)
        except CognitoError as error:
            raise told(problem, COULD_NOT_LOOK) from error
        if there:
            raise told(problem, STILL_THERE) from problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """Somebody who was created again. `not_disabled` says why they could not be disabled as they were."""

    invited: Invited
    not_disabled: CognitoError | None = None


class ReturnGateway(InvitationGateway):
    """Creates deleted users again, with what can return."""

    def bring_back(self, new: NewUser, *, disable: bool) -> Returned:
        """AdminCreateUser, AdminAddUserToGroup for each group, and AdminDisableUser if they are to be disabled.

        Raises CognitoError when nobody was created; what fails after that is in the result.
        """
        invited = self.invite(new, action="recreate_user")
        if not disable:
            return Returned(invited=invited)
        try:
            self.disable(user=invited.user, reason=new.reason)
        except CognitoError as error:
            return Returned(invited=invited, not_disabled=error)
        return Returned(invited=invited)


COULD_NOT_LOOK = "Lifeguard could not look again either. Open the user in a moment before you repeat it."
STILL_THERE = (
    "Lifeguard looked again: the user is still there. Wait a moment and look once more before you repeat it."
)
