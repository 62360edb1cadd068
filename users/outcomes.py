"""What errors mean beyond one call: for the next person, for the next page, after looking again."""

from typing import TypeVar

from console.cognito.errors import (
    AccessDenied,
    CognitoError,
    CredentialsProblem,
    Explanation,
    NotFound,
    Throttled,
    UnknownOutcome,
    Unreachable,
    UserNotFound,
)

E = TypeVar("E", bound=CognitoError)


SHARED = AccessDenied | CredentialsProblem | NotFound | Throttled | UnknownOutcome | Unreachable


def concerns_everybody(error: CognitoError) -> bool:
    """Whether the next person would meet the same problem."""
    daily_limit = error.code == "LimitExceededException" and "daily" in error.message.lower()
    return daily_limit or (isinstance(error, SHARED) and not isinstance(error, UserNotFound))


def told(error: E, found: str) -> E:
    """The same error with what was found as its advice."""
    error.explanation = Explanation(kind=type(error), title=error.what, advice=found)
    return error
