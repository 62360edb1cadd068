"""What errors mean beyond one call: for the next person, for the next page, after looking again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from console.cognito.errors import (
    AccessDenied,
    CognitoError,
    CredentialsProblem,
    Explanation,
    NotFound,
    Refused,
    Throttled,
    UnknownOutcome,
    Unreachable,
    UserNotFound,
)

E = TypeVar("E", bound=CognitoError)


class TokenExpired(Refused):
    """A page's token is older than an hour, or belongs to another list."""

    title = "This page of the list is no longer available"
    advice = "Cognito keeps its place in a list for one hour. Start again from the first page."


SHARED = AccessDenied | CredentialsProblem | NotFound | Throttled | UnknownOutcome | Unreachable


def concerns_everybody(error: CognitoError) -> bool:
    """Whether the next person would meet the same problem."""
    daily_limit = error.code == "LimitExceededException" and "daily" in error.message.lower()
    return daily_limit or (isinstance(error, SHARED) and not isinstance(error, UserNotFound))


@contextmanager
def continuing(token: str) -> Iterator[None]:
    """Inside, a list is read on from a token: a refusal then means the token, since all else is known to be right.

    Raises TokenExpired.
    """
    try:
        yield
    except Refused as error:
        if token and error.code == "InvalidParameterException":
            raise TokenExpired(operation=error.operation, message=error.message) from error
        raise


def told(error: E, found: str) -> E:
    """The same error with what was found as its advice."""
    error.explanation = Explanation(kind=type(error), title=error.what, advice=found)
    return error
