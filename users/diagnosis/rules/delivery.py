"""Whether messages reach them: invitations and codes."""

from pools.settings.pool_facts import has_sms, in_sms_sandbox, is_sent_by_cognito, sms_failure
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.gateway import INVITED, RESET, UNCONFIRMED

NEEDS = frozenset({Source.POOL})
# Those who cannot go on without a message.
WAITING = frozenset({UNCONFIRMED, INVITED, RESET})


def _waits_for_sms(case: Case) -> bool:
    """Whether a text message is what they need next, or at each sign-in."""
    only_number = bool(case.user.phone_number) and not case.user.email
    waiting = case.user.status in WAITING and only_number
    factor = case.factors is not None and "SMS_MFA" in case.factors.enabled
    return has_sms(case.pool.raw) and (waiting or factor)


def _sms_fails(case: Case) -> Evidence | None:
    problem = sms_failure(case.pool.raw)
    if not problem or not _waits_for_sms(case):
        return None
    return Evidence(words=f"Cognito says that the pool’s SMS settings fail: {problem}.")


def _sms_is_limited(case: Case) -> Evidence | None:
    if not _waits_for_sms(case) or _sms_fails(case):
        return None
    if in_sms_sandbox(case.pool.raw):
        return Evidence(
            words="They depend on a text message, and the AWS account is in the SMS sandbox: only numbers that are "
            "verified in SNS get any."
        )
    return Evidence(
        words="They depend on a text message. Accounts in the SMS sandbox reach listed numbers alone."
    )


def _built_in_sender(case: Case) -> Evidence | None:
    waits = case.user.status in WAITING and bool(case.user.email)
    if not waits or not is_sent_by_cognito(case.pool.raw):
        return None
    return Evidence(
        words="They wait for an e-mail. Cognito’s own sender delivers 50 a day at most, for the whole AWS account."
    )


RULES = (
    Rule(
        name="sms-fails",
        title="The pool’s text messages fail",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="they need a text message, and the pool’s SMS settings fail",
        passes="Cognito reports no failure of text messages that they need.",
        advice="Ask your AWS administrator to repair the SMS settings of the pool.",
        finds=_sms_fails,
        needs=NEEDS,
    ),
    Rule(
        name="sms-limited",
        title="The text message may not have arrived",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="the text message may not have arrived",
        passes="They depend on no text message.",
        advice="Ask whether it arrived. If nobody’s does, ask your AWS administrator about the SMS sandbox and the "
        "monthly spending limit.",
        finds=_sms_is_limited,
        needs=NEEDS,
    ),
    Rule(
        name="built-in-sender",
        title="The e-mail may not have arrived",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="the e-mail may not have arrived",
        passes="They wait for no e-mail, or the pool has a sender of its own.",
        advice="Ask them to look in the spam folder. After 50 e-mails the rest of the day’s are not sent.",
        finds=_built_in_sender,
        needs=NEEDS,
    ),
)
