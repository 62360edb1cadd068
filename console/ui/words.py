"""Cognito's own words for the state of a user, in plain words and with the next step."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["neutral", "info", "success", "warning", "danger", "accent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A short label for lists, what it means, and what an operator can do next."""

    label: str
    tone: Tone
    meaning: str
    next_step: str


USER_STATUSES: dict[str, Words] = {
    "CONFIRMED": Words(
        label="Confirmed",
        tone="success",
        meaning="The account is complete: this person can sign in with their own password.",
        next_step="If they cannot sign in, check that the account is enabled, then reset the password.",
    ),
    "UNCONFIRMED": Words(
        label="Signed up, not confirmed",
        tone="warning",
        meaning="They signed up by themselves and have not yet entered the confirmation code.",
        next_step="Ask them to look for the code, or to have a new one sent from the sign-in page.",
    ),
    "FORCE_CHANGE_PASSWORD": Words(
        label="Invited",
        tone="info",
        meaning="Invited with a temporary password, has not signed in yet.",
        next_step="If the message is lost or the temporary password has expired, resend the invitation.",
    ),
    "RESET_REQUIRED": Words(
        label="Must reset password",
        tone="warning",
        meaning="The old password no longer works: a code is needed to choose a new one.",
        next_step="Ask them to choose “Forgot password” when signing in, or reset again to send a new code.",
    ),
    "EXTERNAL_PROVIDER": Words(
        label="Federated",
        tone="neutral",
        meaning="They sign in through another identity provider; this pool keeps no password for them.",
        next_step="Passwords and lost factors are changed at that provider, not here.",
    ),
    "ARCHIVED": Words(
        label="Archived",
        tone="neutral",
        meaning="A status that Cognito no longer gives.",
        next_step="Nothing can be done here; ask AWS support if this person has to sign in.",
    ),
    "COMPROMISED": Words(
        label="Compromised",
        tone="danger",
        meaning="A status that Cognito no longer gives; it marked accounts thought to be in other hands.",
        next_step="Reset the password and sign the person out everywhere.",
    ),
    "UNKNOWN": Words(
        label="Unknown",
        tone="neutral",
        meaning="Cognito itself does not know the state of this account.",
        next_step="Ask the person to try “Forgot password”; if that fails, ask AWS support.",
    ),
}


def user_status(status: str) -> Words:
    """The words for a Cognito user status; one that is not known yet keeps its own name."""
    return USER_STATUSES.get(status) or Words(
        label=status or "Not known",
        tone="neutral",
        meaning="Lifeguard does not know this status yet.",
        next_step="Look it up in the documentation of Amazon Cognito.",
    )


def in_line(names: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
