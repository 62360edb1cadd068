"""The code that runs behind sign-in: whether it fits together, and whose it is."""

from collections.abc import Iterator, Mapping

from console.ui.words import in_line
from pools.checkup.checks import Check, Evidence, Severity
from pools.saving.states import State, value_at
from pools.settings.sections import SECTIONS
from pools.settings.state import IN_STEP
from pools.settings.words import label_of

LAMBDA = "LambdaConfig"
OLDER = f"{LAMBDA}.PreTokenGeneration"
NEWER = IN_STEP[OLDER]
CUSTOM_SIGN_IN = tuple(
    f"{LAMBDA}.{name}"
    for name in ("DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse")
)
MIGRATION = f"{LAMBDA}.UserMigration"
TRIGGERS = tuple(
    setting.path
    for section in SECTIONS
    for setting in section.settings
    if setting.path.startswith(f"{LAMBDA}.")
)


def _two_functions(state: State) -> Evidence | None:
    older, newer = value_at(state, OLDER), value_at(state, NEWER)
    if not older or not newer or older == newer:
        return None
    return Evidence(f"Before tokens are issued, the older setting names {older}, the present one {newer}.")


def _incomplete_sign_in(state: State) -> Evidence | None:
    there = [path for path in CUSTOM_SIGN_IN if value_at(state, path)]
    # To define challenges alone is enough for Cognito's own ones.
    if not set(there) - {CUSTOM_SIGN_IN[0]} or len(there) == len(CUSTOM_SIGN_IN):
        return None
    missing = [f"“{label_of(path)}”" for path in CUSTOM_SIGN_IN if path not in there]
    return Evidence(f"Missing: {in_line(missing)}.")


def _migrates(state: State) -> Evidence | None:
    function = value_at(state, MIGRATION)
    return Evidence(f"At sign-in, unknown people are looked up by {function}.") if function else None


def _functions(state: State) -> Iterator[tuple[str, str]]:
    """The path and ARN of every trigger."""
    for name, value in (value_at(state, LAMBDA) or {}).items():
        if isinstance(value, Mapping):
            yield f"{LAMBDA}.{name}.LambdaArn", str(value.get("LambdaArn", ""))
        elif name != "KMSKeyID":
            yield f"{LAMBDA}.{name}", str(value)


def _account(arn: str) -> str:
    segments = arn.split(":")
    return segments[4] if len(segments) > 5 else ""


def _foreign_functions(state: State) -> Evidence | None:
    home = _account(str(value_at(state, "Arn") or ""))
    foreign = {
        path: account for path, arn in _functions(state) if (account := _account(arn)) not in {"", home}
    }
    if not home or not foreign:
        return None
    names = in_line([f"“{label_of(path)}” ({account})" for path, account in foreign.items()])
    return Evidence(f"The pool is of account {home}. Of another account: {names}.", tuple(foreign))


CHECKS = (
    Check(
        name="token-triggers-differ",
        severity=Severity.WARNING,
        title="Two functions are named for the same moment",
        passes="At most one function is named to run before tokens are issued.",
        why="Cognito runs one of them. Which rights people get in their tokens is not what half of the settings say.",
        advice="Name the same function in both, or take the older one away.",
        finds=_two_functions,
        paths=(NEWER, OLDER),
    ),
    Check(
        name="custom-sign-in-incomplete",
        severity=Severity.WARNING,
        title="Custom sign-in lacks a trigger",
        passes="Custom sign-in has all of its three triggers, or is not used.",
        why="A challenge that nobody makes or checks ends in a refused sign-in.",
        advice="Set all three, or take those away that are left over.",
        finds=_incomplete_sign_in,
        paths=CUSTOM_SIGN_IN,
    ),
    Check(
        name="migration-trigger",
        severity=Severity.INFO,
        title="People are still migrated at sign-in",
        passes="No trigger migrates people at sign-in.",
        why="The function receives passwords in clear, and creates accounts by what the old system says.",
        advice="Once the old system is empty or switched off, take the trigger away.",
        finds=_migrates,
        paths=(MIGRATION,),
    ),
    Check(
        name="trigger-of-another-account",
        severity=Severity.WARNING,
        title="A trigger runs in another AWS account",
        passes="Every trigger runs in the pool’s own account.",
        why="Whoever governs that account sees who signs in, and can change what happens then.",
        advice="If that account is yours, accept this with its name. Otherwise use a function of your own.",
        finds=_foreign_functions,
        paths=TRIGGERS,
    ),
)
