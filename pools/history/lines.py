"""Known states in words: a line of the history, a page of lines, and a whole state as the pool's page shows one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from console.ui.paging import NumberedPage, page_around
from pools.gateway import Pool
from pools.history import forms as filters
from pools.saving.models import Revision, RevisionQuerySet, Source
from pools.saving.settings import MFA, Row
from pools.saving.states import Difference, State
from pools.saving.words import Worded, in_short
from pools.settings.overview import Overview, SectionRows
from pools.settings.sections import SCHEMA, SECTIONS
from pools.settings.state import ATTRIBUTES, COUNTED, SMS_FACTOR
from pools.settings.words import pool_in_order

PAGE_SIZE = 30
MOST_CHOICES = 50
FEW = 3
# Characters of a value in a line.
LONGEST = 60
OUTCOMES = {
    "saved": ("Saved", "success"),
    "partly": ("Only a part was saved", "danger"),
    "unknown": ("Outcome not known", "danger"),
}
CREATED = ("Created", "success")
FOUND = ("Found", "warning")
FIRST_LOOK = "First look"
OUTSIDE = "Changed outside Lifeguard"
# What a kept state does not repeat, or does not hold at all.
NOT_KEPT = COUNTED | {"MfaConfiguration", f"{MFA}.{SMS_FACTOR}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A change on one line: without its values, before and after, where they are long."""

    label: str
    values: tuple[str, str] | None


@dataclass(frozen=True, kw_only=True)
class RevisionRow:
    """A known state, and what set it apart from the one before."""

    revision: Revision

    @property
    def is_save(self) -> bool:
        return self.revision.source == Source.SAVED

    @property
    def is_first(self) -> bool:
        return self.revision.previous_id is None

    @property
    def is_creation(self) -> bool:
        """Whether it was made here."""
        return self.is_save and self.is_first

    @property
    def is_outside(self) -> bool:
        """Whether nothing that Lifeguard did explains it."""
        return not (self.is_save or self.is_first or self.revision.origin)

    @property
    def title(self) -> str:
        """Where it comes from."""
        if self.is_save:
            titles = {section.id: section.title for section in SECTIONS}
            return titles.get(self.revision.origin, self.revision.origin) or "A save"
        if self.is_first:
            return FIRST_LOOK
        return OUTSIDE if self.is_outside else f"Found changed after: {self.revision.origin}"

    @property
    def outcome(self) -> tuple[str, str]:
        """A word for how it came about, and its tone; none for the first look."""
        if self.is_creation:
            return CREATED
        if self.is_save:
            return OUTCOMES.get(self.revision.outcome, OUTCOMES["unknown"])
        return ("", "") if self.is_first else FOUND

    @cached_property
    def changes(self) -> list[Worded]:
        """What changed; where a value is long, without it."""
        differences = [
            Difference(path=path, before=values[0], after=values[1]) if values else _untold(path)
            for path, values in self.revision.changed.items()
        ]
        return pool_in_order(differences)

    @property
    def first_changes(self) -> list[Brief]:
        return [self._brief(each) for each in self.changes[:FEW]]

    @property
    def more(self) -> int:
        return max(0, len(self.changes) - FEW)

    @property
    def name(self) -> str:
        """What it is called where it can be chosen: "21 Nov 2026, 03:47 UTC · Passwords, by ada"."""
        by = f", by {self.revision.operator}" if self.revision.operator else ""
        return f"{in_utc(self.revision.at)} · {self.title}{by}"

    def _brief(self, worded: Worded) -> Brief:
        before, after = in_short(worded.before), in_short(worded.after)
        is_short = self.revision.changed.get(worded.path) and max(len(before), len(after)) <= LONGEST
        return Brief(label=worded.setting.label, values=(before, after) if is_short else None)


def page(
    found: RevisionQuerySet, *, before: int | None = None, after: int | None = None
) -> NumberedPage[RevisionRow]:
    """The states before one, or those right after one; the newest without either. Their contents are not read."""
    return page_around(
        found.defer("state", "report"),
        lambda rows: [RevisionRow(revision=row) for row in rows],
        key="pk",
        size=PAGE_SIZE,
        before=before,
        after=after,
    )


def matching(found: RevisionQuerySet, wanted: Mapping[str, str], state: State) -> RevisionQuerySet:
    """Those that changed a setting called `q`, made by `who`; `state` is the newest one."""
    if text := wanted.get("q"):
        found = found.filter(changed__has_any_keys=paths_called(text, state))
    match wanted.get("who"):
        case "" | None:
            return found
        case filters.OUTSIDE:
            return found.filter(source=Source.SEEN, previous__isnull=False, origin="")
        case operator:
            return found.filter(operator=operator)


def operators(found: RevisionQuerySet) -> list[str]:
    """Everybody who has a part in these."""
    named = found.exclude(operator="").order_by("operator")
    return list(named.values_list("operator", flat=True).distinct())


def choices(found: RevisionQuerySet, asked_for: Iterable[str]) -> list[tuple[str, str]]:
    """The newest of these by number and name, and those that are asked for by number."""
    light = found.defer("state", "report", "changed")
    numbers = [int(each) for each in asked_for if each.isdecimal() and each.isascii() and len(each) < 16]
    rows = {row.pk: row for row in (*light[:MOST_CHOICES], *light.filter(pk__in=numbers))}
    return [(str(pk), RevisionRow(revision=row).name) for pk, row in sorted(rows.items(), reverse=True)]


def paths_called(text: str, state: State) -> list[str]:
    """The paths of the settings whose label, section or path contains a text, and the text itself."""
    wanted = text.casefold()
    named = {
        setting.path: f"{setting.label}\n{section.title}\n{setting.path}"
        for section in SECTIONS
        for setting in section.settings
    }
    names = [f"{ATTRIBUTES}.{each['Name']}" for each in state.get(ATTRIBUTES) or ()]
    named |= {path: f"Attribute\n{SCHEMA.title}\n{path}" for path in names}
    return [text, *(path for path, words in named.items() if wanted in words.casefold())]


def whole(state: State) -> Overview:
    """A state as the pool's own page shows what it reads."""
    pool = {name: value for name, value in state.items() if name != MFA}
    return Overview(
        pool=Pool(id=state.get("Id", ""), name=state.get("Name", ""), raw=pool), mfa=state.get(MFA, {})
    )


def kept_sections(overview: Overview) -> list[SectionRows]:
    """The sections of a kept state, without what is never kept."""
    return [replace(section, rows=_kept(section)) for section in overview.sections]


def trail_around(revision: Revision) -> dict[str, str]:
    """The filter of the audit trail that finds the entries of a save."""
    before, after = revision.at - timedelta(minutes=2), revision.at + timedelta(minutes=1)
    return {
        "pool": revision.pool_id,
        "operator": revision.operator,
        "since": f"{before.astimezone(UTC):%Y-%m-%dT%H:%M}",
        "until": f"{after.astimezone(UTC):%Y-%m-%dT%H:%M}",
    }


def in_utc(moment: datetime) -> str:
    """A moment where no script can say it in the reader's own zone: "1 Nov 2026, 03:47 UTC"."""
    utc = moment.astimezone(UTC)
    return f"{utc.day} {utc:%b %Y, %H:%M} UTC"


def _untold(path: str) -> Difference:
    return Difference(path=path, before=None, after=None)


def _kept(section: SectionRows) -> list[Row]:
    return [row for row in section.rows if row.is_set or row.setting.path not in NOT_KEPT]
