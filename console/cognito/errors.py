"""Cognito's refusals and failures as our own exceptions, in words for operators."""

from dataclasses import dataclass
from typing import ClassVar


class CognitoError(Exception):
    """A call that did not end well: what failed, why, what to do, and the AWS request id.

    `status` is the HTTP status that fits, `fields` are the form fields that may have caused it, most likely
    first; `message` is Cognito's own text, which strangers may have influenced.
    """

    status: ClassVar[int] = 502
    title: ClassVar[str] = "Cognito could not do that"
    advice: ClassVar[str] = "Try again. If it happens again, give the request id to your AWS administrator."
    # Whose words the message is.
    speaker: ClassVar[str] = "Cognito"
    # What is known about a write that ended this way: refused (not done) or unknown.
    outcome: ClassVar[str] = "refused"

    def __init__(
        self,
        *,
        operation: str,
        code: str = "",
        message: str = "",
        request_id: str = "",
        connection: str = "",
        explanation: "Explanation | None" = None,
    ) -> None:
        super().__init__(f"{operation}: {code or type(self).__name__}")
        self.operation = operation
        self.code = code or type(self).__name__
        self.message = message
        self.request_id = request_id
        self.connection = connection
        self.explanation = explanation

    @property
    def what(self) -> str:
        return self.explanation.title if self.explanation else self.title

    @property
    def suggestion(self) -> str:
        return self.explanation.advice if self.explanation else self.advice

    @property
    def fields(self) -> tuple[str, ...]:
        return self.explanation.fields if self.explanation else ()


class Refused(CognitoError):
    """Cognito understood and said no."""

    status = 422
    title = "Cognito refused"
    advice = "Read what Cognito said, change the input, and try again."


class TokenExpired(Refused):
    """A page's token is older than an hour, or belongs to another list."""

    title = "This page of the list is no longer available"
    advice = "Cognito keeps its place in a list for one hour. Start again from the first page."


class OwnFault(Refused):
    """The AWS library refused to send a call that Lifeguard made; nothing was sent."""

    title = "Lifeguard made a call that cannot be sent"
    advice = (
        "This is a fault of Lifeguard, not of what was typed. Nothing was sent. Report it with these words."
    )
    speaker = "The AWS library"


class NotDelivered(Refused):
    """The message did not arrive. What it told of may have been done all the same: the user exists, or has changed."""

    title = "The message could not be delivered"
    advice = "Check the address and the pool's sender, then resend."
    outcome = "unknown"


class NotFound(CognitoError):
    """The pool, group, app client or provider is gone, or was never there."""

    status = 404
    title = "This does not exist any more"
    advice = "It may have been deleted meanwhile, or it belongs to another region. Go back to the list."


class UserNotFound(NotFound):
    """The user is gone."""

    title = "This user does not exist any more"
    advice = "They may have been deleted meanwhile. Go back to the list of users."


class WrongRegion(NotFound):
    """The pool is not found, and its id names another region than the connection's."""

    title = "This pool is in another region"
    advice = (
        "Its id names another region, and it has no replica here. Open it through a connection of its own."
    )


class Conflict(CognitoError):
    """Somebody else is changing the same thing."""

    status = 409
    title = "Somebody else is changing this at the same moment"
    advice = "Look at it again, then repeat your change if it is still wanted."


class Throttled(CognitoError):
    """The account's request quota is used up for now; nothing was done."""

    status = 429
    title = "Cognito is busy"
    advice = (
        "The request quota of this account and region is used up for the moment; sign-ins draw on it too. "
        "Nothing was changed. Wait a few seconds and try again."
    )


class AccessDenied(CognitoError):
    """The console's own IAM role lacks a permission."""

    status = 502
    title = "Lifeguard's AWS role may not do this"
    advice = "Ask your AWS administrator to allow this action to the role that Lifeguard uses."


class CredentialsProblem(CognitoError):
    """There are no AWS credentials, or they are expired or wrong."""

    status = 503
    title = "Lifeguard has no valid AWS credentials"
    advice = "They are missing, expired or wrong. The person who runs Lifeguard can renew them; nothing was changed."


class Unreachable(CognitoError):
    """No connection could be made; nothing was sent."""

    status = 503
    title = "Cognito cannot be reached"
    advice = "No connection could be made, so nothing was changed. Check the network, then try again."


class TimedOut(CognitoError):
    """A read was not answered in time."""

    status = 504
    title = "Cognito did not answer in time"
    advice = "Nothing was changed. Try again in a moment."


class ServiceFailure(CognitoError):
    """Cognito failed inside (HTTP 5xx)."""

    status = 502
    title = "Cognito had an internal failure"


class BrokenAnswer(CognitoError):
    """The answer was cut short or was not JSON: it is not shown, since it may look complete and be empty."""

    status = 502
    title = "Cognito's answer was broken"
    advice = "The answer was cut short or unreadable, so nothing of it is shown. Try again."


class EndlessList(BrokenAnswer):
    """A list went in a circle, or on and on without a word of what was looked for: nobody knows what is in it."""

    title = "Cognito's list did not come to an end"
    advice = "Lifeguard stopped asking, so what was looked for may be there or not. Try again in a moment."


class NotOffered(CognitoError):
    """The connected service does not know this operation."""

    status = 501
    title = "This service does not offer that"
    advice = (
        "The connected service does not know this operation. On Amazon Cognito itself it may be available."
    )


class UnknownOutcome(CognitoError):
    """A write was sent, but whether it was carried out is not known. Never repeated by itself."""

    status = 504
    title = "It is not known whether this was done"
    advice = (
        "The request was sent, but no clear answer came back. Look at the present state before you repeat it."
    )
    outcome = "unknown"


class ReadOnly(CognitoError):
    """A gateway opened for reading was asked to write."""

    status = 403
    title = "This is a read-only view"
    advice = "Your role can look, not change. Ask an administrator for the change."


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What an error code means to an operator."""

    kind: type[CognitoError] = Refused
    title: str
    advice: str
    fields: tuple[str, ...] = ()
