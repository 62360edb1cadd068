"""How many there are of each kind, as the parts of one bar drawn by the server, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the bar: where it begins and how wide it is, in thousandths of it; `href` shows those alone."""

    label: str
    tone: str
    count: int
    start: float
    width: float
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A bar in parts. It holds nothing that its `words` do not say."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def drawn(self) -> list[Part]:
        return [part for part in self.parts if part.count]

    @property
    def words(self) -> str:
        """The text alternative."""
        said = [f"{part.label.lower()} {part.count}" for part in self.drawn]
        return f"Of {self.total}: {', '.join(said)}." if said else "Nobody."


def chart_of(
    counts: Mapping[str, int], labels: Mapping[str, tuple[str, str, str]], current: str = ""
) -> Chart:
    """A chart of counts; `labels` give the label, tone and address of each kind, in the order of the bar."""
    total, start, parts = sum(counts.values()), 0.0, []
    for kind, (label, tone, href) in labels.items():
        count = counts.get(kind, 0)
        width = round(WIDTH * count / total, 2) if total else 0.0
        parts.append(
            Part(
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
    return Chart(parts=tuple(parts))
