"""Whether they come in again after they have forgotten the password."""

from users.diagnosis.case_facts import nouns, recovers_by
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import SET_PASSWORD, VERIFY
from users.gateway import CONFIRMED, RESET

NEEDS = frozenset({Source.POOL})
# Only those who have chosen a password can forget it.
HAVE_PASSWORDS = frozenset({CONFIRMED, RESET})


def _by_administrators(case: Case) -> Evidence | None:
    if case.user.status not in HAVE_PASSWORDS or recovers_by(case.pool):
        return None
    return Evidence(words="In this pool nobody recovers an account by a code: administrators set passwords.")


def _unverified(case: Case) -> Evidence | None:
    there = [name for name in recovers_by(case.pool) if case.user.attributes.get(name)]
    if case.user.status not in HAVE_PASSWORDS or not there or any(map(case.user.has_verified, there)):
        return None
    return Evidence(words=f"Their {nouns(there)} {'is' if len(there) == 1 else 'are'} not verified.")


def _without_address(case: Case) -> Evidence | None:
    ways = recovers_by(case.pool)
    if case.user.status not in HAVE_PASSWORDS or not ways or any(map(case.user.attributes.get, ways)):
        return None
    return Evidence(words=f"A code would go to a verified {nouns(ways, 'or')}, and they have none.")


def _reset_without_road(case: Case) -> Evidence | None:
    found = _by_administrators(case) or _unverified(case) or _without_address(case)
    return found if case.user.status == RESET else None


RULES = (
    Rule(
        name="reset-without-road",
        title="They need a code, and none can be sent",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="they need a code to choose a new password, and none can be sent to them",
        passes="Nobody waits for a code that cannot be sent.",
        advice="Verify an address of theirs, or set a password for them.",
        finds=_reset_without_road,
        needs=NEEDS,
        helps=(SET_PASSWORD,),
    ),
    Rule(
        name="contact-unverified",
        title="“Forgot password” fails: no address is verified",
        effect=Effect.NO_RECOVERY,
        certainty=Certainty.KNOWN,
        verdict="a forgotten password cannot be replaced: no address is verified",
        passes="Recovery does not lack a verified address.",
        advice="Make sure that the address is theirs, then mark it as verified.",
        finds=_unverified,
        needs=NEEDS,
        helps=(VERIFY, SET_PASSWORD),
    ),
    Rule(
        name="no-recovery-address",
        title="“Forgot password” fails: there is no address",
        effect=Effect.NO_RECOVERY,
        certainty=Certainty.KNOWN,
        verdict="a forgotten password cannot be replaced: there is no address for the code",
        passes="Recovery does not lack an address.",
        advice="Add an address and verify it, or set a password for them.",
        finds=_without_address,
        needs=NEEDS,
        helps=(SET_PASSWORD,),
    ),
    Rule(
        name="recovery-by-administrators",
        title="“Forgot password” is not offered in this pool",
        effect=Effect.NO_RECOVERY,
        certainty=Certainty.KNOWN,
        verdict="a forgotten password has to be replaced by an administrator",
        passes="Nobody has to set a password for them if they forget it.",
        advice="If they have forgotten the password, somebody has to set a new one.",
        finds=_by_administrators,
        needs=NEEDS,
        helps=(SET_PASSWORD,),
    ),
)
