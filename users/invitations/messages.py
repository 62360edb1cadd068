"""What an invitation will say: the pool's template, filled in as Cognito fills it in."""

from collections.abc import Iterable

from pools.gateway import Pool
from pools.settings.messages.placeholders import Values
from pools.settings.messages.previews import Preview, preview_of
from pools.settings.messages.templates import INVITATION_EMAIL, INVITATION_SMS
from users.invitations.records import Medium

TEMPLATES = {Medium.EMAIL: INVITATION_EMAIL, Medium.SMS: INVITATION_SMS}
# Stands in for the password: something that looks like one might be passed on.
SAMPLE = "‹temporary password›"


def messages_for(pool: Pool, media: Iterable[Medium], username: str) -> list[Preview]:
    """The message of each medium for somebody who signs in as `username`."""
    values = Values(username=username, secret=SAMPLE)
    return [preview_of(TEMPLATES[medium], pool.raw, values) for medium in media]
