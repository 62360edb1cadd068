"""`make bench`: all benchmarks, as ratios. Ends with 1 when a page costs more Cognito calls than it may."""

import argparse
import os
import signal
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import calls, coverage, pages, parser, start
from tests.benchmarks.console import Installation, environment
from tests.benchmarks.figures import Row, table
from tests.benchmarks.processes import BenchmarkFailed
from tests.benchmarks.stand_in import StandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much is measured: rounds, and seconds, pages or calls in each of them."""

    list_rounds: int
    list_seconds: float
    user_rounds: int
    user_pages: int
    parser_rounds: int
    parser_calls: int
    starts: int


FULL = Effort(
    list_rounds=3,
    list_seconds=20,
    user_rounds=7,
    user_pages=15,
    parser_rounds=9,
    parser_calls=60,
    starts=3,
)
QUICK = Effort(
    list_rounds=1,
    list_seconds=1,
    user_rounds=1,
    user_pages=3,
    parser_rounds=1,
    parser_calls=10,
    starts=1,
)


def main() -> None:
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="a few seconds, to see that everything runs")
    warn_of_noise()
    effort = QUICK if options.parse_args().quick else FULL
    # Without this, being terminated would leave the servers running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        too_many = measure(effort)
    except BenchmarkFailed as failure:
        sys.exit(f"bench: {failure}")
    if too_many:
        sys.exit("bench: too many Cognito calls\n" + "\n".join(f"  {line}" for line in too_many))


def warn_of_noise() -> None:
    """Say so when the machine is busy with something else: then only the counts mean anything."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 4:
        sys.stdout.write(
            f"\nThis machine is busy (load {load:.1f}, {cores} cores): all but counts is noise.\n"
        )


def measure(effort: Effort) -> list[str]:
    """Measure and show everything; return the budgets of calls that were exceeded."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="lifeguard-bench-")))
        stand_in = stack.enter_context(StandIn.start())
        measure_parser(stand_in, effort)
        show("Settings of a pool", coverage.measure_coverage(), measured="leaves")
        too_many = measure_console(home, stand_in, effort)
    with TemporaryDirectory(prefix="lifeguard-demo-") as copy:
        show("Starting the demo", start.measure_second_start(Path(copy), rounds=effort.starts))
    return too_many


def measure_parser(stand_in: StandIn, effort: Effort) -> None:
    """Needs the console's settings in this very process."""
    os.environ.update(environment(stand_in.endpoint_url), DJANGO_SETTINGS_MODULE="console.settings")
    rows = parser.measure_parser(
        stand_in.endpoint_url, rounds=effort.parser_rounds, calls=effort.parser_calls
    )
    show("Reading answers, no latency", rows)


def measure_console(home: Path, stand_in: StandIn, effort: Effort) -> list[str]:
    """Everything that is seen from the browser's side. Returns the budgets that were exceeded."""
    installation = Installation.at(home, stand_in.endpoint_url)
    stand_in.answer_after(pages.LATENCY)
    with installation.running("warm") as warm:
        rows = pages.measure_users_list(warm, rounds=effort.list_rounds, seconds=effort.list_seconds)
        show(f"Users list of 60 rows, {pages.RATE} pages a second", rows)
        with installation.running("cold", cache_seconds=0) as cold:
            show(
                "User page, one at a time",
                pages.measure_user_page(warm, cold, rounds=effort.user_rounds, pages=effort.user_pages),
            )
            counts = calls.count_calls(stand_in, warm, cold)
    show("Cognito calls of one page", counts, measured="calls")
    return calls.broken(counts)


def show(title: str, rows: list[Row], *, measured: str = "ratio") -> None:
    sys.stdout.write(table(title, rows, measured=measured))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
