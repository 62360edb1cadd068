"""Doing many things one after the other without taking the quota of those who sign in."""

import time


class Pace:
    """At most so many a second: call `wait` before each."""

    def __init__(self, per_second: float) -> None:
        self.interval = 1 / per_second
        self.next = 0.0

    def wait(self) -> None:
        """Sleep until the next one may begin; the first one may begin at once."""
        now = time.monotonic()
        time.sleep(max(0.0, self.next - now))
        self.next = max(now, self.next) + self.interval
