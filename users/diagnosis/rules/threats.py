"""What threat protection holds against their attempts."""

from pools.settings.pool_facts import threat_mode
from users.diagnosis.case_facts import minute, since_last_success, times
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import RESET_PASSWORD

NEEDS = frozenset({Source.POOL, Source.EVENTS})
WATCHES = " In this pool threat protection only watches, so it let them through."


def _blocked(case: Case) -> Evidence | None:
    blocked = [event for event in since_last_success(case) if event.decision == "Block"]
    if not blocked:
        return None
    words = (
        f"Judged as too risky {times(len(blocked))} since the last success, last on {minute(blocked[0].at)}."
    )
    if threat_mode(case.pool.raw) != "ENFORCED":
        return Evidence(words=words + WATCHES, certainty=Certainty.POSSIBLE)
    return Evidence(words=words)


def _compromised(case: Case) -> Evidence | None:
    found = [event for event in since_last_success(case) if event.compromised]
    if not found:
        return None
    words = f"On {minute(found[0].at)} Cognito recognised the password as one that was made public elsewhere."
    if threat_mode(case.pool.raw) != "ENFORCED":
        return Evidence(words=words + WATCHES, certainty=Certainty.POSSIBLE)
    return Evidence(words=words)


RULES = (
    Rule(
        name="blocked-by-risk",
        title="Their attempts were judged as too risky",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="their last attempts were blocked as too risky",
        passes="No attempt was blocked as too risky since the last success.",
        advice="Ask whether it was them, and from where: a new place or device can be enough. If it was, let them try "
        "from their usual one; if it was not, reset the password.",
        finds=_blocked,
        needs=NEEDS,
        helps=(RESET_PASSWORD,),
    ),
    Rule(
        name="password-compromised",
        title="Their password is known elsewhere",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="their password is known elsewhere, and refused",
        passes="The password was not recognised as one made public elsewhere.",
        advice="Reset the password, and ask them to choose one that they use nowhere else.",
        finds=_compromised,
        needs=NEEDS,
        helps=(RESET_PASSWORD,),
    ),
)
