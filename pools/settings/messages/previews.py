"""A message as it would arrive, out of a pool's settings and some values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import cycle, islice
from typing import Any, Literal

from django.utils.html import strip_tags

from pools.saving.states import State, value_at
from pools.settings.messages.placeholders import Values, filled
from pools.settings.messages.templates import Medium, Template

BUILT_IN_SENDER = "no-reply@verificationemail.com"
# Whose words: of the pool, of the pool's older setting, or Cognito's.
Origin = Literal["own", "older", "wording"]

SAMPLE_CODE = "123456"
# Telephone numbers of this range are nobody's.
SAMPLE_NAMES = {"email": "ana@example.com", "phone_number": "+12025550123"}
SAMPLE_NAME = "ana"
SAMPLE_DOMAIN = "‹the pool’s domain›"
# Every kind of character within the first four; a symbol is left out where none is asked for.
LETTERS, SYMBOLS = "Tk4#Rm8-Wq2+Zb6!", "#-+!"
SHORTEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A message as it would be sent. `body` is text of the pool, possibly HTML: escape it."""

    medium: Medium
    sender: str
    subject: str
    body: str
    origin: Origin
    warnings: tuple[str, ...] = ()

    @property
    def is_own_text(self) -> bool:
        return self.origin != "wording"

    @property
    def is_html(self) -> bool:
        return self.medium == "EMAIL" and re.search(r"<(a|br|p|div|/\w+)\b", self.body) is not None

    @property
    def text(self) -> str:
        """The body as people read it: without markup, a line for each paragraph."""
        if not self.is_html:
            return self.body
        broken = re.sub(r"(?i)<br\s*/?>|</(p|div|h\d|li|tr)>", "\n", self.body)
        lines = unescape(strip_tags(broken)).splitlines()
        return "\n".join(line.strip() for line in lines).strip()


def preview_of(template: Template, state: State, values: Values) -> Preview:
    """The message that such a pool sends. `state` may be DescribeUserPool's answer as well."""
    body, origin = _text(state, template.body, template.older, template.wording)
    subject, _ = _text(state, template.subject, template.older_subject, template.subject_wording)
    placeholders = template.needs
    return Preview(
        medium=template.medium,
        sender=_sender(state) if template.medium == "EMAIL" else "",
        subject=filled(subject, values, placeholders),
        body=filled(body, values, placeholders),
        origin=origin,
        warnings=tuple(_warnings(template, state, body)),
    )


def sample_values(template: Template, state: State) -> Values:
    """Values that look like those of this pool: its kind of name, a password that its policy takes, its domain."""
    attribute = next(iter(value_at(state, "UsernameAttributes") or ()), "")
    domain = state.get("CustomDomain") or state.get("Domain") or SAMPLE_DOMAIN
    return Values(
        username=SAMPLE_NAMES.get(attribute, SAMPLE_NAME),
        secret=_sample_password(state) if template.is_invitation else SAMPLE_CODE,
        link=f"https://{domain}/confirmUser?user_name={SAMPLE_NAME}&confirmation_code={SAMPLE_CODE}",
    )


def _text(state: State, path: str, older: str, wording: str) -> tuple[str, Origin]:
    if path and (own := value_at(state, path)):
        return own, "own"
    if older and (before := value_at(state, older)):
        return before, "older"
    return wording, "wording"


def _sample_password(state: State) -> str:
    policy: Mapping[str, Any] = value_at(state, "Policies.PasswordPolicy") or {}
    letters = [each for each in LETTERS if policy.get("RequireSymbols") or each not in SYMBOLS]
    return "".join(islice(cycle(letters), max(SHORTEST, policy.get("MinimumLength", SHORTEST))))


def _sender(state: State) -> str:
    setting = state.get("EmailConfiguration") or {}
    named = setting.get("From") or setting.get("SourceArn", "").rpartition("/")[2]
    return str(named or BUILT_IN_SENDER)


def _warnings(template: Template, state: State, text: str) -> Iterator[str]:
    for placeholder, reason in template.lacks(text, state).items():
        yield f"The template lacks {placeholder}: {reason}."
    yield from triggers_that_interfere(state, template.medium)


def triggers_that_interfere(state: State, medium: Medium) -> Iterator[str]:
    """Why what is sent may not be what the templates say."""
    triggers = state.get("LambdaConfig") or {}
    if "CustomMessage" in triggers:
        yield "A Lambda trigger of this pool (CustomMessage) may send other words than these."
    if f"Custom{'Email' if medium == 'EMAIL' else 'SMS'}Sender" in triggers:
        yield "A Lambda trigger of this pool sends the message itself, in words of its own."
