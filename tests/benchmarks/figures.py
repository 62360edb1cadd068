"""Numbers and how they are shown: medians with their range over the rounds, beside an aim."""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

MILLISECONDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The median of some rounds, and the least and greatest of them."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        ordered = sorted(values)
        return cls(median=statistics.median(ordered), low=ordered[0], high=ordered[-1])

    def __str__(self) -> str:
        return f"{self.median:.2f} [{self.low:.2f}..{self.high:.2f}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table. `met` is None where there is no aim to meet."""

    what: str
    value: str
    aim: str = ""
    met: bool | None = None
    note: str = ""

    @classmethod
    def ratio(cls, what: str, values: Sequence[float], *, aim: float | None = None, note: str = "") -> Self:
        """A ratio over several rounds, which should be at most `aim`."""
        spread = Spread.of(values)
        return cls(
            what=what,
            value=str(spread),
            aim="" if aim is None else f"<= {aim:.2f}",
            met=None if aim is None else spread.median <= aim,
            note=note,
        )

    def cells(self) -> tuple[str, ...]:
        verdict = {None: "", True: "met", False: "MISSED"}[self.met]
        return (self.what, self.value, self.aim, verdict, self.note and f"({self.note})")


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def table(title: str, rows: Sequence[Row], *, measured: str = "ratio") -> str:
    """A titled table in plain text, one line for each row."""
    lines = [("", measured, "aim", "", ""), *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    body = "\n".join(
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    return f"\n{title}\n{body}\n"
