"""What guards the pool itself, and whether its plan covers what is switched on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from console.ui.words import in_line
from pools.checkup.checks import Check, Evidence, Severity
from pools.checkup.circumstances import NEEDS_MFA, NOBODY_YET
from pools.plans import PLANS
from pools.saving.settings import MFA
from pools.saving.states import State, value_at
from pools.settings.pool_facts import FIRST_FACTORS, first_factors, has_email_factor, has_trigger, threat_mode

PLAN = "UserPoolTier"
THREATS = "UserPoolAddOns.AdvancedSecurityMode"
CUSTOM_THREATS = "UserPoolAddOns.AdvancedSecurityAdditionalFlows.CustomAuthMode"
RANKS = {"LITE": 0, "ESSENTIALS": 1, "PLUS": 2}


@dataclass(frozen=True, slots=True)
class Feature:
    """What only some plans offer."""

    name: str
    least: str
    path: str
    is_on: Callable[[State], bool]


FEATURES = (
    Feature("threat protection", "PLUS", THREATS, lambda state: threat_mode(state) != "OFF"),
    Feature(
        "sign-in without a password",
        "ESSENTIALS",
        FIRST_FACTORS,
        lambda state: bool(first_factors(state) - {"PASSWORD"}),
    ),
    Feature(
        "changes to access tokens",
        "ESSENTIALS",
        "LambdaConfig.PreTokenGenerationConfig.LambdaVersion",
        lambda state: (
            value_at(state, "LambdaConfig.PreTokenGenerationConfig.LambdaVersion") in {"V2_0", "V3_0"}
        ),
    ),
    Feature(
        "app clients that register themselves",
        "ESSENTIALS",
        "DcrConfiguration.EnableStatus",
        lambda state: value_at(state, "DcrConfiguration.EnableStatus") == "Enabled",
    ),
    Feature(
        "refusal of earlier passwords",
        "ESSENTIALS",
        "Policies.PasswordPolicy.PasswordHistorySize",
        lambda state: bool(value_at(state, "Policies.PasswordPolicy.PasswordHistorySize")),
    ),
)
MFA_FEATURES = (
    Feature(
        "a second factor by e-mail",
        "ESSENTIALS",
        f"{MFA}.EmailMfaConfiguration",
        has_email_factor,
    ),
    Feature(
        "passkeys that count as both factors",
        "ESSENTIALS",
        f"{MFA}.WebAuthnConfiguration.FactorConfiguration",
        lambda state: (
            value_at(state, f"{MFA}.WebAuthnConfiguration.FactorConfiguration")
            == "MULTI_FACTOR_WITH_USER_VERIFICATION"
        ),
    ),
)


def _unprotected(state: State) -> Evidence | None:
    if value_at(state, "DeletionProtection") == "ACTIVE":
        return None
    return Evidence("Deletion protection is inactive.")


def _threats_unused(state: State) -> Evidence | None:
    if value_at(state, PLAN) != "PLUS" or threat_mode(state) != "OFF":
        return None
    return Evidence("The plan is Plus, and risky sign-ins are not looked at.")


def _threats_watched(state: State) -> Evidence | None:
    if threat_mode(state) != "AUDIT":
        return None
    return Evidence("Risky sign-ins are noted and let through.")


def _custom_sign_in_unguarded(state: State) -> Evidence | None:
    if (
        threat_mode(state) == "OFF"
        or not has_trigger(state, "DefineAuthChallenge")
        or value_at(state, CUSTOM_THREATS)
    ):
        return None
    return Evidence("Triggers define a sign-in of their own, and threat protection does not look at it.")


def _beyond_plan(features: Iterable[Feature]) -> Callable[[State], Evidence | None]:
    def finds(state: State) -> Evidence | None:
        plan = value_at(state, PLAN)
        # A service that knows no plans has none that could be too low.
        if plan not in RANKS:
            return None
        beyond = [each for each in features if each.is_on(state) and RANKS[each.least] > RANKS[plan]]
        if not beyond:
            return None
        least = max((each.least for each in beyond), key=RANKS.__getitem__)
        names = in_line([each.name for each in beyond])
        words = f"The plan is {PLANS[plan]}. Switched on, but part of {PLANS[least]}: {names}."
        return Evidence(words, (PLAN, *(each.path for each in beyond)))

    return finds


def _open_registration(state: State) -> Evidence | None:
    enabled = value_at(state, "DcrConfiguration.EnableStatus") == "Enabled"
    if not enabled or not value_at(state, "DcrConfiguration.OpenDcrEnabled"):
        return None
    return Evidence("App clients may register themselves, and need no access token to do so.")


BEYOND_PLAN = (
    "Cognito refuses changes of a pool that uses what its plan does not hold, and such features can "
    "stop working."
)
CHOOSE_PLAN = "Choose the plan that holds them, which costs more per active user, or switch them off."

CHECKS = (
    Check(
        name="deletion-protection-off",
        severity=Severity.DANGER,
        title="Deletion protection is off",
        passes="Deletion protection is on.",
        why="One call, or one wrong line of a script, deletes this pool and everybody in it. "
        "Only AWS Support can bring it back, within 14 days and without a promise.",
        advice="Turn it on. It costs nothing, and is turned off again when a pool really has to go.",
        finds=_unprotected,
        paths=("DeletionProtection",),
        milder=(NOBODY_YET,),
    ),
    Check(
        name="threat-protection-unused",
        severity=Severity.WARNING,
        title="Threat protection is paid for, but off",
        passes="A pool on the Plus plan uses threat protection.",
        why="The Plus plan is paid per active user. What it is mostly paid for, stopping sign-ins with stolen "
        "passwords and from unusual places, is switched off.",
        advice="Let it watch first, look at what it would have stopped, then let it act. Or choose a smaller plan.",
        finds=_threats_unused,
        paths=(THREATS, PLAN),
    ),
    Check(
        name="threat-protection-watches",
        severity=Severity.INFO,
        title="Threat protection only watches",
        passes="Threat protection acts on risks wherever it is on.",
        why="A sign-in with a password known to be stolen is noted, and succeeds.",
        advice="Once you have seen what it would stop, let it act on risks.",
        finds=_threats_watched,
        paths=(THREATS,),
    ),
    Check(
        name="threat-protection-custom-sign-in",
        severity=Severity.WARNING,
        title="Custom sign-in is not guarded",
        passes="Threat protection looks at custom sign-in, too.",
        why="Whoever tries out passwords or codes takes the way in that nobody watches.",
        advice="Switch threat protection on for risky custom sign-ins.",
        finds=_custom_sign_in_unguarded,
        paths=(CUSTOM_THREATS, THREATS, "LambdaConfig.DefineAuthChallenge"),
    ),
    Check(
        name="plan-too-low",
        severity=Severity.WARNING,
        title="The plan is below what is switched on",
        passes="The plan holds every feature that is switched on.",
        why=BEYOND_PLAN,
        advice=CHOOSE_PLAN,
        finds=_beyond_plan(FEATURES),
        paths=(PLAN,),
    ),
    Check(
        name="plan-too-low-for-factors",
        severity=Severity.WARNING,
        title="The plan is below the second factors that are set up",
        passes="The plan holds the second factors that are set up.",
        why=BEYOND_PLAN,
        advice=CHOOSE_PLAN,
        finds=_beyond_plan(MFA_FEATURES),
        paths=(PLAN,),
        needs=NEEDS_MFA,
    ),
    Check(
        name="open-client-registration",
        severity=Severity.DANGER,
        title="Anybody can register an app client",
        passes="App clients cannot register themselves without an access token.",
        why="A stranger’s app client can show people your sign-in page and receive their tokens.",
        advice="Ask for an access token at registration, or switch registration off.",
        finds=_open_registration,
        paths=("DcrConfiguration.OpenDcrEnabled", "DcrConfiguration.EnableStatus"),
    ),
)
