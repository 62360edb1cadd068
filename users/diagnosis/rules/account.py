"""The state of the account itself."""

from console.ui.words import USER_STATUSES
from users.diagnosis.case_facts import day, is_federated
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import CONFIRM, ENABLE
from users.gateway import CONFIRMED, FEDERATED, INVITED, RESET, UNCONFIRMED
from users.sign_in.factors import AUTHENTICATOR

# What people of a status do next at sign-in, where that is a write.
WRITES_NEXT = {
    INVITED: "They have to choose a password of their own, which is refused.",
    RESET: "They have to choose a new password, which is refused.",
    UNCONFIRMED: "They have to confirm their sign-up, which is refused.",
}
USUAL = frozenset({CONFIRMED, UNCONFIRMED, INVITED, RESET, FEDERATED})


def _disabled(case: Case) -> Evidence | None:
    if case.user.enabled:
        return None
    return Evidence(
        words=f"Cognito says that the user is disabled. Last change: {day(case.user.modified_at)}."
    )


def _unconfirmed(case: Case) -> Evidence | None:
    if case.user.status != UNCONFIRMED:
        return None
    return Evidence(words=f"The status is UNCONFIRMED: they signed up on {day(case.user.created_at)}.")


def _unusual_status(case: Case) -> Evidence | None:
    if case.user.status in USUAL:
        return None
    words = USER_STATUSES.get(case.user.status)
    meaning = f" {words.meaning}" if words else ""
    return Evidence(words=f"The status is {case.user.status or 'missing'}.{meaning}")


def _recovery_running(case: Case) -> Evidence | None:
    if not case.recovers:
        return None
    words = "A point-in-time recovery of the pool is under way, and Cognito writes nothing meanwhile."
    if case.user.status in WRITES_NEXT:
        return Evidence(words=f"{words} {WRITES_NEXT[case.user.status]}")
    enabled = None if case.factors is None else case.factors.enabled
    if enabled is not None and AUTHENTICATOR in enabled:
        return Evidence(words=f"{words} Codes of authenticator apps are refused.")
    if enabled == () and case.pool.mfa == "ON" and not is_federated(case.user):
        return Evidence(words=f"{words} They have yet to set up the second factor that the pool requires.")
    return None


RULES = (
    Rule(
        name="recovery-running",
        title="The pool is being recovered",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="a recovery of the pool is under way, which keeps them out until it ends",
        passes="No recovery of the pool keeps them out.",
        advice="Wait until it has ended: 24 hours at most, unless AWS says otherwise. The Recovery page of the pool "
        "tells how far it is and cancels it.",
        finds=_recovery_running,
        needs=frozenset({Source.RECOVERY}),
    ),
    Rule(
        name="disabled",
        title="The user is disabled",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="the user is disabled",
        passes="The user is enabled.",
        advice="Find out who disabled them and why, then enable them. Cognito sends no message: tell them.",
        finds=_disabled,
        helps=(ENABLE,),
    ),
    Rule(
        name="unconfirmed",
        title="They signed up and never confirmed it",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="they have not confirmed their sign-up",
        passes="The sign-up is confirmed.",
        advice="Ask them to look for the code, in the spam folder too, or to have a new one sent by the sign-in page.",
        finds=_unconfirmed,
        helps=(CONFIRM,),
    ),
    Rule(
        name="unusual-status",
        title="The account is in an unusual state",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="the account is in a state that people do not sign in from",
        passes="The status is one that Cognito gives today.",
        advice="Nothing in Lifeguard leads out of this state. Ask AWS support, with the user id.",
        finds=_unusual_status,
    ),
)
