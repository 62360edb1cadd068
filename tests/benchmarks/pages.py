"""How much the console adds to the time that Cognito itself takes: the users list and a user's page."""

import re
import time
from collections.abc import Sequence

from tests.benchmarks.answers import CONFIRMED_SUB, PAGE_SIZE, SUBS
from tests.benchmarks.console import USERS, Console
from tests.benchmarks.figures import MILLISECONDS, Row, Spread, percentile
from tests.benchmarks.load import open_loop
from tests.benchmarks.processes import BenchmarkFailed

LATENCY = 0.03  # seconds that every answer of the stand-in takes
RATE = 30  # users lists a second: the whole of an account's quota for ListUsers
# Seconds on top of the latency.
AIM_MEDIAN = 0.012
AIM_P99 = 0.025
AIM_USER_PAGE = 1.7

KNOWN = frozenset(SUBS)
ADDRESSES = re.compile(r'href="[^"]*/users/([0-9a-f-]{36})/"')


def users_list(console: Console) -> None:
    """Open the users list. Raises BenchmarkFailed unless all sixty are in it."""
    shown = {sub for sub in ADDRESSES.findall(console.get(USERS)) if sub in KNOWN}
    if len(shown) != PAGE_SIZE:
        raise BenchmarkFailed(f"{len(shown)} of {PAGE_SIZE} users are in the users list.")


def user_page(console: Console) -> None:
    """Open a user's page. Raises BenchmarkFailed unless the user is in it."""
    if CONFIRMED_SUB not in console.get(f"{USERS}{CONFIRMED_SUB}/"):
        raise BenchmarkFailed("The user's page does not show the user.")


def measure_users_list(console: Console, *, rounds: int, seconds: float) -> list[Row]:
    """The users list of sixty rows at RATE pages a second, open loop, compared with the latency alone."""
    open_loop(lambda: users_list(console), rate=RATE, seconds=min(2.0, seconds))
    times = [open_loop(lambda: users_list(console), rate=RATE, seconds=seconds) for _ in range(rounds)]
    return [
        _over_latency("page / upstream, median", [percentile(each, 50) for each in times], AIM_MEDIAN),
        _over_latency("page / upstream, 99th percentile", [percentile(each, 99) for each in times], AIM_P99),
    ]


def _over_latency(what: str, times: Sequence[float], aim: float) -> Row:
    extra = Spread.of((seconds - LATENCY) * MILLISECONDS for seconds in times)
    return Row.ratio(
        what,
        [seconds / LATENCY for seconds in times],
        aim=1 + aim / LATENCY,
        note=f"{extra} ms on top of {LATENCY * MILLISECONDS:.0f}, aim {aim * MILLISECONDS:.0f}",
    )


def measure_user_page(warm: Console, cold: Console, *, rounds: int, pages: int) -> list[Row]:
    """A whole user page, one at a time, compared with one round trip; the two consoles take turns."""
    times: dict[str, list[float]] = {"settings known": [], "settings asked for": []}
    for console in (warm, cold):
        open_loop(lambda console=console: user_page(console), rate=RATE, seconds=0.5)  # type: ignore[misc]
    for _ in range(rounds):
        for name, console in zip(times, (warm, cold), strict=True):
            times[name].append(percentile([_timed(console) for _ in range(pages)], 50))
    return [
        Row.ratio(
            f"page / round trip, {name}",
            [seconds / LATENCY for seconds in each],
            aim=AIM_USER_PAGE,
            note=f"{Spread.of(seconds * MILLISECONDS for seconds in each)} ms",
        )
        for name, each in times.items()
    ]


def _timed(console: Console) -> float:
    start = time.perf_counter()
    user_page(console)
    return time.perf_counter() - start
