"""Setting a user's password."""

from console.cognito.looked import Advice, ReadBack, read_back
from users.gateway import CONFIRMED, INVITED, User, UserGateway, because

AFTER_SETTING = Advice(
    could_not_look="Lifeguard could not look again either. Open the user in a moment, then set another password.",
    not_as_asked="Lifeguard looked again: the user has not changed, so presumably the password is what it was. "
    "Wait a moment and look once more before you set another one.",
)


class PasswordGateway(UserGateway):
    """Sets passwords. They are in no entry of the trail."""

    def set(self, *, user: User, password: str, permanent: bool, reason: str = "") -> ReadBack[User]:
        """AdminSetUserPassword, then ListUsers. No message goes out and no session ends.

        Raises CognitoError; UnknownOutcome when no clear answer came and the user has not changed.
        """
        status = CONFIRMED if permanent else INVITED
        details = {"before": {"status": user.status}, "after": {"status": status}, "permanent": permanent}
        return read_back(
            lambda: self._write(
                "AdminSetUserPassword",
                action="set_password",
                target=self._target(user),
                details={**details, **because(reason)},
                UserPoolId=self.pool_id,
                Username=user.username,
                Password=password,
                Permanent=permanent,
            ),
            lambda: self.find(user.sub),
            as_asked=lambda now: now.status == status and now.modified_at != user.modified_at,
            advice=AFTER_SETTING,
        )
