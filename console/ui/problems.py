"""Failures as pages in plain words: what, why, what to do, the request id. Never a traceback."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import structlog
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from console.cognito import left_out
from console.cognito.errors import AccessDenied, CognitoError, Throttled
from console.ui.pages import PageRequest

log = structlog.get_logger(__name__)

READS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What an error page says."""

    status: int
    title: str
    advice: str
    why: str = ""
    speaker: str = "Cognito"
    operation: str = ""
    code: str = ""
    connection: str = ""
    request_id: str = ""

    @classmethod
    def of(cls, error: CognitoError) -> "Problem":
        return cls(
            status=error.status,
            title=error.what,
            advice=_advice(error),
            why=error.message,
            speaker=error.speaker,
            operation=error.operation,
            code=error.code,
            connection=error.connection,
            request_id=error.request_id,
        )

    @classmethod
    def in_answer(cls, answer: object) -> "Problem | None":
        """Why a call made beside others failed; None where it did not."""
        return cls.of(answer) if isinstance(answer, CognitoError) else None


DATABASE_PROBLEM = Problem(
    status=503,
    title="Lifeguard's own database does not answer",
    why="Without it nothing can be recorded, so nothing is sent to Cognito.",
    advice="Wait a moment and try again. If you had just confirmed a change, look whether it was made.",
)
UNFORESEEN = Problem(
    status=500,
    title="Something went wrong in Lifeguard",
    advice="It has been logged. If you had just confirmed a change, look whether it was made before repeating it.",
)


def _advice(error: CognitoError) -> str:
    if isinstance(error, AccessDenied):
        return f"{error.suggestion} The action is cognito-idp:{error.operation}."
    return error.suggestion


class CountLeftOut:
    """Middleware: `request.left_out` is how many rows of which lists could not be read for this page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with left_out.counted() as rows:
            cast(PageRequest, request).left_out = rows
            return self.get_response(request)


class ExplainFailures:
    """Middleware: answers what a view could not handle with a page, or a fragment where htmx asked for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, CognitoError):
            log.warning("cognito_problem", operation=error.operation, code=error.code, aws=error.request_id)
            return _page(request, Problem.of(error))
        if isinstance(error, DatabaseError):
            log.error("database_problem", exc_info=error)
            return _page_without_database(DATABASE_PROBLEM)
        return None


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for what nobody caught, such as a database that fails outside of a view."""
    error = sys.exc_info()[1]
    return _page_without_database(DATABASE_PROBLEM if isinstance(error, DatabaseError) else UNFORESEEN)


def _page(request: HttpRequest, problem: Problem) -> HttpResponse:
    htmx = getattr(request, "htmx", False)
    template = "errors/_problem.html" if htmx else "errors/problem.html"
    context = {"problem": problem, "reads": request.method in READS, "back": _sent_from(request)}
    response = render(request, template, context, status=problem.status)
    if problem.status == Throttled.status:
        response["Retry-After"] = "5"
    return response


def _sent_from(request: HttpRequest) -> str:
    """The page of ours that a form was sent from: the address of a write itself may be none to be read."""
    sender = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        sender, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return sender if ours else ""


def _page_without_database(problem: Problem) -> HttpResponse:
    return HttpResponse(
        render_to_string("errors/problem_plain.html", {"problem": problem}), status=problem.status
    )
