"""What an invitation will say: the pool's template, filled in as Cognito fills it in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from pools.gateway.pools import Pool
from users.gateway.invitations.records import Medium

# What Cognito sends where the pool has no text of its own.
OWN_SUBJECT = "Your temporary password"
OWN_TEXT = "Your username is {username} and temporary password is {####}."
PASSWORD, USERNAME = "{####}", "{username}"
# Stands in for the password: something that looks like one might be passed on.
SAMPLE = "‹temporary password›"

BUILT_IN_SENDER = "no-reply@verificationemail.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it would be sent. `body` is text of the pool, possibly HTML: escape it."""

    medium: Medium
    sender: str
    subject: str
    body: str
    is_own_text: bool
    warnings: tuple[str, ...] = ()

    @property
    def is_html(self) -> bool:
        return self.medium is Medium.EMAIL and re.search(r"<(br|p|div|/\w+)\b", self.body) is not None

    @property
    def text(self) -> str:
        """The body as people read it: without markup, a line for each paragraph."""
        if not self.is_html:
            return self.body
        broken = re.sub(r"(?i)<br\s*/?>|</(p|div|h\d|li|tr)>", "\n", self.body)
        lines = unescape(strip_tags(broken)).splitlines()
        return "\n".join(line.strip() for line in lines).strip()


def messages_for(pool: Pool, media: Iterable[Medium], username: str) -> list[Message]:
    """The message of each medium for somebody who signs in as `username`."""
    return [_message(pool, medium, username) for medium in media]


def _message(pool: Pool, medium: Medium, username: str) -> Message:
    template = pool.invitation_template
    text = template.get("EmailMessage" if medium is Medium.EMAIL else "SMSMessage", "")
    subject = template.get("EmailSubject") or OWN_SUBJECT
    return Message(
        medium=medium,
        sender=_sender(pool) if medium is Medium.EMAIL else "",
        subject=_filled(subject, username) if medium is Medium.EMAIL else "",
        body=_filled(text or OWN_TEXT, username),
        is_own_text=bool(text),
        warnings=tuple(_warnings(pool, medium, text or OWN_TEXT)),
    )


def _filled(text: str, username: str) -> str:
    return text.replace(PASSWORD, SAMPLE).replace(USERNAME, username)


def _sender(pool: Pool) -> str:
    setting = pool.raw.get("EmailConfiguration", {})
    named = setting.get("From") or setting.get("SourceArn", "").rpartition("/")[2]
    return str(named or BUILT_IN_SENDER)


def _warnings(pool: Pool, medium: Medium, text: str) -> Iterator[str]:
    triggers = pool.raw.get("LambdaConfig", {})
    if PASSWORD not in text:
        yield f"The template lacks {PASSWORD}: this person would not learn their temporary password."
    if USERNAME not in text:
        yield f"The template lacks {USERNAME}: this person may not know what to sign in with."
    if "CustomMessage" in triggers:
        yield "A Lambda trigger of this pool (CustomMessage) may send other words than these."
    if f"Custom{'Email' if medium is Medium.EMAIL else 'SMS'}Sender" in triggers:
        yield "A Lambda trigger of this pool sends the message itself, in words of its own."
