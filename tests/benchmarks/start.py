"""How long the demo takes from the command to its first page, once it has been started before."""

import os
import shutil
import socket
import sys
import time
from pathlib import Path

from tests.benchmarks.figures import Row, Spread
from tests.benchmarks.processes import HOST, ROOT, running, wait_until_answering

AIM_SECONDS = 5.0
SOURCES = ("console", "pools", "users", "templates", "static")


def measure_second_start(home: Path, *, rounds: int) -> list[Row]:
    """Starts of a copy of the demo, so that neither its people nor its operators' passwords are touched."""
    for name in SOURCES:
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    first = seconds_to_first_page(home)
    later = [seconds_to_first_page(home) for _ in range(rounds)]
    return [
        Row.ratio(
            f"second start of the demo / {AIM_SECONDS:.0f} seconds",
            [seconds / AIM_SECONDS for seconds in later],
            aim=1.0,
            note=f"{Spread.of(later)} s, the very first {first:.2f} s",
        )
    ]


def seconds_to_first_page(home: Path) -> float:
    """Start the demo, wait for its sign-in page, stop it."""
    with socket.create_server((HOST, 0)) as probe:
        port = probe.getsockname()[1]
    log = home / "demo.log"
    start = time.perf_counter()
    command = [sys.executable, "-m", "console.emulator.demo"]
    with running(command, env=os.environ | {"PORT": str(port)}, log=log, cwd=home) as process:
        wait_until_answering(process, port=port, path="/accounts/login/", log=log)
        return time.perf_counter() - start
