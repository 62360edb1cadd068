"""What threat protection noted of a user's sign-ins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.cognito.gateway import Gateway
from pools.gateway.pools import moment
from users.gateway.outcomes import continuing

PAGE_SIZE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthEvent:
    """One event. `response` is Pass, Fail or InProgress; `challenges` are pairs such as Password and Failure."""

    id: str
    kind: str
    at: datetime
    response: str = ""
    decision: str = ""
    compromised: bool = False
    challenges: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "AuthEvent | None":
        """None for an event without a date, which has no place in a timeline."""
        at = moment(raw.get("CreationDate"))
        if at is None:
            return None
        risk = raw.get("EventRisk") or {}
        return cls(
            id=raw.get("EventId", ""),
            kind=raw.get("EventType", ""),
            at=at,
            response=raw.get("EventResponse", ""),
            decision=risk.get("RiskDecision", ""),
            compromised=bool(risk.get("CompromisedCredentialsDetected")),
            challenges=tuple(
                (each.get("ChallengeName", ""), each.get("ChallengeResponse", ""))
                for each in raw.get("ChallengeResponses", ())
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthEventPage:
    """Some events, newest first, and the token of older ones."""

    events: tuple[AuthEvent, ...] = ()
    next_token: str = ""


class AuthEventGateway(Gateway):
    """Reads the sign-in events of a user, who is named by username."""

    def page(self, username: str, *, token: str = "") -> AuthEventPage:
        """AdminListUserAuthEvents: up to 60, newest first. Raises TokenExpired and CognitoError."""
        given = {"NextToken": token} if token else {}
        with continuing(token):
            answer = self._read(
                "AdminListUserAuthEvents",
                UserPoolId=self.pool_id,
                Username=username,
                MaxResults=PAGE_SIZE,
                **given,
            )
        events = map(AuthEvent.from_response, answer.get("AuthEvents", ()))
        return AuthEventPage(
            events=tuple(event for event in events if event), next_token=answer.get("NextToken") or ""
        )
