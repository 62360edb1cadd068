"""The two ways to call Cognito. Errors, audit, read-only and the budget live here, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import botocore
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ParamValidationError,
    ProxyConnectionError,
    SSLError,
)
from botocore.exceptions import ConnectionError as BotoConnectionError
from botocore.parsers import ResponseParserError
from django.conf import settings
from django.core.cache import caches

from console.cognito import budget, left_out, lists, model
from console.cognito.answers import part_of
from console.cognito.connections import Connection, Door, client_for
from console.cognito.errors import (
    BrokenAnswer,
    CognitoError,
    CredentialsProblem,
    NotFound,
    OwnFault,
    ReadOnly,
    ServiceFailure,
    TimedOut,
    UnknownOutcome,
    Unreachable,
    WrongRegion,
)
from console.cognito.explanations import error_for
from console.cognito.lists import Pages, Stretch
from console.cognito.operations import OPERATIONS, Category
from console.cognito.usage import counter

Answer = dict[str, Any]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a write is about, as text that stays readable after the thing is gone."""

    pool_id: str = ""
    kind: str = ""
    id: str = ""
    label: str = ""


class Asked(Protocol):
    """A write that was recorded before it was sent."""

    def ended(
        self, outcome: str, *, request_id: str = "", message: str = "", target: Target | None = None
    ) -> None:
        """Record how it ended: "done", "refused" or "unknown"; `target` where it became known only now."""


class Recorder(Protocol):
    """Where writes are recorded. Raises when it cannot: then nothing is sent."""

    def asked(
        self, action: str, *, operation: str, connection: str, target: Target, details: Mapping[str, Any]
    ) -> Asked:
        """Record that a write is about to be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What a gateway needs to know: where, in whose name, and which operations that role may cause."""

    connection: Connection
    recorder: Recorder
    operations: frozenset[str]
    read_only: bool = True
    pool_id: str = field(default="")


class Gateway:
    """Speaks product words to its callers and Cognito's to Cognito."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.connection = access.connection
        self.pool_id = access.pool_id

    def _read(self, operation: str, **parameters: Any) -> Answer:
        """Call a read operation. Raises CognitoError."""
        self._check_door(operation, "read")
        try:
            answer = self._call(operation, parameters, "read")
        except (ClientError, BotoCoreError, CognitoError) as error:
            raise self._translated(error, operation) from error
        left_out.note(operation, answer)
        return answer

    def _read_lately(self, operation: str, *, fresh: bool = False, **parameters: Any) -> Answer:
        """Like `_read`, answered from the last seconds' cache unless `fresh`. For settings, never before a write."""
        cache = caches["cognito"]
        key = self._cache_key(operation, parameters)
        answer: Answer | None = None if fresh else cache.get(key)
        if answer is None:
            answer = self._to_keep(operation, self._read(operation, **parameters))
            cache.set(key, answer, settings.COGNITO_CACHE_SECONDS)
        else:
            left_out.note(operation, answer)
        return answer

    def _pages(
        self,
        operation: str,
        member: str,
        make: Callable[[Any], Item],
        *,
        keep: Callable[[Item], bool] | None = None,
        read: Callable[..., Answer] | None = None,
        optional: bool = False,
        **parameters: Any,
    ) -> Pages[Item]:
        """How `console.cognito.lists` reads the pages of a list: what `make` makes of the items of that `member`.

        `keep` leaves out what does not count; `read` is the door, `_read` unless told otherwise. An answer without
        the member is broken unless it is `optional`.
        """
        paging = lists.token_member(operation)

        def page(token: str) -> Stretch[Item]:
            paged = {paging: token} if token else {}
            with lists.continuing(token):
                answer = (read or self._read)(operation, **parameters, **paged)
            listed = answer.get(member) or () if optional else part_of(answer, member, operation=operation)
            made = map(make, listed)
            items = tuple(item for item in made if keep is None or keep(item))
            return Stretch(operation=operation, items=items, next_token=answer.get(paging) or "")

        return page

    def _write(
        self,
        operation: str,
        *,
        action: str,
        target: Target,
        details: Mapping[str, Any] | None = None,
        made: Callable[[Answer], Target] | None = None,
        **parameters: Any,
    ) -> Answer:
        """Record, call a write operation once, record the outcome.

        `details` are what the audit trail keeps; never secrets. `made` reads out of the answer what was created,
        whose id nobody knew before. Raises CognitoError; UnknownOutcome when it is
        not known whether Cognito carried it out.
        """
        self._check_door(operation, "write")
        asked = self.access.recorder.asked(
            action,
            operation=operation,
            connection=self.connection.slug,
            target=target,
            details=details or {},
        )
        try:
            answer = self._call(operation, parameters, "write")
        except (ClientError, BotoCoreError, CognitoError) as error:
            problem = _as_write(self._translated(error, operation))
            asked.ended(
                problem.outcome, request_id=problem.request_id, message=f"{problem.code}: {problem.what}"
            )
            raise problem from error
        finally:
            self._forget_cached(operation)
        asked.ended("done", request_id=request_id_of(answer), target=made(answer) if made else None)
        return answer

    def _to_keep(self, operation: str, answer: Answer) -> Answer:
        """What of an answer may stay in the cache for seconds. Gateways that read secrets take them out."""
        return answer

    def _check_door(self, operation: str, door: Door) -> None:
        """Refuse what the role's actions do not name, whatever the view did. Raises ReadOnly."""
        wrong_door = OPERATIONS[operation].kind != door or (door == "write" and self.access.read_only)
        if wrong_door or operation not in self.access.operations:
            raise ReadOnly(operation=operation, connection=self.connection.name)

    def _call(self, operation: str, parameters: Mapping[str, Any], door: Door) -> Answer:
        if settings.COGNITO_CHECK_CONTRACT:
            model.check_contract(operation, parameters)
        client = client_for(self.connection, door=door, read_only=self.access.read_only)
        budget.note(operation)
        counter.note(self.connection.slug, operation)
        try:
            answer: Answer = getattr(client, botocore.xform_name(operation))(**parameters)
        except BotoCoreError:
            raise
        except STUMBLES as error:
            # A write has to be recorded as unclear all the same.
            raise BrokenAnswer(operation=operation, message=f"{type(error).__name__}: {error}") from error
        return answer

    def _cache_key(self, operation: str, parameters: Mapping[str, Any]) -> str:
        role = "read-only" if self.access.read_only else "full"
        facts = ":".join(f"{name}={parameters[name]}" for name in sorted(parameters))
        return f"{self.connection.slug}:{self.connection.endpoint_url}:{role}:{operation}:{facts}"

    def _forget_cached(self, operation: str) -> None:
        # Settings are rarely written: forgetting all of this process is simpler than knowing which.
        if OPERATIONS[operation].category in SETTINGS_WRITES:
            caches["cognito"].clear()

    def _translated(self, error: Exception, operation: str) -> CognitoError:
        facts: dict[str, Any] = {"operation": operation, "connection": self.connection.name}
        if isinstance(error, CognitoError):
            error.connection = self.connection.name
            return error
        if isinstance(error, ClientError):
            problem = _from_client_error(error, facts)
            if self._is_elsewhere(problem):
                return WrongRegion(code=problem.code, request_id=problem.request_id, **facts)
            return problem
        if isinstance(error, ParamValidationError):
            return OwnFault(code="ParamValidationError", message=str(error), **facts)
        return _from_library_error(error, facts)

    def _is_elsewhere(self, problem: CognitoError) -> bool:
        """Whether a pool is not found and its id names another region; a replica's names that of its primary."""
        named = self.pool_id.partition("_")[0]
        about_the_pool = problem.operation == "DescribeUserPool" or self.pool_id in problem.message
        return (
            type(problem) is NotFound and bool(named) and about_the_pool and named != self.connection.region
        )


SETTINGS_WRITES = frozenset(
    {
        Category.USER_POOL_UPDATE,
        Category.USER_POOL_RESOURCE_UPDATE,
        Category.USER_POOL_CLIENT_UPDATE,
    }
)


def request_id_of(answer: Mapping[str, Any]) -> str:
    """The AWS request id of an answer, or an empty text."""
    return str(answer.get("ResponseMetadata", {}).get("RequestId", ""))


def _from_client_error(error: ClientError, facts: Mapping[str, Any]) -> CognitoError:
    response: Mapping[str, Any] = error.response
    # A refusal while assuming the connection's role says that the credentials are of no use.
    if error.operation_name == "AssumeRole":
        return CredentialsProblem(
            **facts,
            code=f"AssumeRole {response['Error'].get('Code', '')}",
            message=response["Error"].get("Message", ""),
            request_id=request_id_of(response),
        )
    return error_for(
        code=response["Error"].get("Code", ""),
        status=response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500),
        message=response["Error"].get("Message", ""),
        request_id=request_id_of(response),
        **facts,
    )


# How botocore fails over an answer that it did not expect.
STUMBLES = (ArithmeticError, AttributeError, LookupError, ResponseParserError, TypeError, ValueError)
NOT_SENT = (ConnectTimeoutError, EndpointConnectionError, ProxyConnectionError, SSLError)


def _from_library_error(error: Exception, facts: Mapping[str, Any]) -> CognitoError:
    if isinstance(error, NOT_SENT):
        return Unreachable(**facts)
    if isinstance(error, BotoConnectionError | HTTPClientError):
        return TimedOut(**facts)
    # What is left of botocore's own errors is about credentials, profiles and tokens.
    return CredentialsProblem(code=type(error).__name__, message=str(error), **facts)


def _as_write(problem: CognitoError) -> CognitoError:
    """A write without a clear answer has an unknown outcome."""
    if not isinstance(problem, TimedOut | ServiceFailure | BrokenAnswer):
        return problem
    return UnknownOutcome(
        operation=problem.operation,
        code=problem.code,
        message=problem.message,
        request_id=problem.request_id,
        connection=problem.connection,
    )
