"""What a help desk does for one user, as data: the call, the words before it and the words after it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from console.access import actions
from console.access.actions import Action
from console.ui.components.blocks import consequences
from users.gateway import User, UserGateway


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that is confirmed before it is done. `{name}` in the texts is the user.

    `shows` tells by reading the user again whether it was carried out; None where nothing can be read back.
    """

    action: Action
    url_name: str
    verb: str
    question: str
    kind: str
    icon: str
    happens: tuple[str, ...]
    does_not: tuple[str, ...]
    done: str
    do: Callable[..., None]
    shows: Callable[[User], bool] | None = None

    @property
    def consequences(self) -> SafeString:
        """What happens and what does not, as markup."""
        return consequences(*self.happens, **{"not": self.does_not})


OFFLINE = "Applications that check tokens by themselves accept those already issued until they expire."

RESET_PASSWORD = Deed(
    action=actions.RESET_PASSWORD,
    url_name="users:reset_password",
    verb="Reset password",
    question="Reset the password of {name}?",
    kind="danger",
    icon="key",
    happens=(
        "The present password stops working at once.",
        "Cognito sends a code to the verified address or number. It is good for one hour.",
        "With that code they choose a new password on the sign-in page.",
    ),
    does_not=(
        "They are not signed out: if the account may be in other hands, sign them out everywhere too.",
        "Nobody sees or sets a password here.",
    ),
    done="{name}’s password no longer works and a code was sent. Ask them to use it within an hour.",
    do=UserGateway.reset_password,
    shows=lambda user: user.status == "RESET_REQUIRED",
)
SIGN_OUT = Deed(
    action=actions.SIGN_OUT_USER,
    url_name="users:sign_out",
    verb="Sign out everywhere",
    question="Sign {name} out everywhere?",
    kind="primary",
    icon="arrow-right-start-on-rectangle",
    happens=(
        "All tokens that were issued to them are revoked, on every device.",
        "They have to sign in again.",
    ),
    does_not=(
        OFFLINE,
        "A browser that is still signed in to the hosted sign-in pages keeps that session.",
        "The password stays as it is.",
    ),
    done="{name} was signed out everywhere. Ask them to sign in again.",
    do=UserGateway.sign_out,
)
ENABLE = Deed(
    action=actions.ENABLE_USER,
    url_name="users:enable",
    verb="Enable user",
    question="Enable {name}?",
    kind="primary",
    icon="lock-open",
    happens=("They can sign in again, as their status allows.",),
    does_not=(
        "No message is sent: tell them yourself.",
        "The status and the password stay as they were. An invitation that has expired has to be sent again.",
    ),
    done="{name} is enabled and can sign in again. No message was sent, so tell them.",
    do=UserGateway.enable,
    shows=lambda user: user.enabled,
)
DISABLE = Deed(
    action=actions.DISABLE_USER,
    url_name="users:disable",
    verb="Disable user",
    question="Disable {name}?",
    kind="danger",
    icon="no-symbol",
    happens=("They cannot sign in any more.", "Their access tokens are revoked."),
    does_not=(
        OFFLINE,
        "Nothing is deleted: attributes, groups and the password stay, and the user can be enabled again.",
    ),
    done="{name} is disabled and can no longer sign in. Enable them again whenever that is wanted.",
    do=UserGateway.disable,
    shows=lambda user: not user.enabled,
)

CONFIRM = Deed(
    action=actions.CONFIRM_USER,
    url_name="users:confirm",
    verb="Confirm sign-up",
    question="Confirm the sign-up of {name}?",
    kind="primary",
    icon="check",
    happens=(
        "They can sign in with the password that they chose, without entering a code.",
        "The pool’s triggers for confirmed sign-ups run.",
        "It cannot be taken back: nobody becomes unconfirmed again.",
    ),
    does_not=(
        "No message is sent: tell them yourself.",
        "No address is verified by it: without a verified one they cannot recover their account by a code.",
    ),
    done="{name} is confirmed and can sign in. No message was sent, so tell them.",
    do=UserGateway.confirm,
    shows=lambda user: user.status == "CONFIRMED",
)

DEEDS = (RESET_PASSWORD, SIGN_OUT, ENABLE, DISABLE)
