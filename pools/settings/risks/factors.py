"""Second factors, passkeys and devices."""

from pools.saving.risks import Risk, becomes, changes, ends, replaced
from pools.saving.states import State
from pools.settings.pool_facts import PASSKEY_COUNTS, has_app_factor, has_email_factor, mfa_mode
from pools.settings.sections.devices import REMEMBERED
from pools.settings.sections.mfa import PASSKEYS
from pools.settings.state import MFA_MODE

CHALLENGE = "DeviceConfiguration.ChallengeRequiredOnNewDevice"


def _loses_factor(now: State, wanted: State) -> bool:
    if mfa_mode(wanted) == "OFF":
        return False
    lost_app = has_app_factor(now) and not has_app_factor(wanted)
    return lost_app or (has_email_factor(now) and not has_email_factor(wanted))


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=becomes(MFA_MODE, "ON"),
        title="Everybody will need a second factor",
        what="Who has none is asked to set one up at the next sign-in, and cannot sign in where that is "
        "impossible: with codes by SMS alone and no phone number, for one. Who is signed in stays signed "
        "in.",
    ),
    Risk(
        applies=becomes(MFA_MODE, "OFF", default="OFF"),
        title="Accounts are guarded by one factor alone",
        what="Nobody is asked for a second factor any more. The authenticator app and the code by e-mail "
        "are taken out of the pool’s settings with it; passkeys stay.",
        tone="danger",
    ),
    Risk(
        applies=_loses_factor,
        title="Somebody may have no other factor",
        what="Who has only the factor that goes must set up another at the next sign-in, or stays out where"
        " that fails.",
    ),
    Risk(
        applies=replaced(f"{PASSKEYS}.RelyingPartyId"),
        title="The passkeys that people have stop working",
        what="A passkey belongs to the site that it was made for. Everybody has to register a new one.",
        tone="danger",
    ),
    Risk(
        applies=becomes(f"{PASSKEYS}.UserVerification", "required"),
        title="Some passkeys are no longer enough",
        what="Those of devices without finger, face or PIN are refused from then on.",
    ),
    Risk(
        applies=becomes(PASSKEY_COUNTS, "MULTI_FACTOR_WITH_USER_VERIFICATION"),
        title="A passkey takes the place of both factors",
        what="Who signs in with one is not asked for anything else.",
        tone="info",
    ),
    Risk(
        applies=ends(REMEMBERED),
        title="Devices are no longer remembered",
        what="Every sign-in counts as one from a new device, and asks for the second factor again.",
    ),
    Risk(
        applies=becomes(CHALLENGE, True),
        title="A known device is as good as a second factor",
        what="Whoever holds a remembered device needs the password alone.",
    ),
    Risk(
        applies=lambda now, wanted: changes(REMEMBERED)(now, wanted) and not now.get("DeviceConfiguration"),
        title="Apps have to confirm devices from then on",
        what="Tokens begin to carry a device, and apps that do not confirm it may fail to renew their "
        "session.",
        tone="info",
    ),
)
