"""The second factor: whether they can have one, and whether they still have it."""

from console.ui.words import in_line
from pools.settings.pool_facts import factors, pool_state
from users.diagnosis.case_facts import failed_at, is_federated, minute, since_last_success, times
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import CLEAR_AUTHENTICATOR
from users.sign_in.factors import AUTHENTICATOR

WORDS = {"sms": "a text message", "email": "an e-mail", "app": "an authenticator app"}
ADDRESSES = {"sms": "phone_number", "email": "email"}
# One wrong code is a typing error.
SEVERAL = 2


def _required(case: Case) -> bool:
    return case.pool.mfa == "ON" and not is_federated(case.user)


def _impossible(case: Case) -> Evidence | None:
    offered = sorted(factors(pool_state(case.pool.raw, case.mfa)))
    usable = [name for name in offered if name == "app" or case.user.attributes.get(ADDRESSES[name])]
    if not _required(case) or not offered or usable:
        return None
    ways = in_line([WORDS[name] for name in offered]).replace(" and ", " or ")
    return Evidence(
        words=f"Everybody needs a second factor, which is {ways} here; they have no address for it."
    )


def _not_set_up(case: Case) -> Evidence | None:
    if not _required(case) or case.factors is None or case.factors.enabled:
        return None
    return Evidence(words="The pool requires a second factor, and none is on for them.")


def _depends_on_one_app(case: Case) -> Evidence | None:
    asked = case.pool.mfa != "OFF" and not is_federated(case.user)
    if not asked or case.factors is None or tuple(case.factors.enabled) != (AUTHENTICATOR,):
        return None
    return Evidence(
        words="An authenticator app is their only second factor: without it no sign-in is completed."
    )


def _lost(case: Case) -> Evidence | None:
    failed = [event for event in since_last_success(case) if failed_at(event, "Mfa")]
    if len(failed) < SEVERAL:
        return None
    return Evidence(
        words=f"The second factor failed {times(len(failed))} since the last success, last on "
        f"{minute(failed[0].at)}. They had come past the password."
    )


RULES = (
    Rule(
        name="second-factor-impossible",
        title="They cannot have the second factor that is required",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="a second factor is required, and they can have none",
        passes="They can have a second factor, or need none.",
        advice="Add the missing address, or let the pool offer an authenticator app.",
        finds=_impossible,
        needs=frozenset({Source.POOL, Source.OFFERED_FACTORS}),
    ),
    Rule(
        name="second-factor-not-set-up",
        title="The second factor is not set up",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="a second factor is required, and they have set up none",
        passes="They have set up a second factor, or need none.",
        advice="At the next sign-in they are asked to set one up. An application that does not ask fails there: try "
        "the hosted sign-in page.",
        finds=_not_set_up,
        needs=frozenset({Source.POOL, Source.FACTORS}),
    ),
    Rule(
        name="authenticator-needed",
        title="They may have lost their authenticator app",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="they may have lost their authenticator app",
        passes="They do not depend on an authenticator app alone.",
        advice="Ask whether they have a new phone. Be sure that it is them before anybody removes the authenticator.",
        finds=_depends_on_one_app,
        needs=frozenset({Source.POOL, Source.FACTORS}),
        helps=(CLEAR_AUTHENTICATOR,),
    ),
    Rule(
        name="authenticator-lost",
        title="They have probably lost their second factor",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="the second factor keeps failing",
        passes="The second factor failed once at most since the last success.",
        advice="Ask whether they have a new phone, and whether its clock is right. Be sure that it is them before "
        "anybody removes the lost authenticator.",
        finds=_lost,
        needs=frozenset({Source.EVENTS}),
        helps=(CLEAR_AUTHENTICATOR,),
    ),
)
