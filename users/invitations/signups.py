"""Sign-ups that were never confirmed: deleting them, each looked at again right before."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from console.cognito.errors import CognitoError, UnknownOutcome, UserNotFound
from console.cognito.looked import Advice, done_anyway, is_gone
from console.cognito.pace import Pace
from users.gateway import User
from users.invitations.gateway import InvitationGateway
from users.outcomes import concerns_everybody

Outcome = Literal["deleted", "kept", "gone", "refused", "unknown", "not tried"]
WORDS: dict[Outcome, tuple[str, str]] = {
    "deleted": ("Deleted", "success"),
    "kept": ("Left alone", "info"),
    "gone": ("Gone already", "neutral"),
    "refused": ("Refused", "danger"),
    "unknown": ("Not known", "warning"),
    "not tried": ("Not tried", "neutral"),
}
UNCONFIRMED = "UNCONFIRMED"
# A request must end: whoever is left over is reported as not tried.
DELETING_SECONDS = 20.0
# Each is read and deleted; sign-ins draw on the same quotas of 30 and 25 a second.
PER_SECOND = 10.0
AFTER_DELETING = Advice(
    could_not_look="Lifeguard could not look again either. Look at the list before you repeat it.",
    not_as_asked="Lifeguard looked again: the sign-up is still there. It does no harm to delete it once more.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What became of one sign-up. Kept: they are no longer what was to be deleted; `status` says what they are."""

    user: User
    outcome: Outcome
    problem: CognitoError | None = None
    status: str = ""

    @property
    def label(self) -> str:
        return WORDS[self.outcome][0]

    @property
    def tone(self) -> str:
        return WORDS[self.outcome][1]


class SignUpGateway(InvitationGateway):
    """Deletes people who signed up and never confirmed, and nobody else."""

    def delete_each(self, users: Iterable[User], *, created_before: datetime, reason: str) -> list[Deletion]:
        """Delete one after the other, at most 20 seconds long; stops when the next ones would fail alike."""
        deadline, pace = time.monotonic() + DELETING_SECONDS, Pace(PER_SECOND)
        results: list[Deletion] = []
        stopped: CognitoError | None = None
        for user in users:
            deletion = Deletion(user=user, outcome="not tried", problem=stopped)
            if not stopped and time.monotonic() < deadline:
                pace.wait()
                deletion = self._tried(deletion, created_before, reason)
                problem = deletion.problem
                stopped = problem if problem and concerns_everybody(problem) else None
            results.append(deletion)
        return results

    def _tried(self, deletion: Deletion, created_before: datetime, reason: str) -> Deletion:
        """One sign-up, read again first (ListUsers, then AdminDeleteUser)."""
        try:
            user = self.find(deletion.user.sub)
            if user.status != UNCONFIRMED or user.created_at is None or user.created_at > created_before:
                return replace(deletion, user=user, outcome="kept", status=user.status)
            done_anyway(
                lambda: self._act("AdminDeleteUser", "delete_signups", user, reason),
                lambda: is_gone(self.find, user.sub),
                advice=AFTER_DELETING,
            )
        except UserNotFound:
            return replace(deletion, outcome="gone")
        except UnknownOutcome as error:
            return replace(deletion, outcome="unknown", problem=error)
        except CognitoError as error:
            return replace(deletion, outcome="refused", problem=error)
        return replace(deletion, outcome="deleted")
