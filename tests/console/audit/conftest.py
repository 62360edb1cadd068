"""Entries to look at, and a database in a file that threads can share."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from console.audit.models import Chain, Entry, Outcome, append

T = TypeVar("T")

ANA = "5b1f5d3e-1111-4222-8333-444455556666"
POOL = "us-east-1_staff"


def entry_of(**facts: Any) -> Entry:
    """An entry about Ana in the Staff pool, unless said otherwise."""
    about_ana: dict[str, Any] = {
        "action": "disable_user",
        "outcome": Outcome.DONE,
        "operator": "helpdesk",
        "operator_id": 7,
        "role": "Help desk",
        "connection": "embedded",
        "pool_id": POOL,
        "target_kind": "user",
        "target_id": ANA,
        "target_label": "ana@example.com",
    }
    return append(**(about_ana | facts))


def tamper(statement: str, *values: str | int) -> None:
    """Change the database behind Lifeguard's back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def in_thread(work: Callable[[], T]) -> T:
    """Do something on a database connection of its own."""
    [result] = in_threads(work)
    return result


def in_threads(*works: Callable[[], T]) -> list[T]:
    """Do things at the same time; raises what the first that failed raised."""
    results: list[T] = []
    failures: list[BaseException] = []

    def run(work: Callable[[], T]) -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  handed on to the test
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return results


@pytest.fixture
def database_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> Iterator[Path]:
    """An SQLite file with an empty trail. Threads started meanwhile use it; this thread does not."""
    path = tmp_path / "trail.sqlite3"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    monkeypatch.setitem(
        connections.settings,
        "default",
        {**connections.settings["default"], "NAME": str(path), "OPTIONS": options},
    )

    def create_tables() -> None:
        with connection.schema_editor() as editor:
            editor.create_model(Chain)
            editor.create_model(Entry)

    with django_db_blocker.unblock():
        in_thread(create_tables)
        yield path
