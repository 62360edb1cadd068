"""What is done to a user, or to something of theirs, as data: the words before it and the words after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.safestring import SafeString

from console.access import actions
from console.access.actions import Action
from console.ui.components.blocks import consequences
from users.gateway import CONFIRMED, RESET


class Subject(Protocol):
    """What a question is about: a user, or something of theirs, such as a device.

    `appearance` tells whether it has changed since the question was asked.
    """

    @property
    def label(self) -> str: ...

    @property
    def appearance(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that is confirmed before it is done. `{name}` in the texts is the user, `{subject}` what of theirs.

    `page` is the url name where it is asked, for menus that offer it, and `back` the one that leads to it.
    `gone` says that there is no subject. `shows` tells from the subject, read again and None when it is gone,
    whether it was carried out; None where nothing can be read back.
    """

    action: Action
    verb: str
    question: str
    kind: str
    happens: tuple[str, ...]
    does_not: tuple[str, ...]
    done: str
    icon: str = ""
    page: str = ""
    back: str = "user"
    gone: str = ""
    shows: Callable[[Any], bool] | None = None

    @property
    def consequences(self) -> SafeString:
        """What happens and what does not, as markup."""
        return consequences(*self.happens, **{"not": self.does_not})


OFFLINE = "Applications that check tokens by themselves accept those already issued until they expire."

RESET_PASSWORD = Deed(
    action=actions.RESET_PASSWORD,
    page="reset_password",
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
    shows=lambda user: user.status == RESET,
)
SIGN_OUT = Deed(
    action=actions.SIGN_OUT_USER,
    page="sign_out",
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
)
ENABLE = Deed(
    action=actions.ENABLE_USER,
    page="enable",
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
    shows=lambda user: user.enabled,
)
DISABLE = Deed(
    action=actions.DISABLE_USER,
    page="disable",
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
    shows=lambda user: not user.enabled,
)
CONFIRM = Deed(
    action=actions.CONFIRM_USER,
    page="confirm",
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
    shows=lambda user: user.status == CONFIRMED,
)
