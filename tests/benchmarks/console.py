"""The real console under gunicorn, set as in production, with the stand-in service for Cognito."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from tests.benchmarks.answers import POOL_ID, REGION
from tests.benchmarks.processes import (
    HOST,
    PAGE_TIMEOUT,
    ROOT,
    START_TIMEOUT,
    BenchmarkFailed,
    end_of,
    running,
    wait_until_answering,
)

WORKERS = 2
THREADS = 16
CONNECTION = "bench"
# The console compares its cookie with the header, and so accepts a secret of the browser's own making.
CSRF_SECRET = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105
USERS = f"/pools/{CONNECTION}/{POOL_ID}/users/"


def environment(endpoint_url: str) -> dict[str, str]:
    """A production-like environment, in which nothing of this machine's own AWS configuration is left."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CONNECTION_"))}
    return own | {
        "SECRET_KEY": secrets.token_hex(32),
        "ALLOWED_HOSTS": HOST,
        "DEBUG": "off",
        "EMULATOR": "off",
        "HTTPS": "off",
        "CONNECTIONS": CONNECTION,
        f"CONNECTION_{CONNECTION.upper()}_REGION": REGION,
        f"CONNECTION_{CONNECTION.upper()}_ENDPOINT_URL": endpoint_url,
        "AWS_ACCESS_KEY_ID": "benchmark",
        "AWS_SECRET_ACCESS_KEY": "benchmark",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A console that is set up and can be started, several times at once."""

    home: Path
    env: Mapping[str, str]
    session: str

    @classmethod
    def at(cls, home: Path, endpoint_url: str) -> Self:
        """Set a console up in an empty folder. Raises BenchmarkFailed."""
        env = environment(endpoint_url) | {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "DATABASE_URL": f"sqlite:///{home / 'lifeguard.sqlite3'}",
            "BENCHMARK_STATIC_ROOT": str(home / "static"),
        }
        command = [sys.executable, "-m", "tests.benchmarks.prepare"]
        done = subprocess.run(
            command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=START_TIMEOUT
        )
        if done.returncode != 0:
            raise BenchmarkFailed(f"The console could not be set up.\n{done.stderr}")
        return cls(home=home, env=env, session=done.stdout.strip())

    @contextmanager
    def running(self, name: str, *, cache_seconds: float | None = None) -> Iterator["Console"]:
        """A started console; `cache_seconds` is for how long it believes settings, by default as shipped."""
        ready, log = self.home / name, self.home / f"{name}.log"
        ready.mkdir()
        env = {**self.env, "BENCHMARK_READY": str(ready)}
        if cache_seconds is not None:
            env["COGNITO_CACHE_SECONDS"] = str(cache_seconds)
        with socket.create_server((HOST, 0), backlog=512) as listening:
            port = listening.getsockname()[1]
            command = gunicorn(listening.fileno())
            with running(command, env=env, log=log, pass_fds=[listening.fileno()]) as process:
                wait_until_answering(process, port=port, path="/accounts/login/", log=log)
                wait_for_workers(ready, log)
                yield Console(port=port, session=self.session, log=log)


def gunicorn(listening: int) -> list[str]:
    """The command that serves the console on a socket that is already open."""
    options = {
        "--bind": f"fd://{listening}",
        "--workers": str(WORKERS),
        "--threads": str(THREADS),
        "--worker-class": "gthread",
        "--config": "python:tests.benchmarks.gunicorn_hooks",
    }
    flat = [text for option in options.items() for text in option]
    return [sys.executable, "-m", "gunicorn", *flat, "--no-control-socket", "console.wsgi:application"]


def wait_for_workers(ready: Path, log: Path) -> None:
    """Wait until every worker has loaded the console. Raises BenchmarkFailed."""
    deadline = time.monotonic() + START_TIMEOUT
    while len(list(ready.iterdir())) < WORKERS:
        if time.monotonic() > deadline:
            raise BenchmarkFailed(f"Not all workers came up.\n{end_of(log)}")
        time.sleep(0.02)


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """A running console, asked by an operator who is signed in."""

    port: int
    session: str
    log: Path

    def get(self, path: str) -> str:
        """A page, on a connection of its own as from a proxy. Raises BenchmarkFailed unless it is a 200."""
        return self._ask("GET", path)

    def submit(self, path: str) -> None:
        """Open a page with a form and send that as it came. Raises BenchmarkFailed when it is refused."""
        fields = urlencode(fields_of(self.get(path), action=path))
        self._ask("POST", path, body=fields, accepted=(200, 302, 303))

    def _ask(self, method: str, path: str, *, body: str = "", accepted: tuple[int, ...] = (200,)) -> str:
        connection = HTTPConnection(HOST, self.port, timeout=PAGE_TIMEOUT)
        try:
            connection.request(method, path, body=body or None, headers=self._headers())
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        if response.status not in accepted:
            raise BenchmarkFailed(f"{method} {path} answered {response.status}.\n{end_of(self.log)}")
        return page

    def _headers(self) -> dict[str, str]:
        return {
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF_SECRET}",
            "X-CSRFToken": CSRF_SECRET,
            "Content-Type": "application/x-www-form-urlencoded",
            "Connection": "close",
        }


class FormReader(HTMLParser):
    """Collects what a browser would send if the form with this action were submitted untouched."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.inside = False
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = (
                given.get("method") == "post" and (given.get("action") or self.action) == self.action
            )
        chosen = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if self.inside and tag == "input" and (name := given.get("name")) and chosen:
            self.fields.append((name, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def fields_of(page: str, *, action: str) -> list[tuple[str, str]]:
    """The fields of one form of a page, as they came."""
    reader = FormReader(action)
    reader.feed(page)
    return reader.fields
