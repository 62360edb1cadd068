"""Writes are recorded before and after; one that cannot be recorded is not sent."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.test import RequestFactory

from console.access.actions import operations_of
from console.access.models import Operator
from console.access.roles import Role
from console.audit.models import Entry, Outcome
from console.audit.recorder import TrailRecorder
from console.cognito import errors
from console.cognito.connections import Connection
from console.cognito.gateway import Access, Gateway, Target
from console.emulator import faults, world
from tests.console.audit.conftest import in_thread

RECORDER = TrailRecorder(operator_id=7, operator="helpdesk", role="Help desk", address="192.0.2.1")


class Disabling(Gateway):
    def disable(self, username: str) -> None:
        self._write(
            "AdminDisableUser",
            action="disable_user",
            target=Target(pool_id=self.pool_id, kind="user", id="1", label="Ana"),
            details={"before": {"enabled": True}, "reason": "ticket 4711"},
            UserPoolId=self.pool_id,
            Username=username,
        )


@pytest.fixture
def gateway(connection: Connection, pool_id: str) -> Disabling:
    return Disabling(
        Access(
            connection=connection,
            recorder=RECORDER,
            operations=operations_of(Role.HELP_DESK),
            read_only=False,
            pool_id=pool_id,
        )
    )


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """The database as it is while somebody else never stops writing."""
    connections.settings["default"]["OPTIONS"]["timeout"] = 0.1
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()


@pytest.mark.django_db
def test_a_write_leaves_two_entries_of_one_attempt(gateway: Disabling) -> None:
    gateway.disable(world.make_user(gateway.pool_id, "ana@example.com"))
    done, asked = Entry.objects.all()
    assert (asked.outcome, done.outcome) == (Outcome.ASKED, Outcome.DONE)
    assert asked.attempt == done.attempt
    assert (asked.aws_request_id, bool(done.aws_request_id)) == ("", True)
    for entry in (asked, done):
        assert (entry.operator, entry.role, entry.address) == ("helpdesk", "Help desk", "192.0.2.1")
        assert (entry.connection, entry.pool_id, entry.target_label) == ("embedded", gateway.pool_id, "Ana")
        assert (entry.operation, entry.reason) == ("AdminDisableUser", "ticket 4711")
        assert entry.details == {"before": {"enabled": True}}


@pytest.mark.django_db
def test_a_refusal_is_recorded_with_what_cognito_said(gateway: Disabling) -> None:
    with pytest.raises(errors.UserNotFound):
        gateway.disable("nobody")
    refused = Entry.objects.all()[0]
    assert refused.outcome == Outcome.REFUSED
    assert refused.message.startswith("UserNotFoundException: ")


@pytest.mark.django_db
def test_a_write_that_was_not_answered_is_recorded_as_unknown(gateway: Disabling) -> None:
    sub = world.make_user(gateway.pool_id, "ana@example.com")
    faults.fail_next("AdminDisableUser", drop=True, applied=True)
    with pytest.raises(errors.UnknownOutcome):
        gateway.disable(sub)
    assert Entry.objects.all()[0].outcome == Outcome.UNKNOWN


def test_nothing_is_sent_while_the_trail_cannot_be_written(gateway: Disabling, database_file: Path) -> None:
    sub = world.make_user(gateway.pool_id, "ana@example.com")
    with faults.recording() as calls, locked(database_file), pytest.raises(OperationalError):
        in_thread(lambda: gateway.disable(sub))
    assert calls == []
    assert in_thread(Entry.objects.count) == 0


def test_a_lost_outcome_is_raised_and_leaves_the_asked_entry(database_file: Path) -> None:
    target = Target(pool_id="us-east-1_staff", kind="user", id="1", label="Ana")
    asked = in_thread(
        lambda: RECORDER.asked(
            "disable_user", operation="AdminDisableUser", connection="embedded", target=target, details={}
        )
    )
    with locked(database_file), pytest.raises(OperationalError):
        in_thread(lambda: asked.ended("done"))
    assert in_thread(lambda: [entry.outcome for entry in Entry.objects.all()]) == [Outcome.ASKED]


@pytest.mark.django_db
def test_what_is_no_write_leaves_one_entry(viewer: Operator) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.9")
    recorder = TrailRecorder.of(request, role="Viewer", operator=viewer)
    recorder.note("reveal_user", target=Target(kind="user", id="1", label="Ana"), reason="ticket 4711")
    entry = Entry.objects.get()
    assert (entry.operator, entry.operator_id, entry.address) == ("viewer", viewer.pk, "192.0.2.9")
    assert (entry.action, entry.outcome, entry.reason) == ("reveal_user", Outcome.DONE, "ticket 4711")
