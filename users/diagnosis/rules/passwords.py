"""The password that they have, or have to choose."""

from pools.settings.pool_facts import temporary_days
from users.diagnosis.case_facts import (
    day,
    failed_at,
    invitation,
    minute,
    since_last_success,
    times,
)
from users.diagnosis.cases import Case, Source
from users.diagnosis.checks import Certainty, Effect, Evidence, Rule
from users.diagnosis.remedies import RESEND, RESET_PASSWORD, SET_PASSWORD
from users.gateway import INVITED, RESET
from users.passwords.requirements import requirements

# A few are everybody's; Cognito locks after five, for a second at first and fifteen minutes at most.
MANY, LOCKED = 3, 5
HISTORY = "PasswordHistorySize"


def _invited(case: Case) -> Evidence | None:
    found = invitation(case)
    if found is None or found.is_expired:
        return None
    words = "They were invited and have not signed in yet."
    if case.knows(Source.POOL) and found.expires_at:
        words += f" By estimate the temporary password works until {day(found.expires_at)}."
    return Evidence(words=words)


def _expired(case: Case) -> Evidence | None:
    found = invitation(case)
    if found is None or not found.is_expired:
        return None
    days = temporary_days(case.pool.raw)
    return Evidence(
        words=f"The user was changed last on {day(found.sent_at)}, and temporary passwords last {days} days: by "
        f"estimate it expired on {day(found.expires_at)}. Cognito does not tell the true date."
    )


def _undeliverable(case: Case) -> Evidence | None:
    found = invitation(case)
    if found is None or found.media:
        return None
    has_number = bool(case.user.phone_number)
    return Evidence(
        words="They have only a phone number, and the pool cannot send text messages."
        if has_number
        else "They have neither an e-mail address nor a phone number."
    )


def _reset_required(case: Case) -> Evidence | None:
    if case.user.status != RESET:
        return None
    return Evidence(
        words=f"The status is RESET_REQUIRED. Last change of the user: {day(case.user.modified_at)}."
    )


def _has_to_choose(case: Case) -> Evidence | None:
    if case.user.status not in {INVITED, RESET}:
        return None
    asked = "; ".join(each.text for each in requirements("", case.pool.password_policy))
    history = int(case.pool.raw.get("Policies", {}).get("PasswordPolicy", {}).get(HISTORY) or 0)
    used = f" None of the last {history} passwords is accepted again." if history else ""
    return Evidence(words=f"The pool asks for: {asked}.{used}")


def _new_password_refused(case: Case) -> Evidence | None:
    attempts = [
        *since_last_success(case, kind="PasswordChange"),
        *since_last_success(case, kind="ForgotPassword"),
    ]
    failed = [event for event in attempts if event.response == "Fail"]
    if not failed:
        return None
    last = max(event.at for event in failed)
    return Evidence(words=f"Choosing a new password failed {times(len(failed))}, last on {minute(last)}.")


def _wrong_passwords(case: Case) -> Evidence | None:
    failed = [
        event
        for event in since_last_success(case)
        if event.response == "Fail" and not failed_at(event, "Mfa") and event.decision != "Block"
    ]
    if len(failed) < MANY:
        return None
    words = f"Sign-in failed {times(len(failed))} since the last success, last on {minute(failed[0].at)}."
    if len(failed) >= LOCKED:
        words += " After five wrong passwords Cognito locks sign-in for a while, 15 minutes at most."
    return Evidence(words=words, verdict=f"the password was wrong {times(len(failed))}")


RULES = (
    Rule(
        name="invited",
        title="They have not used their invitation yet",
        effect=Effect.NARROWS,
        certainty=Certainty.KNOWN,
        verdict="with the temporary password of their invitation",
        passes="No invitation waits to be used.",
        advice="Ask them to sign in with the temporary password in the message. If it is lost, resend it: that makes "
        "a new one, and the old one stops working.",
        finds=_invited,
        helps=(RESEND,),
    ),
    Rule(
        name="invitation-expired",
        title="Their temporary password has presumably expired",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="the temporary password of their invitation has presumably expired",
        passes="No temporary password has expired, by estimate.",
        advice="Resend the invitation: it brings a new temporary password, and the time begins anew.",
        finds=_expired,
        needs=frozenset({Source.POOL}),
        helps=(RESEND, SET_PASSWORD),
    ),
    Rule(
        name="invitation-undeliverable",
        title="The invitation cannot have reached them",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="the invitation cannot have reached them",
        passes="No invitation waits that cannot have reached them.",
        advice="Give them an address, then resend the invitation; or set a password and tell them.",
        finds=_undeliverable,
        needs=frozenset({Source.POOL}),
        helps=(SET_PASSWORD,),
    ),
    Rule(
        name="reset-required",
        title="Their password was reset",
        effect=Effect.BARS,
        certainty=Certainty.KNOWN,
        verdict="the old password no longer works, and they have not chosen a new one",
        passes="The password was not reset.",
        advice="Ask them to choose “Forgot password” when they sign in. A code is good for one hour; resetting once "
        "more sends a new one.",
        finds=_reset_required,
        helps=(RESET_PASSWORD, SET_PASSWORD),
    ),
    Rule(
        name="new-password-rules",
        title="The new password may be refused",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="the pool may refuse the password that they choose",
        passes="No new password has to be chosen. Cognito lets only temporary ones grow too old.",
        advice="Tell them the rules. People often try an old password with one more letter.",
        finds=_has_to_choose,
        needs=frozenset({Source.POOL}),
    ),
    Rule(
        name="new-password-refused",
        title="They tried to choose a new password, and failed",
        effect=Effect.BARS,
        certainty=Certainty.POSSIBLE,
        verdict="they tried to choose a new password and failed",
        passes="No attempt to choose a new password failed lately.",
        advice="Ask what the page said: the code was wrong or older than an hour, or the password broke a rule.",
        finds=_new_password_refused,
        needs=frozenset({Source.EVENTS}),
        helps=(RESET_PASSWORD,),
    ),
    Rule(
        name="wrong-passwords",
        title="They are typing a wrong password",
        effect=Effect.BARS,
        certainty=Certainty.LIKELY,
        verdict="the password was wrong several times",
        passes=f"Fewer than {MANY} wrong passwords since the last success.",
        advice="Ask whether it is really them. If it is, let them choose “Forgot password”, or reset it; after a lock "
        "they wait 15 minutes first.",
        finds=_wrong_passwords,
        needs=frozenset({Source.EVENTS}),
        helps=(RESET_PASSWORD,),
    ),
)
