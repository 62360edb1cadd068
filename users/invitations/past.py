"""What Lifeguard's own trail knows of invitations: who never got one, which came back, how many went out today."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from console.access import actions
from console.access.reach import PoolAccess
from console.audit.models import Entry, EntryQuerySet, Outcome
from console.cognito.errors import NotDelivered
from users.invitations.records import Medium
from users.invitations.states import Past

ACTIONS = (actions.INVITE_USER.name, actions.RESEND_INVITATION.name)
# Databases take a limited number of values in one question.
AT_ONCE = 500
CAME_BACK = ("CodeDeliveryFailureException", NotDelivered.title)


def past_of(pool: PoolAccess, subs: Sequence[str]) -> dict[str, Past]:
    """What is known of each, by sub. What was done without Lifeguard, or not carried out, is not in it."""
    found: dict[str, Past] = {}
    for start in range(0, len(subs), AT_ONCE):
        some = subs[start : start + AT_ONCE]
        sent = _entries(pool).filter(target_id__in=some, outcome__in=[Outcome.DONE, Outcome.UNKNOWN])
        facts = sent.order_by("number").values_list("target_id", "details", "message")
        found |= {
            sub: _past(details, message) for sub, details, message in facts if _media(details) is not None
        }
    return found


def sent_since(pool: PoolAccess, sub: str, moment: datetime) -> str:
    """Who sent somebody an invitation after a moment, or empty."""
    entries = _entries(pool).filter(target_id=sub, at__gt=moment, outcome__in=[Outcome.DONE, Outcome.UNKNOWN])
    return (
        entries.filter(action=actions.RESEND_INVITATION.name).values_list("operator", flat=True).first() or ""
    )


def emails_today(pool: PoolAccess) -> int:
    """The invitations that Lifeguard sent by e-mail since midnight UTC, from all pools of the connection."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Entry.objects.filter(
        connection=pool.connection.slug, action__in=ACTIONS, at__gte=midnight, outcome=Outcome.DONE
    )
    return sum(Medium.EMAIL in (_media(details) or ()) for details in _details(today))


def _details(entries: EntryQuerySet) -> Iterator[Any]:
    return entries.values_list("details", flat=True).iterator()


def _entries(pool: PoolAccess) -> EntryQuerySet:
    entries: EntryQuerySet = Entry.objects.filter(
        connection=pool.connection.slug, pool_id=pool.id, action__in=ACTIONS
    )
    return entries


def _past(details: dict[str, Any], message: str) -> Past:
    return Past(silent=not _media(details), bounced=any(words in message for words in CAME_BACK))


def _media(details: dict[str, Any]) -> list[str] | None:
    """By what an entry's message went out; None for what sends no message, such as joining a group."""
    if "medium" in details:
        return [details["medium"]]
    media: list[str] | None = details.get("media")
    return media
