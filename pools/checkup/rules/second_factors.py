"""Second factors, passkeys, and the devices that may do without."""

from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.circumstances import NEEDS_MFA, NOBODY_YET
from pools.saving.settings import MFA
from pools.saving.states import State, value_at
from pools.settings.pool_facts import (
    FIRST_FACTORS,
    by_invitation,
    factors,
    first_factors,
    mfa_mode,
    threat_mode,
)
from pools.settings.state import MFA_MODE

APP = f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"
PASSKEYS = f"{MFA}.WebAuthnConfiguration"
DEVICES = "DeviceConfiguration"
THREATS_ARE_MET = Circumstance(
    lambda state: threat_mode(state) == "ENFORCED",
    "Threat protection acts on risky sign-ins.",
)


def _off(state: State) -> Evidence | None:
    if mfa_mode(state) != "OFF":
        return None
    return Evidence("The second factor is off: a password alone signs in.")


def _left_to_people(state: State) -> Evidence | None:
    if mfa_mode(state) != "OPTIONAL" or not by_invitation(state):
        return None
    return Evidence("The second factor is optional, in a pool where administrators alone create users.")


def _sms_alone(state: State) -> Evidence | None:
    if factors(state) != {"sms"}:
        return None
    return Evidence("A code by SMS is the only second factor that is set up.")


def _possession_alone(state: State) -> Evidence | None:
    alone = "WEB_AUTHN" in first_factors(state)
    if not alone or value_at(state, f"{PASSKEYS}.UserVerification") == "required":
        return None
    return Evidence(
        "A passkey signs in by itself, and asks for finger, face or PIN only where the device can."
    )


def _devices_trusted(state: State) -> Evidence | None:
    devices = value_at(state, DEVICES) or {}
    skips = devices.get("ChallengeRequiredOnNewDevice") and not devices.get(
        "DeviceOnlyRememberedOnUserPrompt"
    )
    if not skips or mfa_mode(state) == "OFF":
        return None
    return Evidence("Every device is remembered without a question, and then does without the second factor.")


CHECKS = (
    Check(
        name="mfa-off",
        severity=Severity.WARNING,
        title="There is no second factor",
        passes="There is a second factor, optional or required.",
        why="A password that was guessed, reused or given away on a false page is all it takes. "
        "Passwords stolen elsewhere are tried on every sign-in page.",
        advice="Make it optional with an authenticator app first. Require it once people have set it up.",
        finds=_off,
        paths=(MFA_MODE,),
        milder=(NOBODY_YET, THREATS_ARE_MET),
    ),
    Check(
        name="mfa-optional",
        severity=Severity.INFO,
        title="A second factor is left to each person",
        passes="In a pool by invitation the second factor is required.",
        why="Where you know everybody, you can ask everybody. Left to themselves, few people set one up.",
        advice="Announce a date, then require it. Who has none is asked to set one up at the next sign-in.",
        finds=_left_to_people,
        paths=(MFA_MODE, "AdminCreateUserConfig.AllowAdminCreateUserOnly"),
    ),
    Check(
        name="mfa-by-sms-alone",
        severity=Severity.WARNING,
        title="SMS is the only second factor",
        passes="There is a second factor besides SMS.",
        why="Phone numbers are taken over by asking the phone company, messages cost money and do not arrive "
        "everywhere. Who has no signal cannot sign in.",
        advice="Set up the authenticator app as well. Nobody loses the factor they use.",
        finds=_sms_alone,
        paths=(APP, MFA_MODE),
        needs=NEEDS_MFA,
    ),
    Check(
        name="passkey-without-verification",
        severity=Severity.INFO,
        title="A passkey may work without finger, face or PIN",
        passes="A passkey that signs in by itself asks for finger, face or PIN.",
        why="Whoever finds a security key that asks for nothing can sign in with it.",
        advice="Let passkeys always ask, unless people here use keys that cannot.",
        finds=_possession_alone,
        paths=(f"{PASSKEYS}.UserVerification", FIRST_FACTORS),
        needs=NEEDS_MFA,
    ),
    Check(
        name="devices-skip-second-factor",
        severity=Severity.WARNING,
        title="Devices are trusted without asking",
        passes="A device does without the second factor only if the person agreed.",
        why="The computer of a library or a colleague, used once, never asks for the second factor again.",
        advice="Remember devices only when the person agrees.",
        finds=_devices_trusted,
        paths=(
            f"{DEVICES}.DeviceOnlyRememberedOnUserPrompt",
            f"{DEVICES}.ChallengeRequiredOnNewDevice",
        ),
    ),
)
