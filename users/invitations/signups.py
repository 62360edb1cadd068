"""Sign-ups that were never confirmed: deleting them, each looked at again right before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal

from console.cognito.errors import CognitoError, UnknownOutcome, UserNotFound
from console.cognito.looked import Advice, done_anyway, is_gone
from users.gateway import UNCONFIRMED, User
from users.invitations.gateway import InvitationGateway
from users.outcomes import Attempt, one_by_one

Outcome = Literal["deleted", "kept", "gone", "refused", "unknown", "not tried"]
WORDS: dict[Outcome, tuple[str, str]] = {
    "deleted": ("Deleted", "success"),
    "kept": ("Left alone", "info"),
    "gone": ("Gone already", "neutral"),
    "refused": ("Refused", "danger"),
    "unknown": ("Not known", "warning"),
    "not tried": ("Not tried", "neutral"),
}
# Each is read and deleted; sign-ins draw on the same quotas of 30 and 25 a second.
PER_SECOND = 10.0
AFTER_DELETING = Advice(
    could_not_look="Lifeguard could not look again either. Look at the list before you repeat it.",
    not_as_asked="Lifeguard looked again: the sign-up is still there. It does no harm to delete it once more.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion(Attempt):
    """What became of one sign-up. Kept: they are no longer what was to be deleted; `status` says what they are."""

    user: User
    outcome: Outcome = "not tried"
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
        deletions = (Deletion(user=user) for user in users)
        attempt = partial(self._tried, created_before=created_before, reason=reason)
        return one_by_one(deletions, attempt, per_second=PER_SECOND)

    def _tried(self, deletion: Deletion, *, created_before: datetime, reason: str) -> Deletion:
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
