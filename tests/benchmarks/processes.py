"""Child processes that never outlive a benchmark, and asking them for pages."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
# Seconds: for a page, for a server to come up, for a process to end.
PAGE_TIMEOUT = 10.0
START_TIMEOUT = 60.0
STOP_TIMEOUT = 5.0


class BenchmarkFailed(RuntimeError):
    """What was to be measured does not work, so there is nothing to measure."""


@contextmanager
def running(
    command: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    cwd: Path = ROOT,
    pass_fds: Sequence[int] = (),
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process with its output in `log`; it and its own children are gone when the block ends."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=env,
            cwd=cwd,
            pass_fds=pass_fds,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_TIMEOUT)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until_answering(process: subprocess.Popen[bytes], *, port: int, path: str, log: Path) -> None:
    """Wait for the first page. Raises BenchmarkFailed when none comes within START_TIMEOUT."""
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, HTTPException):
            if (status := _status(port, path)) == 200:
                return
            raise BenchmarkFailed(f"{path} answered {status}.\n{end_of(log)}")
        time.sleep(0.01)
    raise BenchmarkFailed(f"No page came from port {port}.\n{end_of(log)}")


def _status(port: int, path: str) -> int:
    connection = HTTPConnection(HOST, port, timeout=START_TIMEOUT)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def end_of(log: Path) -> str:
    """The last lines of a log, for a message; long ones are cut."""
    return "\n".join(line[:500] for line in log.read_text(errors="replace").splitlines()[-6:])
