"""What is done to a device, a session, an identity or the factors of a user."""

from typing import Any

from console.access import actions
from users.asking.deeds import OFFLINE, Deed


def _is_gone(subject: Any) -> bool:
    return subject is None


CLEAR_AUTHENTICATOR = Deed(
    action=actions.CLEAR_AUTHENTICATOR,
    back="sign_in",
    verb="Delete authenticator",
    question="Delete the authenticator app of {name}?",
    kind="danger",
    happens=(
        "The codes of the app that was registered are no longer accepted.",
        "It is switched off as a second factor. Where the pool requires one, they set up another at the next "
        "sign-in.",
    ),
    does_not=(
        "Nobody here can see or move its codes.",
        "Sessions that have begun go on, and a device that is remembered still passes: if the phone was stolen, "
        "sign them out everywhere and have the device forgotten too.",
        "Whether it is really they who ask is not checked: be sure of that first.",
    ),
    done="{name}’s authenticator app is deleted. Another one can be registered.",
    gone="{name} has no authenticator app: there is nothing to delete.",
    shows=lambda factors: factors is None or not factors.has_authenticator,
)
FORGET_DEVICE = Deed(
    action=actions.FORGET_DEVICE,
    back="sign_in",
    verb="Forget device",
    question="Forget the device “{subject}” of {name}?",
    kind="danger",
    happens=(
        "The device is deleted from the user.",
        "A sign-in from it is one from a new device: with a second factor, where the user has one.",
    ),
    does_not=(
        "It is not signed out: for that, end its session or sign the user out everywhere.",
        "It is not barred: it can be remembered again after a complete sign-in.",
    ),
    done="The device “{subject}” of {name} is forgotten.",
    gone="That device of {name} is not there any more.",
    shows=_is_gone,
)
REMEMBER_DEVICE = Deed(
    action=actions.SET_DEVICE_STATUS,
    back="sign_in",
    verb="Remember device",
    question="Remember the device “{subject}” of {name}?",
    kind="primary",
    happens=(
        "A sign-in from this device may skip the second factor, if the pool lets remembered devices do so.",
    ),
    does_not=("Nothing is sent to the user.", "The password is asked for all the same."),
    done="The device “{subject}” of {name} is remembered.",
    gone=FORGET_DEVICE.gone,
    shows=lambda device: device is not None and device.remembered is True,
)
UNREMEMBER_DEVICE = Deed(
    action=actions.SET_DEVICE_STATUS,
    back="sign_in",
    verb="Stop remembering",
    question="Stop remembering the device “{subject}” of {name}?",
    kind="danger",
    happens=("A sign-in from this device needs the second factor again, where the user has one.",),
    does_not=("The device stays in the list and can be remembered again.", "It is not signed out."),
    done="The device “{subject}” of {name} is no longer remembered.",
    gone=FORGET_DEVICE.gone,
    shows=lambda device: device is None or device.remembered is False,
)
REVOKE_SESSION = Deed(
    action=actions.REVOKE_SESSION,
    back="sign_in",
    verb="End session",
    question="End the session on “{subject}” of {name}?",
    kind="danger",
    happens=("The tokens of this session are revoked: it can get no new ones.",),
    does_not=(
        OFFLINE,
        "Other sessions go on, unless they are tied to this one and you choose to end them as well.",
        "They can sign in again at once: to prevent that, disable the user.",
    ),
    done="The session on “{subject}” of {name} has ended.",
    gone="That session of {name} has ended already.",
    shows=_is_gone,
)
UNLINK_IDENTITY = Deed(
    action=actions.UNLINK_IDENTITY,
    back="sign_in",
    verb="Unlink identity",
    question="Unlink {subject} from {name}?",
    kind="danger",
    happens=(
        "Whoever signs in with that identity is no longer this user.",
        "The next sign-in with it makes a new user of its own, with another id and no data of this one.",
    ),
    does_not=(
        "The account at the provider stays as it is.",
        "Sessions that have begun go on: sign the user out everywhere if that matters.",
        "It cannot be linked again once it has signed in by itself, until that new user is deleted.",
    ),
    done="{subject} is unlinked from {name}.",
    gone="That identity of {name} is not linked any more.",
    shows=_is_gone,
)
