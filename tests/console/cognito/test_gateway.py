"""The two doors: recording, read-only, errors, the cache and the call count."""

import dataclasses

import pytest
from django.db import OperationalError
from pytest_django.fixtures import Settings

from console.access.actions import operations_of
from console.access.roles import Role
from console.cognito import budget, errors
from console.cognito.model import ContractViolation
from console.cognito.side_by_side import need, side_by_side
from console.emulator import faults, world
from tests.console.cognito.conftest import Notebook, Thin


def test_a_read_answers_what_cognito_wrote_with_times_as_numbers(thin: Thin) -> None:
    pool = thin.read("DescribeUserPool")["UserPool"]
    assert pool["Name"] == "Staff"
    assert isinstance(pool["CreationDate"], int | float)


def test_a_write_is_recorded_before_and_after(thin: Thin, notebook: Notebook) -> None:
    sub = world.make_user(thin.pool_id, "ana@example.com")
    thin.write("AdminDisableUser", Username=sub)
    assert notebook.lines == [("disable_user", "asked", "AdminDisableUser"), ("ended", "done", "")]


def test_a_refused_write_is_recorded_as_refused(thin: Thin, notebook: Notebook) -> None:
    with pytest.raises(errors.UserNotFound):
        thin.write("AdminDisableUser", Username="nobody")
    assert notebook.outcomes == ["asked", "refused"]


def test_a_write_that_cannot_be_recorded_is_not_sent(thin: Thin) -> None:
    class Broken(Notebook):
        def asked(self, *args: object, **kwargs: object) -> Notebook:
            raise OperationalError("database is locked")

    thin.access = dataclasses.replace(thin.access, recorder=Broken())
    with faults.recording() as calls, pytest.raises(OperationalError):
        thin.write("AdminDisableUser", Username="ana")
    assert calls == []


def test_a_viewer_cannot_write_whatever_the_view_did(thin: Thin, notebook: Notebook) -> None:
    thin.access = dataclasses.replace(thin.access, read_only=True)
    with faults.recording() as calls, pytest.raises(errors.ReadOnly):
        thin.write("AdminDisableUser", Username="ana")
    assert (calls, notebook.lines) == ([], [])


def test_a_role_can_only_cause_the_operations_of_its_actions(thin: Thin) -> None:
    thin.access = dataclasses.replace(thin.access, operations=operations_of(Role.HELP_DESK))
    with faults.recording() as calls, pytest.raises(errors.ReadOnly):
        thin.write("AdminDeleteUser", Username="ana")
    assert calls == []


def test_the_reading_door_does_not_write(thin: Thin) -> None:
    with pytest.raises(errors.ReadOnly):
        thin.read("AdminDisableUser", Username="ana")


@pytest.mark.parametrize("operation", ["AdminInitiateAuth", "GetUser"])
def test_nothing_that_acts_as_the_user_is_ever_called(thin: Thin, operation: str) -> None:
    with pytest.raises(errors.ReadOnly):
        thin.write(operation)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 400, errors.Throttled),
        ("ExpiredTokenException", 400, errors.CredentialsProblem),
        ("UnrecognizedClientException", 400, errors.CredentialsProblem),
        ("AccessDeniedException", 400, errors.AccessDenied),
        ("ResourceNotFoundException", 400, errors.NotFound),
        ("UserNotFoundException", 400, errors.UserNotFound),
        ("ConcurrentModificationException", 400, errors.Conflict),
        ("InternalErrorException", 500, errors.ServiceFailure),
        ("UnknownOperationException", 400, errors.NotOffered),
        ("SomethingNewException", 400, errors.Refused),
    ],
)
def test_errors_become_ours_with_the_request_id(
    thin: Thin, code: str, status: int, kind: type[errors.CognitoError]
) -> None:
    faults.fail_next("ListUsers", error=code, status=status, message="Because.", count=2)
    with pytest.raises(kind) as caught:
        thin.read("ListUsers")
    assert type(caught.value) is kind
    assert caught.value.request_id
    assert (caught.value.message, caught.value.operation) == ("Because.", "ListUsers")


def test_reads_are_tried_twice_and_writes_once(thin: Thin) -> None:
    faults.fail_next("*", error="InternalErrorException", status=500, count=10)
    with faults.recording() as calls, pytest.raises(errors.ServiceFailure):
        thin.read("ListUsers")
    assert len(calls) == 2
    with faults.recording() as calls, pytest.raises(errors.UnknownOutcome):
        thin.write("AdminDisableUser", Username="ana")
    assert len(calls) == 1


@pytest.mark.parametrize(
    "fault", [{"drop": True}, {"body": b'{"truncat'}, {"error": "InternalErrorException", "status": 500}]
)
def test_a_write_without_a_clear_answer_has_an_unknown_outcome(
    thin: Thin, notebook: Notebook, fault: dict[str, object]
) -> None:
    faults.fail_next("AdminDisableUser", **fault)  # type: ignore[arg-type]
    with pytest.raises(errors.UnknownOutcome):
        thin.write("AdminDisableUser", Username="ana")
    assert notebook.outcomes == ["asked", "unknown"]


def test_a_slow_read_times_out_as_an_error_of_its_own(thin: Thin, settings: Settings) -> None:
    settings.COGNITO_READ_TIMEOUT = 0.2
    thin.connection = dataclasses.replace(thin.connection, name="Slow")
    faults.fail_next("ListUsers", delay_seconds=0.6, count=2)
    with pytest.raises(errors.TimedOut):
        thin.read("ListUsers")


def test_missing_credentials_are_said_in_words(thin: Thin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    thin.connection = dataclasses.replace(thin.connection, name="Without credentials")
    with pytest.raises(errors.CredentialsProblem) as caught:
        thin.read("ListUsers")
    assert caught.value.code == "NoCredentialsError"


def test_a_refused_connection_is_unreachable_and_nothing_was_sent(thin: Thin, notebook: Notebook) -> None:
    thin.connection = dataclasses.replace(thin.connection, endpoint_url="http://127.0.0.1:9")
    with pytest.raises(errors.Unreachable):
        thin.write("AdminDisableUser", Username="ana")
    assert notebook.outcomes == ["asked", "refused"]


@pytest.mark.parametrize("body", [b'{"Users": [{"Username": "a"', b"<html>busy</html>", b"[]", b"", b"{}"])
def test_a_broken_answer_is_an_error_and_never_an_empty_list(thin: Thin, body: bytes) -> None:
    faults.fail_next("ListUsers", body=body)
    with pytest.raises(errors.BrokenAnswer):
        thin.read("ListUsers")


def test_settings_are_remembered_for_seconds_and_read_anew_when_asked(thin: Thin) -> None:
    with budget.counted() as calls:
        for _ in range(3):
            thin.read_lately("DescribeUserPool")
        thin.read_lately("DescribeUserPool", fresh=True)
    assert calls == ["DescribeUserPool"] * 2


def test_calls_side_by_side_come_back_in_order_with_their_errors_and_count(thin: Thin) -> None:
    with budget.counted() as calls:
        pool, problem = side_by_side(
            lambda: thin.read("DescribeUserPool"),
            lambda: thin.read("AdminListGroupsForUser", Username="nobody"),
        )
    assert need(pool)["UserPool"]["Name"] == "Staff"
    assert isinstance(problem, errors.UserNotFound)
    assert sorted(calls) == ["AdminListGroupsForUser", "DescribeUserPool"]


def test_a_call_that_breaks_the_model_is_caught_before_it_is_sent(thin: Thin) -> None:
    with pytest.raises(ContractViolation, match="Limit: 61 is over the maximum 60"):
        thin.read("ListUsers", Limit=61)
