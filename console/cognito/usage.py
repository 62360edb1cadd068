"""How many calls this process made lately, by connection and quota category. Nothing of it outlives the process."""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from console.cognito.operations import OPERATIONS, Category

# Minutes that are remembered.
KEPT = 60


@dataclass(slots=True)
class Minute:
    """The calls of one minute, and the most within one second of it."""

    calls: int = 0
    busiest: int = 0
    second: int = field(default=-1, repr=False)
    in_second: int = field(default=0, repr=False)

    def count(self, second: int) -> None:
        """One call at that second."""
        self.calls += 1
        self.in_second = self.in_second + 1 if second == self.second else 1
        self.second = second
        self.busiest = max(self.busiest, self.in_second)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """The calls of the last minutes: all of them, and the most within one second."""

    calls: int = 0
    busiest: int = 0


class Counter:
    """Counts calls by minute, in memory: a few hundred nanoseconds a call."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self._lock = Lock()
        self._minutes: defaultdict[tuple[str, Category], dict[int, Minute]] = defaultdict(dict)

    def note(self, connection: str, operation: str) -> None:
        """Count a call that is about to be sent."""
        second = int(self.clock())
        with self._lock:
            minutes = self._minutes[connection, OPERATIONS[operation].category]
            minute = minutes.get(second // 60)
            if minute is None:
                minute = minutes[second // 60] = Minute()
                for old in [each for each in minutes if each <= second // 60 - KEPT]:
                    del minutes[old]
            minute.count(second)

    def use(self, connection: str, category: Category) -> Use:
        """What was counted in the last hour."""
        since = int(self.clock()) // 60 - KEPT
        with self._lock:
            minutes = self._minutes.get((connection, category), {})
            recent = [minute for number, minute in minutes.items() if number > since]
            calls, busiest = (
                sum(each.calls for each in recent),
                max((each.busiest for each in recent), default=0),
            )
        return Use(calls=calls, busiest=busiest)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._minutes.clear()


# Of this process.
counter = Counter()
