"""What an error means beyond one call: for the next person."""

from console.cognito.errors import (
    AccessDenied,
    CognitoError,
    CredentialsProblem,
    NotFound,
    Throttled,
    UnknownOutcome,
    Unreachable,
    UserNotFound,
)

SHARED = AccessDenied | CredentialsProblem | NotFound | Throttled | UnknownOutcome | Unreachable


def concerns_everybody(error: CognitoError) -> bool:
    """Whether the next person would meet the same problem."""
    daily_limit = error.code == "LimitExceededException" and "daily" in error.message.lower()
    return daily_limit or (isinstance(error, SHARED) and not isinstance(error, UserNotFound))
