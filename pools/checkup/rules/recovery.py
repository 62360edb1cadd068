"""Whether somebody who forgot the password comes in again, and nobody else."""

from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.circumstances import A_TRIGGER_DECIDES, ADMINISTRATORS_VOUCH, NEEDS_MFA, NOBODY_YET
from pools.saving.settings import MFA
from pools.saving.states import State, listed, value_at
from pools.settings.pool_facts import (
    NOUNS,
    PROVED_BY,
    RECOVERY,
    by_invitation,
    can_send_sms,
    factors,
    recovery,
)
from pools.settings.state import MFA_MODE

VERIFIED = "AutoVerifiedAttributes"
FACTORS = {"verified_email": "email", "verified_phone_number": "sms"}
WORDS = {"email": "e-mail", "sms": "SMS"}


def _impossible(state: State) -> Evidence | None:
    ways = recovery(state)
    needed = [PROVED_BY[way] for way in ways if way in PROVED_BY]
    if "admin_only" in ways or set(needed) & set(listed(state, VERIFIED)):
        return None
    names = " or ".join(NOUNS[name] for name in needed)
    return Evidence(f"Recovery needs a verified {names}, and Cognito verifies none.")


def _by_administrator(state: State) -> Evidence | None:
    return (
        Evidence("Only an administrator can replace a password.") if "admin_only" in recovery(state) else None
    )


def _by_the_second_factor(state: State) -> Evidence | None:
    ways = recovery(state)
    factor = FACTORS.get(ways[0], "") if len(ways) == 1 else ""
    if factor not in factors(state):
        return None
    return Evidence(
        f"A forgotten password is replaced by {WORDS[factor]} alone, which is a second factor, too."
    )


def _sms_first(state: State) -> Evidence | None:
    ways = recovery(state)
    # With no e-mail address at hand there is no better way.
    other = "verified_email" in ways or "email" in listed(state, VERIFIED)
    first = bool(value_at(state, RECOVERY)) and ways[0] == "verified_phone_number"
    if not first or not other or not can_send_sms(state):
        return None
    return Evidence("The code for a new password goes to the phone number first.")


def _never_set(state: State) -> Evidence | None:
    if value_at(state, RECOVERY):
        return None
    return Evidence("No recovery is set: Cognito tries the phone number first, then the e-mail address.")


CHECKS = (
    Check(
        name="recovery-impossible",
        severity=Severity.DANGER,
        title="Who forgets the password stays locked out",
        passes="Cognito verifies an address that a forgotten password is replaced through.",
        why="A code is sent to verified addresses alone. Where nothing is verified, it is sent to nobody, and "
        "Cognito refuses to reset a password.",
        advice="Let Cognito verify the address that recovery uses.",
        finds=_impossible,
        paths=(VERIFIED, RECOVERY),
        milder=(NOBODY_YET, ADMINISTRATORS_VOUCH, A_TRIGGER_DECIDES),
    ),
    Check(
        name="recovery-by-administrator",
        severity=Severity.WARNING,
        title="Only an administrator can replace a forgotten password",
        passes="People replace a forgotten password themselves.",
        why="Each forgotten password is a call to your help desk, and whoever answers it has to be sure who calls. "
        "A password can then only be set, not reset by a code.",
        advice="Let people recover by a verified e-mail address.",
        finds=_by_administrator,
        paths=(RECOVERY,),
        milder=(Circumstance(by_invitation, "Only administrators create users, too: it may be meant so."),),
    ),
    Check(
        name="recovery-by-second-factor",
        severity=Severity.DANGER,
        title="Recovery locks out those with a second factor",
        passes="Recovery has a way that is not a second factor.",
        why="Cognito does not replace both factors through one channel: who uses it as a second factor cannot use it "
        "to recover, and has no other way here.",
        advice="Offer a second way of recovery, or another second factor.",
        finds=_by_the_second_factor,
        paths=(RECOVERY, MFA_MODE, f"{MFA}.SoftwareTokenMfaConfiguration.Enabled"),
        milder=(
            Circumstance(
                lambda state: "app" in factors(state),
                "Who uses the authenticator app instead is not affected.",
            ),
        ),
        needs=NEEDS_MFA,
    ),
    Check(
        name="recovery-by-sms-first",
        severity=Severity.WARNING,
        title="Recovery tries SMS first",
        passes="Where there is e-mail, recovery does not begin with SMS.",
        why="Who takes over a phone number, by no more than a call to the phone company, takes over the account. "
        "Each message costs money.",
        advice="Put the verified e-mail address first.",
        finds=_sms_first,
        paths=(RECOVERY,),
    ),
    Check(
        name="recovery-not-set",
        severity=Severity.INFO,
        title="Recovery follows Cognito’s old habit",
        passes="The pool says how a forgotten password is replaced.",
        why="Pools from before the setting existed behave as they did then: SMS first, even for those with a "
        "second factor by SMS.",
        advice="Choose the ways and their order.",
        finds=_never_set,
        paths=(RECOVERY,),
    ),
)
