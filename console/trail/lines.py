"""An entry as one operator may read it. What a Viewer may see of a person is decided here, and only here."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from console.access.actions import ALL, REVEAL_USER
from console.access.events import EVENTS
from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry, Outcome
from console.trail import differences
from console.ui.masking import masked, masked_within

LABELS: dict[str, str] = {name: action.label for name, action in ALL.items()} | EVENTS
TONES = {
    Outcome.ASKED: "warning",
    Outcome.DONE: "success",
    Outcome.REFUSED: "danger",
    Outcome.UNKNOWN: "warning",
}
# Longer than any call to Cognito takes.
OUTCOME_OVERDUE_SECONDS = 60
# Details that tell nothing of who a person is, and those that always do.
IMPERSONAL = frozenset(
    {"status", "enabled", "role", "format", "group", "groups", "attributes"}
    | {"medium", "mediums", "media", "temporary_password", "force_alias"}
    | {"factors", "preferred", "feedback", "event", "session", "device_key", "client_id", "provider"}
)
# Where the things that entries are about have a page of their own.
PAGES = {"user": "users:user", "group": "users:group"}
PERSONAL = frozenset({"name", "email", "phone", "phone_number", "label", "user"})


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry in words. With `masked`, personal data in it is hidden; without `reachable`, links are.

    `undo_url` is where it can be taken back: whoever knows the thing that it is about fills it in.
    """

    entry: Entry
    masked: bool
    reachable: bool
    undo_url: str = ""

    @property
    def label(self) -> str:
        return LABELS.get(self.entry.action, self.entry.action)

    @property
    def outcome(self) -> str:
        if self.entry.outcome != Outcome.ASKED:
            return str(self.entry.get_outcome_display())
        age = (timezone.now() - self.entry.at).total_seconds()
        return "No outcome recorded" if age > OUTCOME_OVERDUE_SECONDS else "Asked, no outcome yet"

    @property
    def step(self) -> str:
        """Which of an attempt's two entries this is."""
        return "Asked" if self.entry.outcome == Outcome.ASKED else self.outcome

    @property
    def step_tone(self) -> str:
        return "info" if self.entry.outcome == Outcome.ASKED else self.tone

    @property
    def tone(self) -> str:
        return TONES[Outcome(self.entry.outcome)]

    @property
    def target(self) -> str:
        """Whom or what it was done to: a name where one was known, or else an id."""
        label = self.entry.target_label or self.target_id
        return masked(label) if self.masked and self._about_user and self.entry.target_label else label

    @property
    def target_id(self) -> str:
        """A `sub` tells nothing of a person, but a username, which stands in for one not known yet, does."""
        id = self.entry.target_id
        return masked(id) if self.masked and self._about_user and not _is_sub(id) else id

    @property
    def reason(self) -> str:
        return masked_within(self.entry.reason) if self.masked else self.entry.reason

    @property
    def message(self) -> str:
        return masked_within(self.entry.message) if self.masked else self.entry.message

    @cached_property
    def details(self) -> dict[str, Any]:
        details: dict[str, Any] = self.entry.details
        return _hidden(details, about_user=self._about_user) if self.masked else details

    @cached_property
    def changes(self) -> list[differences.Change]:
        return differences.changes(self.details)

    @property
    def facts(self) -> list[tuple[str, str]]:
        return differences.facts(self.details)

    @property
    def url(self) -> str:
        return reverse("audit:entry", args=[self.entry.number])

    @property
    def pool_url(self) -> str:
        return self._address("pools:pool")

    @property
    def target_url(self) -> str:
        """The page of the user or group that it is about, if it is about one."""
        page = PAGES.get(self.entry.target_kind)
        return self._address(page, self.entry.target_id) if page else ""

    @property
    def _about_user(self) -> bool:
        return self.entry.target_kind == "user"

    def _address(self, url_name: str, *ids: str) -> str:
        place = (self.entry.connection, self.entry.pool_id, *ids)
        if not self.reachable or self.entry.connection not in settings.COGNITO_CONNECTIONS:
            return ""
        try:
            return reverse(url_name, args=place)
        except NoReverseMatch:  # no pool, or an id that was never one
            return ""


def line(entry: Entry, operator: Operator) -> Line:
    """An entry as this operator may read it. It has to be one that they may see."""
    role = operator.role_for(entry.connection, entry.pool_id)
    own = entry.operator_id == operator.pk
    # What they revealed themselves they have seen; and their own sign-ins are about nobody else.
    seen_before = own and (entry.action == REVEAL_USER.name or not entry.target_kind)
    return Line(
        entry=entry,
        masked=not seen_before and (role is None or role <= Role.VIEWER),
        reachable=role is not None,
    )


def lines(entries: Iterable[Entry], operator: Operator) -> list[Line]:
    return [line(entry, operator) for entry in entries]


def _hidden(value: Any, *, about_user: bool, name: str = "") -> Any:
    """Details without personal data: of a user only what is known to be harmless stays as it is."""
    match value:
        case dict():
            return {key: _hidden(item, about_user=about_user, name=key) for key, item in value.items()}
        case list():
            return [_hidden(item, about_user=about_user, name=name) for item in value]
        case str() if name in PERSONAL or (about_user and name not in IMPERSONAL):
            return masked(value)
        case str():
            return masked_within(value)
    return value


def _is_sub(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
