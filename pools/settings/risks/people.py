"""Signing in, signing up, passwords, and getting back in."""

from pools.saving.risks import Risk, becomes, begins, ends, removed
from pools.saving.states import State, value_at
from pools.settings.pool_facts import (
    CODES,
    FIRST_FACTORS,
    RECOVERY,
    VERIFIED,
    first_factors,
    has_sms,
    is_sent_by_cognito,
    recovery,
)
from pools.settings.rules.people import WAITING
from pools.settings.sections.passwords import POLICY
from pools.settings.sections.sign_in import SIGN_IN
from pools.settings.state import DAYS, LEGACY_DAYS

SELF_SIGN_UP = "AdminCreateUserConfig.AllowAdminCreateUserOnly"
LINK = "VerificationMessageTemplate.DefaultEmailOption"
WORDS = {each.path: each.words for each in SIGN_IN.settings}[FIRST_FACTORS]
REQUIREMENTS = tuple(f"{POLICY}.Require{what}" for what in ("Uppercase", "Lowercase", "Numbers", "Symbols"))


def _allows_weaker(now: State, wanted: State) -> bool:
    shorter = _length(wanted) < _length(now)
    return shorter or any(value_at(now, path) and not value_at(wanted, path) for path in REQUIREMENTS)


def _length(state: State) -> int:
    return int(value_at(state, f"{POLICY}.MinimumLength") or 8)


def _leaves_legacy_days(now: State, wanted: State) -> bool:
    return value_at(now, LEGACY_DAYS) is not None and begins(DAYS)(now, wanted)


def _lost_beginnings(now: State, wanted: State) -> set[str]:
    return first_factors(now) - first_factors(wanted)


def _beginnings_in_words(now: State, wanted: State) -> str:
    lost = ", ".join(WORDS.get(each, each).lower() for each in sorted(_lost_beginnings(now, wanted)))
    return f"No more: {lost}. Who has no password has to get one by recovery before the next sign-in."


def _begins_with_code(code: str, now: State, wanted: State) -> bool:
    return code in first_factors(wanted) and code in CODES and code not in first_factors(now)


def _links_nowhere(now: State, wanted: State) -> bool:
    has_domain = bool(wanted.get("Domain") or wanted.get("CustomDomain"))
    return becomes(LINK, "CONFIRM_WITH_LINK")(now, wanted) and not has_domain


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=becomes(SELF_SIGN_UP, False, default=False),
        title="Anybody can sign up",
        what="Whoever reaches an app client of this pool can make an account, and messages are sent for it."
        " Guard it with verification, a trigger before sign-up, or AWS WAF.",
    ),
    Risk(
        applies=becomes(SELF_SIGN_UP, True, default=False),
        title="Nobody can sign up any more",
        what="Pages and apps that offer it get a refusal. Who has signed up and is not confirmed yet can "
        "still confirm.",
        tone="info",
    ),
    Risk(
        applies=_allows_weaker,
        title="Weaker passwords are taken from then on",
        what="For everybody, at the next change of a password.",
    ),
    Risk(
        applies=_leaves_legacy_days,
        title="There is no way back to the older limit",
        what="Once the newer limit of temporary passwords is set, Cognito never takes the older one again "
        "in this pool.",
    ),
    Risk(
        applies=lambda now, wanted: bool(_lost_beginnings(now, wanted)),
        title="Some people cannot begin as they do now",
        what=_beginnings_in_words,
    ),
    Risk(
        applies=lambda now, wanted: (
            _begins_with_code("EMAIL_OTP", now, wanted) and is_sent_by_cognito(wanted)
        ),
        title="Every sign-in by code is one of 50 e-mails a day",
        what="Cognito itself sends no more than that for the whole account, invitations and recovery "
        "included.",
    ),
    Risk(
        applies=lambda now, wanted: _begins_with_code("SMS_OTP", now, wanted) and not has_sms(wanted),
        title="There is nobody to send the codes",
        what="This pool has no SMS settings, so nobody gets a code by SMS.",
    ),
    Risk(
        applies=lambda now, wanted: bool(removed(VERIFIED, now, wanted)),
        title="What is not verified does not help to recover",
        what="New addresses or numbers stay unverified from then on, so that their owners cannot replace a "
        "forgotten password.",
    ),
    Risk(
        applies=lambda now, wanted: bool(removed(WAITING, now, wanted)),
        title="A change of address counts at once",
        what="A mistyped or stolen session’s address replaces the verified one before anybody has proved it.",
    ),
    Risk(
        applies=_links_nowhere,
        title="The link has nowhere to lead",
        what="Verification by a link needs a domain, and this pool has none. Give it one first, or stay "
        "with a code.",
    ),
    Risk(
        applies=lambda now, wanted: recovery(wanted) == ["admin_only"] != recovery(now),
        title="Nobody can replace a forgotten password alone",
        what="Every one of them becomes a call to an administrator.",
    ),
    Risk(
        applies=ends(RECOVERY),
        title="Recovery goes back to how it was in old pools",
        what="Cognito then tries the phone number first, for whoever has a verified one, and costs an SMS "
        "each time.",
    ),
)
