"""One user's timeline: what Lifeguard did, what threat protection noted, and the dates that Cognito knows.

The three are merged a page at a time. The events come in pages of Cognito's own, so a page of the timeline ends
where the next event is not known yet: whatever is older waits for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from console.access.reach import PoolAccess
from console.audit.models import Outcome
from console.cognito.errors import CognitoError, TokenExpired
from console.trail.lines import Line
from console.trail.reading import LOOK, history_of_user
from console.ui.problems import Problem
from users.activity.charts import SignInChart, chart_of
from users.activity.gateway import AuthEvent, AuthEventGateway
from users.activity.masking import masked_event
from users.attributes.records import identities_of
from users.gateway import User
from users.opening import OpenedUser, open_user
from users.tabs import Tab

PAGE_SIZE = 30
TONES = {"Pass": "success", "Fail": "danger", "InProgress": "warning"}
# What the filter's outcomes are in the trail, and in the events.
TRAIL_OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "good": (Outcome.DONE,),
    "bad": (Outcome.REFUSED,),
    "open": (Outcome.UNKNOWN, Outcome.ASKED),
}
EVENT_OUTCOMES = {"good": "Pass", "bad": "Fail", "open": "InProgress"}
# Which sources a kind of the filter takes: the trail, the events, the dates.
TRAIL_KINDS: Mapping[str, bool | None] = {"": None, "changes": False, "looks": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """Something on the timeline: an entry of the trail, an event, or a mere date."""

    at: datetime
    label: str
    line: Line | None = None
    event: AuthEvent | None = None
    hint: str = ""

    @property
    def tone(self) -> str:
        if self.line:
            return "neutral" if self.line.entry.action == LOOK else self.line.tone
        return TONES.get(self.event.response, "neutral") if self.event else "neutral"

    @property
    def is_look(self) -> bool:
        return self.line is not None and self.line.entry.action == LOOK


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """Where a page begins: the token of Cognito's page and how many events of it were shown, or that all were;
    the number of the oldest entry that was shown; the moment of whatever was shown last."""

    token: str = ""
    skip: int = 0
    ended: bool = False
    before: int | None = None
    until: datetime | None = None

    @property
    def query(self) -> dict[str, str]:
        texts = {
            "token": self.token,
            "skip": str(self.skip or ""),
            "ended": "1" if self.ended else "",
            "before": str(self.before or ""),
            "until": self.until.isoformat() if self.until else "",
        }
        return {name: value for name, value in texts.items() if value}

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Cursor":
        """From an address; what is no cursor begins at the newest."""
        try:
            until = datetime.fromisoformat(query.get("until", ""))
            before, skip = int(query.get("before") or 0), int(query.get("skip") or 0)
        except ValueError:
            return cls()
        moment = until if until.tzinfo else until.replace(tzinfo=UTC)
        ended = bool(query.get("ended"))
        return cls(
            token=query.get("token", ""), skip=max(skip, 0), ended=ended, before=before or None, until=moment
        )


@dataclass(frozen=True, kw_only=True)
class ActivityPage:
    """A page of the timeline."""

    person: OpenedUser
    wanted: Mapping[str, Any]
    moments: Sequence[TimelineRow]
    events: Sequence[AuthEvent] = ()
    problem: Problem | None = None
    older: Cursor | None = None
    first: bool = True
    restarted: bool = False

    @property
    def tabs(self) -> list[Tab]:
        return self.person.tabs_at("users:activity")

    @property
    def home(self) -> str:
        return self.person.url("activity")

    @property
    def first_url(self) -> str | None:
        return None if self.first else self.person.url("activity", query=self._filter)

    @property
    def older_url(self) -> str | None:
        return self.person.url("activity", query={**self._filter, **self.older.query}) if self.older else None

    @cached_property
    def chart(self) -> SignInChart | None:
        """Sign-ins over time, of the events that were read for this page."""
        return chart_of(event for event in self.events if event.kind == "SignIn")

    @property
    def _filter(self) -> dict[str, str]:
        return {name: str(self.wanted[name]) for name in ("kind", "outcome") if self.wanted.get(name)}


@dataclass(slots=True, kw_only=True)
class _Sources:
    """What was read for one page, before it is merged."""

    events: Sequence[AuthEvent] = ()
    next_token: str = ""
    lines: Sequence[Line] = ()
    dates: Sequence[TimelineRow] = ()
    problem: Problem | None = None
    restarted: bool = False
    read: Sequence[AuthEvent] = field(default=())


def read_activity(access: PoolAccess, sub: str, *, wanted: Mapping[str, Any], cursor: Cursor) -> ActivityPage:
    """The user and the pool, then AdminListUserAuthEvents if events are wanted: one page of the timeline.

    Raises what `open_user` raises; events that cannot be read are explained, and the rest is shown.
    """
    person = open_user(access, sub)
    sources = _read(person, wanted, cursor)
    if sources.restarted:
        cursor = Cursor()
    shown, older = _merge(sources, cursor)
    outcome = EVENT_OUTCOMES.get(wanted.get("outcome", ""))
    return ActivityPage(
        person=person,
        wanted=wanted,
        moments=[each for each in shown if not (outcome and each.event and each.event.response != outcome)],
        events=sources.read,
        problem=sources.problem,
        older=older,
        first=cursor == Cursor(),
        restarted=sources.restarted,
    )


def _read(person: OpenedUser, wanted: Mapping[str, Any], cursor: Cursor) -> _Sources:
    kind, outcome = wanted.get("kind", ""), wanted.get("outcome", "")
    found = _Sources()
    if kind in {"", "events"} and not cursor.ended:
        _read_events(person, cursor, found)
    begin = Cursor() if found.restarted else cursor
    if kind in TRAIL_KINDS:
        found.lines = history_of_user(
            person.access.operator,
            connection=person.access.connection.slug,
            pool_id=person.access.id,
            id=person.found.sub,
            looks=TRAIL_KINDS[kind],
            outcomes=TRAIL_OUTCOMES.get(outcome, ()),
            before=begin.before,
            limit=PAGE_SIZE + 1,
        )
    if kind in {"", "dates"} and not outcome:
        found.dates = [each for each in _dates(person.found) if not begin.until or each.at < begin.until]
    return found


def _read_events(person: OpenedUser, cursor: Cursor, found: _Sources) -> None:
    read = person.access.gateway(AuthEventGateway).page
    skip = cursor.skip
    try:
        try:
            page = read(person.found.username, token=cursor.token)
        except TokenExpired:
            page, skip, found.restarted = read(person.found.username), 0, True
    except CognitoError as error:
        found.problem = Problem.of(error)
        return
    found.read = [masked_event(each) for each in page.items] if person.masked else page.items
    found.events, found.next_token = found.read[skip:], page.next_token


def _merge(sources: _Sources, cursor: Cursor) -> tuple[list[TimelineRow], Cursor | None]:
    """The newest of all sources as far as they are complete, and where the next page begins."""
    lines = [TimelineRow(at=line.entry.at, label=line.label, line=line) for line in sources.lines]
    events = [TimelineRow(at=event.at, label=event.label, event=event) for event in sources.events]
    every = sorted([*lines, *events, *sources.dates], key=lambda each: each.at, reverse=True)
    shown = every[:PAGE_SIZE]
    if sources.next_token:
        shown = _up_to_the_last_event(shown, len(events))
    if len(shown) == len(every) and not sources.next_token:
        return shown, None
    seen = sum(each.event is not None for each in shown)
    through = seen == len(events)
    numbers = [each.line.entry.number for each in shown if each.line]
    return shown, Cursor(
        token=sources.next_token if through else cursor.token,
        skip=0 if through else cursor.skip + seen,
        ended=through and not sources.next_token,
        before=numbers[-1] if numbers else cursor.before,
        until=shown[-1].at if shown else cursor.until,
    )


def _up_to_the_last_event(shown: list[TimelineRow], count: int) -> list[TimelineRow]:
    """Without what may be older than the next event, which has not been read yet."""
    places = [place for place, each in enumerate(shown) if each.event]
    return shown if len(places) < count else shown[: places[-1] + 1 if places else 0]


def _dates(user: User) -> Iterable[TimelineRow]:
    """What Cognito tells of a user's past, newest last."""
    if user.created_at:
        yield TimelineRow(at=user.created_at, label="User created", hint="UserCreateDate")
    if user.modified_at and user.modified_at != user.created_at:
        hint = "UserLastModifiedDate: by anybody, an operator, an application or themselves"
        yield TimelineRow(at=user.modified_at, label="User changed for the last time", hint=hint)
    for identity in identities_of(user):
        if identity.linked_at:
            yield TimelineRow(at=identity.linked_at, label="Identity linked", hint=identity.provider)
