"""What passwords must be, and how long temporary ones live."""

from console.ui.words import days
from pools.checkup.checks import Check, Circumstance, Evidence, Severity
from pools.checkup.circumstances import EVERYBODY_HAS_A_SECOND_FACTOR
from pools.saving.states import State, value_at
from pools.settings.pool_facts import mfa_mode, temporary_days
from pools.settings.state import DAYS, LEGACY_DAYS, MFA_MODE

POLICY = "Policies.PasswordPolicy"
LENGTH = f"{POLICY}.MinimumLength"
KINDS = {
    "RequireUppercase": "an upper-case letter",
    "RequireLowercase": "a lower-case letter",
    "RequireNumbers": "a digit",
    "RequireSymbols": "a symbol",
}
# Below this a password is found by trying; from LONG on, length does what kinds of characters are meant to do.
LEAST = 8
LONG = 12
FEW_KINDS = 3
WEEK = 7
MONTH = 31


def _length(state: State) -> int:
    return int(value_at(state, LENGTH) or LEAST)


def _too_short(state: State) -> Evidence | None:
    length = _length(state)
    return Evidence(f"A password of {length} characters is enough.") if length < LEAST else None


def _short_for_one_factor(state: State) -> Evidence | None:
    length = _length(state)
    if not LEAST <= length < LONG or mfa_mode(state) == "ON":
        return None
    return Evidence(
        f"A password of {length} characters is enough, and people may sign in with nothing besides."
    )


def _too_simple(state: State) -> Evidence | None:
    policy = value_at(state, POLICY)
    if not policy or _length(state) >= LONG:
        return None
    required = [words for name, words in KINDS.items() if policy.get(name)]
    if len(required) >= FEW_KINDS:
        return None
    asked = f"must hold {' and '.join(required)}, no more" if required else "may be of one kind of characters"
    return Evidence(f"A password of {_length(state)} characters {asked}.")


def _lives_long(state: State) -> Evidence | None:
    number = temporary_days(state)
    return Evidence(f"A temporary password works for {days(number)}.") if number > WEEK else None


def _older_setting(state: State) -> Evidence | None:
    legacy = value_at(state, LEGACY_DAYS)
    if not legacy or value_at(state, DAYS):
        return None
    return Evidence(f"The older setting alone says how long temporary passwords work: {days(int(legacy))}.")


CHECKS = (
    Check(
        name="password-too-short",
        severity=Severity.DANGER,
        title="Passwords may be very short",
        passes="A password has at least 8 characters.",
        why="So short a password is found by trying, and lists of the usual ones are freely at hand.",
        advice="Ask for 12 characters or more. Present passwords stay valid until they are changed.",
        finds=_too_short,
        paths=(LENGTH,),
        milder=(EVERYBODY_HAS_A_SECOND_FACTOR,),
    ),
    Check(
        name="password-short-for-one-factor",
        severity=Severity.INFO,
        title="Passwords are short for being all there is",
        passes="Where a password is all it takes to sign in, it has at least 12 characters.",
        why="Eight characters were enough beside a second factor. Alone, length is what helps most, more than symbols.",
        advice="Ask for 12 characters or more, or require a second factor.",
        finds=_short_for_one_factor,
        paths=(LENGTH, MFA_MODE),
    ),
    Check(
        name="password-too-simple",
        severity=Severity.WARNING,
        title="Short passwords may be simple",
        passes="A password is long, or of three kinds of characters.",
        why="A short password of one or two kinds of characters is among the first that are tried.",
        advice="Ask for 12 characters or more, or for more kinds of characters.",
        finds=_too_simple,
        paths=(LENGTH, *(f"{POLICY}.{name}" for name in KINDS)),
        milder=(EVERYBODY_HAS_A_SECOND_FACTOR,),
    ),
    Check(
        name="temporary-password-lives-long",
        severity=Severity.WARNING,
        title="Temporary passwords work for a long time",
        passes="A temporary password works for a week at most.",
        why="It lies in a mailbox or a phone in clear. Until it is used, whoever reads it can be that person.",
        advice="A week is enough: an invitation that ran out is sent again in a moment.",
        finds=_lives_long,
        paths=(DAYS, LEGACY_DAYS),
        milder=(Circumstance(lambda state: temporary_days(state) <= MONTH, "It is no more than a month."),),
    ),
    Check(
        name="temporary-password-older-setting",
        severity=Severity.INFO,
        title="An older setting governs temporary passwords",
        passes="The present setting governs temporary passwords.",
        why="Cognito has replaced it. Tools that know only its successor show nothing, or something else.",
        advice="Set the same number in the present setting. The older one then never counts again.",
        finds=_older_setting,
        paths=(DAYS, LEGACY_DAYS),
    ),
)
