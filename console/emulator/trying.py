"""Signing in as a user of the embedded service, as an app would: one call, and one more for each challenge."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from console.emulator.overlay.app_clients import AppClient, find
from console.emulator.overlay.core.errors import ServiceError
from console.emulator.overlay.core.registry import LOCK

# How an app signs in, by what its app client allows; the first that fits.
ROADS = (
    ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH", ""),
    ("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH", ""),
    ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "Admin"),
    ("ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH", "Admin"),
    ("ALLOW_USER_AUTH", "USER_AUTH", ""),
)
# What the page calls the road of somebody whose password has to be reset; it is no challenge of Cognito.
RESET = "RESET_REQUIRED"
# The challenge, and the name of what answers it.
ANSWERS: Mapping[str, str] = {
    "NEW_PASSWORD_REQUIRED": "NEW_PASSWORD",
    "PASSWORD": "PASSWORD",
    "SMS_MFA": "SMS_MFA_CODE",
    "SMS_OTP": "SMS_OTP_CODE",
    "EMAIL_OTP": "EMAIL_OTP_CODE",
    "SOFTWARE_TOKEN_MFA": "SOFTWARE_TOKEN_MFA_CODE",
    "SELECT_MFA_TYPE": "ANSWER",
    "SELECT_CHALLENGE": "ANSWER",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Who asks: an app client, somebody's name, and the device they sit at."""

    pool_id: str
    client_id: str
    username: str
    ip_address: str = ""
    device: str = ""

    @property
    def region(self) -> str:
        return self.pool_id.partition("_")[0]

    @property
    def client(self) -> AppClient:
        return find(find_pool(self.pool_id), self.client_id)

    @property
    def proof(self) -> dict[str, str]:
        """SECRET_HASH, for an app client with a secret."""
        if not self.client.secrets:
            return {}
        text = f"{self.username}{self.client_id}".encode()
        digest = hmac.new(self.client.secret.encode(), text, hashlib.sha256).digest()
        return {"SECRET_HASH": base64.b64encode(digest).decode()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where a sign-in is: `challenge` is empty at its end, `choices` are the answers there are to choose from."""

    challenge: str = ""
    session: str = ""
    choices: tuple[str, ...] = ()
    destination: str = ""

    @property
    def is_done(self) -> bool:
        return not self.challenge


def fits(client: AppClient) -> bool:
    """Whether an app client allows any of the roads that can be tried here."""
    return any(name in client.settings["ExplicitAuthFlows"] for name, _, _ in ROADS)


def begin(app: App, password: str) -> Step:
    """InitiateAuth, or AdminInitiateAuth if the app client allows only that; without a password by a code.

    Raises ServiceError.
    """
    flow, prefix = _road(app.client, by_code=not password)
    parameters = {"USERNAME": app.username, **app.proof}
    parameters |= {"PASSWORD": password, "PREFERRED_CHALLENGE": "PASSWORD"} if password else {}
    try:
        return _step(_ask(app, f"{prefix}InitiateAuth", AuthFlow=flow, AuthParameters=parameters))
    except ServiceError as error:
        if error.code == "PasswordResetRequiredException":
            return Step(challenge=RESET)
        raise


def respond(app: App, step: Step, answer: str, code: str = "") -> Step:
    """RespondToAuthChallenge; for a password that has to be reset, ConfirmForgotPassword and then a sign-in.

    Raises ServiceError.
    """
    if step.challenge == RESET:
        secret = {"SecretHash": app.proof["SECRET_HASH"]} if app.proof else {}
        perform(
            "ConfirmForgotPassword",
            app.region,
            {
                "ClientId": app.client_id,
                "Username": app.username,
                "ConfirmationCode": code,
                "Password": answer,
            }
            | secret,
        )
        return begin(app, answer)
    _, prefix = _road(app.client, by_code=False)
    responses = {"USERNAME": app.username, ANSWERS[step.challenge]: answer, **app.proof}
    return _step(
        _ask(
            app,
            f"{prefix}RespondToAuthChallenge",
            ChallengeName=step.challenge,
            Session=step.session,
            ChallengeResponses=responses,
        )
    )


def _road(client: AppClient, *, by_code: bool) -> tuple[str, str]:
    allowed = client.settings["ExplicitAuthFlows"]
    if by_code:
        return "USER_AUTH", ""
    # Where none fits the service says so itself.
    return next(
        ((flow, prefix) for name, flow, prefix in ROADS if name in allowed), ("USER_PASSWORD_AUTH", "")
    )


def _ask(app: App, operation: str, **parameters: Any) -> dict[str, Any]:
    if operation.startswith("Admin"):
        agent = [{"headerName": "User-Agent", "headerValue": app.device}]
        where = {"IpAddress": app.ip_address, "ServerName": "demo", "ServerPath": "/", "HttpHeaders": agent}
        parameters |= {"UserPoolId": app.pool_id, "ContextData": where}
    else:
        parameters |= {"UserContextData": {"IpAddress": app.ip_address, "EncodedData": app.device}}
    with LOCK:
        return perform(operation, app.region, {"ClientId": app.client_id, **parameters})


def _step(answer: Mapping[str, Any]) -> Step:
    parameters = answer.get("ChallengeParameters", {})
    choices = answer.get("AvailableChallenges") or _listed(parameters.get("MFAS_CAN_CHOOSE", ""))
    return Step(
        challenge=answer.get("ChallengeName", ""),
        session=answer.get("Session", ""),
        choices=tuple(choices),
        destination=parameters.get("CODE_DELIVERY_DESTINATION", ""),
    )


def _listed(text: str) -> list[str]:
    listed: list[str] = json.loads(text) if text else []
    return listed
