"""What threat protection noted of a user's sign-ins, and what operators say to that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from console.cognito.answers import moment
from console.cognito.gateway import Gateway
from console.cognito.lists import Stretch, follow
from users.gateway import User

PAGE_SIZE = 60
KINDS = {
    "SignIn": "Sign-in",
    "SignUp": "Sign-up",
    "ForgotPassword": "Forgotten password",
    "PasswordChange": "Change of password",
    "ResendCode": "Code sent again",
}
RESPONSES = {"Pass": "Succeeded", "Fail": "Failed", "InProgress": "Not finished"}
DECISIONS = {
    "NoRisk": "No risk found",
    "AccountTakeover": "Possible account takeover",
    "Block": "Blocked",
}
CHALLENGES = {"Password": "password", "Mfa": "second factor"}
RESULTS = {"Success": "right", "Failure": "wrong"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthEvent:
    """One event. `response` is Pass, Fail or InProgress; texts come from the device of whoever signed in."""

    id: str
    kind: str
    at: datetime
    response: str = ""
    decision: str = ""
    level: str = ""
    compromised: bool = False
    challenges: tuple[tuple[str, str], ...] = ()
    ip_address: str = ""
    device: str = ""
    city: str = ""
    country: str = ""
    feedback: str = ""
    feedback_by: str = ""
    feedback_at: datetime | None = None

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "AuthEvent | None":
        """None for an event without a date, which has no place in a timeline."""
        at = moment(raw.get("CreationDate"))
        if at is None:
            return None
        risk, context = raw.get("EventRisk") or {}, raw.get("EventContextData") or {}
        feedback = raw.get("EventFeedback") or {}
        return cls(
            id=raw.get("EventId", ""),
            kind=raw.get("EventType", ""),
            at=at,
            response=raw.get("EventResponse", ""),
            decision=risk.get("RiskDecision", ""),
            level=risk.get("RiskLevel", ""),
            compromised=bool(risk.get("CompromisedCredentialsDetected")),
            challenges=tuple(
                (each.get("ChallengeName", ""), each.get("ChallengeResponse", ""))
                for each in raw.get("ChallengeResponses", ())
            ),
            ip_address=context.get("IpAddress", ""),
            device=context.get("DeviceName", ""),
            city=context.get("City", ""),
            country=context.get("Country", ""),
            feedback=feedback.get("FeedbackValue", ""),
            feedback_by=feedback.get("Provider", ""),
            feedback_at=moment(feedback.get("FeedbackDate")),
        )

    @property
    def label(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def outcome(self) -> str:
        return RESPONSES.get(self.response, self.response)

    @property
    def place(self) -> str:
        return ", ".join(each for each in (self.city, self.country) if each)

    @property
    def risk(self) -> str:
        """The decision and the level in words; empty where nothing was found."""
        if self.decision in {"", "NoRisk"} and not self.level:
            return ""
        level = f", risk {self.level.lower()}" if self.level else ""
        return f"{DECISIONS.get(self.decision, self.decision)}{level}"

    @property
    def challenge_words(self) -> str:
        """ "password right, second factor wrong"."""
        words = (
            f"{CHALLENGES.get(name, name)} {RESULTS.get(result, result)}" for name, result in self.challenges
        )
        return ", ".join(words)


class AuthEventGateway(Gateway):
    """Reads the sign-in events of a user, who is named by username, and gives feedback on them."""

    def page(self, username: str, *, token: str = "") -> Stretch[AuthEvent]:
        """AdminListUserAuthEvents: up to 60, newest first. Raises TokenExpired and CognitoError."""
        pages = self._pages(
            "AdminListUserAuthEvents",
            "AuthEvents",
            AuthEvent.from_response,
            optional=True,
            UserPoolId=self.pool_id,
            Username=username,
            MaxResults=PAGE_SIZE,
        )
        found = follow(pages, token=token)
        dated = tuple(event for event in found.items if event)
        return Stretch(operation=found.operation, items=dated, next_token=found.next_token)

    def give_feedback(self, *, user: User, event_id: str, value: str) -> None:
        """AdminUpdateAuthEventFeedback: `value` is Valid or Invalid. Raises CognitoError."""
        self._write(
            "AdminUpdateAuthEventFeedback",
            action="give_feedback",
            target=user.target(self.pool_id),
            details={"event": event_id, "after": {"feedback": value}},
            UserPoolId=self.pool_id,
            Username=user.username,
            EventId=event_id,
            FeedbackValue=value,
        )
