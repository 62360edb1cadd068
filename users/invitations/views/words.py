"""What is told after an invitation: which medium, until when, and what is left to do."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest

from pools.gateway import Pool
from users.attributes.fields import plain
from users.gateway import INVITED
from users.invitations.records import Invitation, Invited, Medium, NewUser, Resent


def tell_invited(request: HttpRequest, invited: Invited, new: NewUser, pool: Pool) -> None:
    """Messages about a user who exists now. They never hold a password or an address."""
    level, text = _about(invited, new, pool)
    messages.add_message(request, level, f"{plain(invited.user.label)} {text}")
    for missed in invited.not_joined:
        problem = missed.problem
        messages.warning(
            request, f"Not added to group {plain(missed.group)}: {problem.what}. {problem.message}".strip()
        )


def tell_resent(request: HttpRequest, resent: Resent, pool: Pool) -> None:
    """A message about an invitation that was sent again, surely or presumably."""
    until = moment(Invitation.of(resent.user, pool).expires_at)
    if resent.outcome == "sent":
        messages.success(
            request,
            f"The invitation of {plain(resent.user.label)} was sent again by {resent.medium.label}. "
            f"The new temporary password works presumably until {until}.",
        )
    else:
        messages.warning(
            request,
            f"Cognito gave no clear answer, but {plain(resent.user.label)} has changed since: the invitation was "
            f"presumably sent again by {resent.medium.label}. Ask them before you repeat it.",
        )


def moment(at: datetime | None) -> str:
    """A time as words, for messages, which hold no markup."""
    return f"{at.day} {at:%b %Y, %H:%M} UTC" if at else "a date that Cognito does not tell"


def by(media: tuple[Medium, ...]) -> str:
    return " and ".join(medium.label for medium in media)


def _about(invited: Invited, new: NewUser, pool: Pool) -> tuple[int, str]:
    problem, user = invited.problem, invited.user
    until = moment(Invitation.of(user, pool).expires_at)
    if problem and not invited.undelivered:
        return messages.WARNING, _of_unknown(invited, new)
    if problem:
        return messages.WARNING, (
            f"was created, but the invitation could not be delivered by {by(new.media)}. "
            "Check the address, then resend the invitation."
        )
    if user.status != INVITED:
        return (
            messages.SUCCESS,
            f"was created. Their status is {user.status}: there is no temporary password.",
        )
    if new.media:
        return (
            messages.SUCCESS,
            f"was invited by {by(new.media)}. The invitation expires presumably on {until}.",
        )
    if new.temporary_password:
        return messages.SUCCESS, (
            f"was created and no message was sent. The password you typed works presumably until {until}."
        )
    return messages.WARNING, (
        "was created and no message was sent. Cognito generated a password that nobody knows: "
        "choose “Resend invitation” when they are to get one."
    )


def _of_unknown(invited: Invited, new: NewUser) -> str:
    created = moment(invited.user.created_at)
    sent = "Whether the message went out is not known: ask them before you resend it." if new.media else ""
    return f"exists since {created}, presumably by this request: Cognito gave no clear answer. {sent}"
