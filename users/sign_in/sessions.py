"""The sessions of a user, as far as the pool tracks them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from console.cognito.answers import moment
from console.cognito.errors import Explanation, Refused
from console.cognito.gateway import Gateway
from console.cognito.lists import follow
from users.gateway import User, because

# A user has a handful of sessions; more than a page of them is unheard of.
MOST_PAGES = 5
KINDS = {"TOKEN": "Tokens of an app", "SSO": "Sign-in pages"}
NOT_TRACKED = Explanation(
    kind=Refused,
    title="Sessions are not tracked",
    advice="The pool’s session tracking is off, or this is a secondary replica. Tracking needs the Essentials plan.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session of tokens, or (`SSO`) of the hosted sign-in pages; `origin` is the one it came through."""

    id: str
    kind: str
    client_id: str = ""
    device: str = ""
    ip_address: str = ""
    city: str = ""
    country: str = ""
    origin: str = ""
    created_at: datetime | None = None
    active_at: datetime | None = None
    linked: int = 0

    @classmethod
    def from_response(cls, raw: Mapping[str, Any]) -> "Session":
        place = raw.get("LastLocation") or {}
        return cls(
            id=raw["SessionId"],
            kind=raw.get("SessionType", ""),
            client_id=raw.get("ClientId", ""),
            device=raw.get("DeviceType", ""),
            ip_address=raw.get("LastIPAddress", ""),
            city=place.get("City", ""),
            country=place.get("Country", ""),
            origin=raw.get("OriginSessionId", ""),
            created_at=moment(raw.get("CreateDate")),
            active_at=moment(raw.get("LastActiveDate")),
        )

    @property
    def kind_label(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def place(self) -> str:
        return ", ".join(each for each in (self.city, self.country) if each)

    @property
    def label(self) -> str:
        return self.device or self.id

    @property
    def appearance(self) -> str:
        return f"{self.id} {self.linked}"


class SessionGateway(Gateway):
    """Reads and ends the sessions of a user, who is named by username."""

    def of_user(self, username: str) -> tuple[Session, ...]:
        """AdminListUserSessions, all of them, the latest activity first.

        Raises CognitoError; with words of its own while the pool does not track sessions.
        """
        try:
            found = follow(
                self._pages(
                    "AdminListUserSessions",
                    "Sessions",
                    Session.from_response,
                    optional=True,
                    UserPoolId=self.pool_id,
                    Username=username,
                ),
                most_pages=MOST_PAGES,
            )
        except Refused as error:
            if error.code == "OperationNotEnabledException":
                error.explanation = NOT_TRACKED
            raise
        return _with_links(found.items)

    def find(self, username: str, session_id: str) -> Session | None:
        """The session, or None once it has ended. AdminListUserSessions. Raises CognitoError."""
        return next((each for each in self.of_user(username) if each.id == session_id), None)

    def revoke(self, *, user: User, session: Session, linked: bool, reason: str = "") -> None:
        """AdminRevokeUserSession; `linked` ends with it what it came through or what came through it.

        Raises CognitoError.
        """
        self._write(
            "AdminRevokeUserSession",
            action="revoke_session",
            target=user.target(self.pool_id),
            details={
                "session": session.id,
                "device": session.device,
                "client_id": session.client_id,
                "linked": linked,
                **because(reason),
            },
            UserPoolId=self.pool_id,
            Username=user.username,
            SessionId=session.id,
            RevokeAssociatedSessions="LINKED" if linked else "NONE",
        )


def _with_links(sessions: Sequence[Session]) -> tuple[Session, ...]:
    ids = {session.id for session in sessions}
    return tuple(
        replace(
            session,
            linked=(session.origin in ids) + sum(each.origin == session.id for each in sessions),
        )
        for session in sessions
    )
