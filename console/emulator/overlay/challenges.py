"""The challenges of a sign-in: asking them, and taking the answers."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from console.emulator.outbox import Medium
from console.emulator.overlay import auth_events, messages, passwords, user_factors, user_sessions
from console.emulator.overlay.attempts import Attempt, wait_for
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter

Answer = dict[str, Any]
Responses = Mapping[str, str]
# By which medium a code goes out, and under which name it comes back.
MEDIUMS: Mapping[str, Medium] = {
    "SMS_MFA": "SMS",
    "SMS_OTP": "SMS",
    "EMAIL_OTP": "EMAIL",
}
# An authenticator app that nobody has: every six digits are right but these.
WRONG_DIGITS = "000000"


def new_password(attempt: Attempt) -> Answer:
    """NEW_PASSWORD_REQUIRED, with what the app may ask for besides."""
    user = attempt.user
    attributes = {
        name: value for name, value in user.attribute_lookup.items() if name not in {"sub", "identities"}
    }
    return _ask(
        attempt,
        "NEW_PASSWORD_REQUIRED",
        {
            "USER_ID_FOR_SRP": user.username,
            "requiredAttributes": "[]",
            "userAttributes": json.dumps(attributes),
        },
    )


def second_factor(attempt: Attempt) -> Answer:
    """The preferred factor, the only one, or a choice; tokens where none is asked for."""
    pool, user = attempt.pool, attempt.user
    factors = user_factors.enabled(user) if pool.mfa_config != "OFF" else []
    if user.preferred_mfa_setting in factors:
        return _begin_factor(attempt, user.preferred_mfa_setting)
    if len(factors) > 1:
        return _ask(attempt, "SELECT_MFA_TYPE", {"MFAS_CAN_CHOOSE": json.dumps(factors)})
    if factors:
        return _begin_factor(attempt, factors[0])
    if pool.mfa_config == "ON":
        return _ask(attempt, "MFA_SETUP", {"MFAS_CAN_SETUP": json.dumps(["SOFTWARE_TOKEN_MFA"])})
    return finish(attempt)


def first_factors(attempt: Attempt) -> list[str]:
    """What USER_AUTH can begin with, as challenges."""
    found = user_factors.first_factors(attempt.pool, attempt.user)
    return [*(["PASSWORD", "PASSWORD_SRP"] if "PASSWORD" in found else []), *(set(found) & {*MEDIUMS})]


def begin_with(attempt: Attempt, factor: str) -> Answer:
    """Begin with a code instead of the password, or ask for the password."""
    if factor in MEDIUMS:
        attempt.by_code = True
        return _begin_factor(attempt, factor)
    return _ask(attempt, "PASSWORD", {})


def choose_first(attempt: Attempt, available: list[str]) -> Answer:
    """SELECT_CHALLENGE."""
    return {**_ask(attempt, "SELECT_CHALLENGE", {}), "AvailableChallenges": available}


def finish(attempt: Attempt) -> Answer:
    """Tokens; the sign-in leaves its traces."""
    auth_events.note(attempt, passed=True)
    user_sessions.begin(attempt)
    pool, client = attempt.pool, cast(Any, attempt.client)
    # Tokens are filed under the name that people sign in with, where signing out looks for them.
    name = messages.sign_in_name(pool, attempt.user)
    answer: Answer = pool.backend._log_user_in(pool, client, name)
    return answer


def _begin_factor(attempt: Attempt, factor: str) -> Answer:
    if factor not in MEDIUMS:
        return _ask(attempt, factor, {})
    code, details = messages.send_sign_in_code(attempt.pool, attempt.user, MEDIUMS[factor])
    parameters = {
        "CODE_DELIVERY_DELIVERY_MEDIUM": details["DeliveryMedium"],
        "CODE_DELIVERY_DESTINATION": details["Destination"],
    }
    return _ask(attempt, factor, parameters, code)


def _ask(attempt: Attempt, challenge: str, parameters: Mapping[str, str], code: str = "") -> Answer:
    return {
        "ChallengeName": challenge,
        "Session": wait_for(attempt, challenge, code),
        "ChallengeParameters": dict(parameters),
    }


def _take_new_password(attempt: Attempt, responses: Responses) -> Answer:
    password, user = _needed(responses, "NEW_PASSWORD"), attempt.user
    passwords.check_policy(attempt.pool, password)
    passwords.remember(attempt.pool, user, password)
    start = "userAttributes."
    new = {name.removeprefix(start): value for name, value in responses.items() if name.startswith(start)}
    user.update_attributes([{"Name": name, "Value": value} for name, value in new.items()])
    user.status = "CONFIRMED"
    return second_factor(attempt)


def _take_code(attempt: Attempt, responses: Responses) -> Answer:
    if _needed(responses, f"{attempt.challenge}_CODE") != attempt.code:
        raise _mismatch(attempt)
    attempt.passed.append("Password" if attempt.by_code else "Mfa")
    return finish(attempt)


def _take_digits(attempt: Attempt, responses: Responses) -> Answer:
    code = _needed(responses, "SOFTWARE_TOKEN_MFA_CODE")
    if len(code) != 6 or not code.isdigit() or code == WRONG_DIGITS:
        raise _mismatch(attempt)
    attempt.passed.append("Mfa")
    return finish(attempt)


def _take_choice_of_factor(attempt: Attempt, responses: Responses) -> Answer:
    factor = _needed(responses, "ANSWER")
    if factor not in user_factors.enabled(attempt.user):
        raise invalid_parameter(f"{factor} is not one of the user's MFA factors.")
    return _begin_factor(attempt, factor)


def _take_first_choice(attempt: Attempt, responses: Responses) -> Answer:
    factor = _needed(responses, "ANSWER")
    if factor not in first_factors(attempt):
        raise invalid_parameter(f"{factor} is not available to this user.")
    return _take_password(attempt, responses) if responses.get("PASSWORD") else begin_with(attempt, factor)


def _take_password(attempt: Attempt, responses: Responses) -> Answer:
    if _needed(responses, "PASSWORD") != attempt.user.password:
        raise _mismatch(attempt, "Password", "Incorrect username or password.", "NotAuthorizedException")
    attempt.passed.append("Password")
    return new_password(attempt) if attempt.user.status == "FORCE_CHANGE_PASSWORD" else second_factor(attempt)


def _needed(responses: Responses, name: str) -> str:
    if not responses.get(name):
        raise invalid_parameter(f"Missing required parameter {name}")
    return responses[name]


def _mismatch(
    attempt: Attempt,
    failed: str = "Mfa",
    message: str = "Invalid code or auth state for the user.",
    code: str = "CodeMismatchException",
) -> ServiceError:
    auth_events.note(attempt, "Password" if attempt.by_code else failed, passed=False)
    return ServiceError(code, message)


ANSWERS: Mapping[str, Callable[[Attempt, Responses], Answer]] = {
    "NEW_PASSWORD_REQUIRED": _take_new_password,
    "SMS_MFA": _take_code,
    "SMS_OTP": _take_code,
    "EMAIL_OTP": _take_code,
    "SOFTWARE_TOKEN_MFA": _take_digits,
    "SELECT_MFA_TYPE": _take_choice_of_factor,
    "SELECT_CHALLENGE": _take_first_choice,
    "PASSWORD": _take_password,
}
