"""Sign-ins over time as bars, drawn on the server: numbers for a picture and for the table beside it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from users.activity.gateway import AuthEvent

# In the units of the picture.
STEP, BAR, HEIGHT = 14, 10, 80
# A picture of three bars would be three blocks.
FEWEST = 20
RESPONSES = ("Pass", "InProgress", "Fail")
DAYS_BY_DAY, DAYS_BY_WEEK = 45, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A part of a column: one outcome."""

    response: str
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartColumn:
    """A day, week or month, by its first day, and how many sign-ins it saw by outcome."""

    day: date
    label: str
    passed: int
    failed: int
    unfinished: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInChart:
    """All columns, oldest first, and the size of the picture."""

    columns: tuple[ChartColumn, ...]
    unit: str
    width: int
    maximum: int

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def bar(self) -> int:
        return BAR

    @property
    def busy(self) -> list[ChartColumn]:
        """The columns that have something in them, newest first, for the table."""
        return [each for each in reversed(self.columns) if each.bars]

    @property
    def summary(self) -> str:
        """The picture in one sentence."""
        passed, failed = sum(each.passed for each in self.columns), sum(each.failed for each in self.columns)
        unfinished = sum(each.unfinished for each in self.columns)
        left = f", {unfinished} not finished" if unfinished else ""
        return (
            f"Sign-ins by {self.unit} from {self.columns[0].label} to {self.columns[-1].label}: "
            f"{passed} succeeded, {failed} failed{left}."
        )


def chart_of(events: Iterable[AuthEvent]) -> SignInChart | None:
    """The sign-ins by day, week or month, as fits the time between the first and the last; None without any."""
    counts = Counter((event.at.date(), event.response) for event in events)
    if not counts:
        return None
    days = [day for day, _ in counts]
    unit, first = _unit(min(days), max(days))
    grouped: Counter[tuple[date, str]] = Counter()
    for (day, response), count in counts.items():
        grouped[first(day), response] += count
    starts = list(_starts(min(days), max(days), first))
    maximum = max(sum(grouped[start, each] for each in RESPONSES) for start in starts)
    return SignInChart(
        columns=tuple(_column(place, start, grouped, maximum) for place, start in enumerate(starts)),
        unit=unit,
        width=STEP * max(len(starts), FEWEST),
        maximum=maximum,
    )


def _unit(first: date, last: date) -> tuple[str, Callable[[date], date]]:
    span = (last - first).days
    if span <= DAYS_BY_DAY:
        return "day", lambda day: day
    if span <= DAYS_BY_WEEK:
        return "week", lambda day: day - timedelta(days=day.weekday())
    return "month", lambda day: day.replace(day=1)


def _starts(first: date, last: date, start_of: Callable[[date], date]) -> Iterator[date]:
    """The first day of each day, week or month between two days."""
    day, seen = start_of(first), None
    while day <= last:
        if start_of(day) != seen:
            seen = start_of(day)
            yield seen
        day += timedelta(days=1)


def _column(place: int, start: date, counts: Counter[tuple[date, str]], maximum: int) -> ChartColumn:
    passed, unfinished, failed = (counts[start, response] for response in RESPONSES)
    return ChartColumn(
        day=start,
        label=f"{start:%-d %b %Y}",
        passed=passed,
        failed=failed,
        unfinished=unfinished,
        bars=tuple(_bars(place, dict(zip(RESPONSES, (passed, unfinished, failed), strict=True)), maximum)),
    )


def _bars(place: int, counts: dict[str, int], maximum: int) -> Iterator[Bar]:
    top: float = HEIGHT
    for response, count in counts.items():
        if count:
            height = round(HEIGHT * count / maximum, 1)
            top = round(top - height, 1)
            yield Bar(response=response, x=place * STEP, y=max(top, 0), height=height)
