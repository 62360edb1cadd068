"""Signing in: by password, temporary password or code, through the challenges, up to tokens.

SRP, custom challenges and refresh tokens are left to moto.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.cognitoidp.utils import check_secret_hash

from console.emulator.overlay import app_clients, auth_events, challenges
from console.emulator.overlay.app_clients import AppClient
from console.emulator.overlay.attempts import Attempt, context_of, resume, settle
from console.emulator.overlay.core.dispatch import perform_by_moto
from console.emulator.overlay.core.errors import (
    ServiceError,
    invalid_parameter,
    not_authorized,
    resource_not_found,
    user_not_found,
)
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, all_backends, operation

Answer = dict[str, Any]
# The flow, and what an app client has to list for it: the present name, and the one of before.
FLOWS: Mapping[str, tuple[str, str]] = {
    "ADMIN_USER_PASSWORD_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
    "ADMIN_NO_SRP_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
    "USER_PASSWORD_AUTH": ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
    "USER_AUTH": ("ALLOW_USER_AUTH", "ALLOW_USER_AUTH"),
}
OF_ADMINISTRATORS = frozenset({"ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"})


@operation("InitiateAuth")
def initiate_auth(call: Call) -> Answer:
    """Begin a sign-in in an app. Raises as `admin_initiate_auth`."""
    return _initiate("InitiateAuth", call, pool_with_client(call))


@operation("AdminInitiateAuth")
def admin_initiate_auth(call: Call) -> Answer:
    """Begin a sign-in on a server: tokens, or the challenge that has to be answered first.

    Raises NotAuthorizedException for a wrong password, a disabled user and a temporary password that has
    expired; UserNotFoundException unless the app client hides who exists; UserNotConfirmedException;
    PasswordResetRequiredException; InvalidParameterException for a flow that the app client does not allow.
    """
    return _initiate("AdminInitiateAuth", call, call.pool)


@operation("RespondToAuthChallenge")
def respond_to_auth_challenge(call: Call) -> Answer:
    """Answer a challenge in an app. Raises as `admin_respond_to_auth_challenge`."""
    return _respond("RespondToAuthChallenge", call, pool_with_client(call))


@operation("AdminRespondToAuthChallenge")
def admin_respond_to_auth_challenge(call: Call) -> Answer:
    """Answer a challenge on a server: tokens, or the next challenge.

    Raises NotAuthorizedException for a session that is over, CodeMismatchException, InvalidPasswordException,
    InvalidParameterException for an answer that is missing.
    """
    return _respond("AdminRespondToAuthChallenge", call, call.pool)


def pool_with_client(call: Call) -> Pool:
    """The pool of an app client, which is all that a call of an end user names. Raises ResourceNotFoundException."""
    client_id = call.parameters["ClientId"]
    for backend in (call.backend, *all_backends()):
        for pool in backend.user_pools.values():
            if client_id in pool.clients:
                found: Pool = pool
                return found
    raise resource_not_found(f"User pool client {client_id} does not exist.")


def check_secret(client: AppClient, username: str, parameters: Mapping[str, str]) -> None:
    """Raises NotAuthorizedException unless an app client with a secret proved that it knows it."""
    if not client.secrets:
        return
    digest = parameters.get("SECRET_HASH")
    if not digest:
        raise not_authorized(f"Client {client.id} is configured with secret but SECRET_HASH was not received")
    if not any(check_secret_hash(each.value, client.id, username, digest) for each in client.secrets):
        raise not_authorized(f"Unable to verify secret hash for client {client.id}")


def unknown_user(client: AppClient) -> ServiceError:
    """What is said of somebody who does not exist: not that, if the app client hides it."""
    hides = client.settings.get("PreventUserExistenceErrors") == "ENABLED"
    return not_authorized("Incorrect username or password.") if hides else user_not_found()


def _initiate(name: str, call: Call, pool: Pool) -> Answer:
    flow, parameters = call.parameters["AuthFlow"], call.get("AuthParameters", {})
    if flow not in FLOWS:
        return perform_by_moto(name, call)
    client = app_clients.find(pool, call.parameters["ClientId"])
    _check_flow(client, flow, name)
    username = parameters.get("USERNAME", "")
    if not username:
        raise invalid_parameter("Missing required parameter USERNAME")
    check_secret(client, username, parameters)
    user = pool._get_user(username)
    if user is None:
        raise unknown_user(client)
    ip_address, device = context_of(call)
    attempt = Attempt(pool=pool, client=client, user=user, ip_address=ip_address, device=device)
    return _by_choice(attempt, parameters) if flow == "USER_AUTH" else _by_password(attempt, parameters)


def _respond(name: str, call: Call, pool: Pool) -> Answer:
    if call.parameters["ChallengeName"] not in challenges.ANSWERS:
        return perform_by_moto(name, call)
    attempt, responses = resume(pool, call), call.get("ChallengeResponses", {})
    check_secret(attempt.client, responses.get("USERNAME", ""), responses)
    if not attempt.user.enabled:
        raise not_authorized("User is disabled.")
    answer = challenges.ANSWERS[attempt.challenge](attempt, responses)
    settle(pool, call)
    return answer


def _check_flow(client: AppClient, flow: str, name: str) -> None:
    if (flow in OF_ADMINISTRATORS) and not name.startswith("Admin"):
        raise invalid_parameter("Initiate Auth method not supported")
    if not {*FLOWS[flow]} & {*client.settings["ExplicitAuthFlows"]}:
        raise invalid_parameter(f"{flow} flow not enabled for this client")


def _by_choice(attempt: Attempt, parameters: Mapping[str, str]) -> Answer:
    """USER_AUTH: with what the app prefers, or else the user chooses."""
    wanted = parameters.get("PREFERRED_CHALLENGE", "")
    if wanted == "PASSWORD" and parameters.get("PASSWORD"):
        return _by_password(attempt, parameters)
    _check_state(attempt)
    available = challenges.first_factors(attempt)
    if wanted in available:
        return challenges.begin_with(attempt, wanted)
    return challenges.choose_first(attempt, available)


def _by_password(attempt: Attempt, parameters: Mapping[str, str]) -> Answer:
    _check_state(attempt)
    user = attempt.user
    if not parameters.get("PASSWORD") or user.password != parameters["PASSWORD"]:
        auth_events.note(attempt, "Password", passed=False)
        raise not_authorized("Incorrect username or password.")
    attempt.passed.append("Password")
    if user.status == "FORCE_CHANGE_PASSWORD":
        _check_not_expired(attempt)
        return challenges.new_password(attempt)
    return challenges.second_factor(attempt)


def _check_state(attempt: Attempt) -> None:
    user = attempt.user
    if not user.enabled:
        auth_events.note(attempt, "Password", passed=False)
        raise not_authorized("User is disabled.")
    if user.status == "UNCONFIRMED":
        raise ServiceError("UserNotConfirmedException", "User is not confirmed.")
    if user.status == "RESET_REQUIRED":
        raise ServiceError("PasswordResetRequiredException", "Password reset required for the user")


def _check_not_expired(attempt: Attempt) -> None:
    days = attempt.pool.extended_config["AdminCreateUserConfig"].get("UnusedAccountValidityDays") or 7
    if attempt.user.last_modified_date + timedelta(days=days) < datetime.now(UTC):
        auth_events.note(attempt, passed=False)
        raise not_authorized("Temporary password has expired and must be reset by an administrator.")
