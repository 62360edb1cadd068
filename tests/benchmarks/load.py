"""Open-loop load: requests start by the clock, whether or not earlier ones have been answered.

A slow answer therefore delays no later request, and the wait of every request that it holds up is counted.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 64


def open_loop(fetch: Callable[[], object], *, rate: float, seconds: float) -> list[float]:
    """Call `fetch` `rate` times a second; return how long each took in seconds, from when it was due.

    `fetch` has to have a time-out of its own. Whatever it raises is raised here: a wrong page has no time.
    """
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="load") as threads:
        start = time.perf_counter() + 0.02
        futures = []
        for number in range(max(1, round(rate * seconds))):
            due = start + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            futures.append(threads.submit(_since, due, fetch))
        return [future.result() for future in futures]


def _since(due: float, fetch: Callable[[], object]) -> float:
    fetch()
    return time.perf_counter() - due
