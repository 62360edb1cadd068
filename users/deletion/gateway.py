"""Deleting users, and creating deleted ones again."""

from collections.abc import Sequence
from dataclasses import dataclass

from console.cognito.errors import CognitoError, UnknownOutcome
from console.cognito.looked import Advice, done_anyway, is_gone
from users.gateway import User, UserGateway, because
from users.invitations.gateway import InvitationGateway
from users.invitations.records import Invited, NewUser

AFTER_DELETING = Advice(
    could_not_look="Lifeguard could not look again either. Open the user in a moment before you repeat it.",
    not_as_asked="Lifeguard looked again: the user is still there. Wait a moment and look once more before you "
    "repeat it.",
)


class DeletionGateway(UserGateway):
    """Deletes users for good."""

    def delete(self, *, user: User, groups: Sequence[str] | None, reason: str = "") -> UnknownOutcome | None:
        """AdminDeleteUser; the error, if no clear answer came but the user is gone (ListUsers).

        Raises CognitoError; UnknownOutcome when the user is still there, or could not be looked for.
        """
        details = {
            "before": {"status": user.status, "enabled": user.enabled},
            **({} if groups is None else {"groups": list(groups)}),
            **because(reason),
        }
        return done_anyway(
            lambda: self._write(
                "AdminDeleteUser",
                action="delete_user",
                target=self._target(user),
                details=details,
                UserPoolId=self.pool_id,
                Username=user.username,
            ),
            lambda: self.is_gone(user.sub),
            advice=AFTER_DELETING,
        )

    def is_gone(self, sub: str) -> bool:
        """Whether there is no such user (ListUsers). Raises CognitoError."""
        return is_gone(self.find, sub)


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
