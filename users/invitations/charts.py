"""How many there are of each kind, as the segments of one bar drawn by the server, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A segment of the bar: where it begins and how wide it is, in thousandths of it; `href` shows those alone."""

    label: str
    tone: str
    count: int
    start: float
    width: float
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChart:
    """A bar in segments. It holds nothing that its `words` do not say."""

    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        return sum(segment.count for segment in self.segments)

    @property
    def drawn(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.count]

    @property
    def words(self) -> str:
        """The text alternative."""
        said = [f"{segment.label.lower()} {segment.count}" for segment in self.drawn]
        return f"Of {self.total}: {', '.join(said)}." if said else "Nobody."


def chart_of(
    counts: Mapping[str, int], labels: Mapping[str, tuple[str, str, str]], current: str = ""
) -> StateChart:
    """A chart of counts; `labels` give the label, tone and address of each kind, in the order of the bar."""
    total, start, segments = sum(counts.values()), 0.0, []
    for kind, (label, tone, href) in labels.items():
        count = counts.get(kind, 0)
        width = round(WIDTH * count / total, 2) if total else 0.0
        segments.append(
            Segment(
                label=label,
                tone=tone,
                count=count,
                start=start,
                width=width,
                href=href,
                is_current=kind == current,
            )
        )
        start = round(start + width, 2)
    return StateChart(segments=tuple(segments))
