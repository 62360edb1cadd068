"""What each of Cognito's error codes means to an operator, as data."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from console.cognito import model
from console.cognito.errors import (
    AccessDenied,
    CognitoError,
    Conflict,
    CredentialsProblem,
    Explanation,
    NotDelivered,
    NotFound,
    NotOffered,
    Refused,
    ServiceFailure,
    Throttled,
    Unreachable,
    UserNotFound,
)


def _plain(kind: type[CognitoError]) -> Explanation:
    return Explanation(kind=kind, title=kind.title, advice=kind.advice)


SMS_ROLE = Explanation(
    title="The SMS role of this pool is broken",
    advice="Until its trust and permissions are repaired in IAM, Cognito refuses every change to this pool.",
)
TRIGGER = Explanation(
    title="A Lambda trigger of this pool refused or failed",
    advice="Read what the trigger said; its owner can find the reason in the function's log.",
)
PLAN = Explanation(
    title="This pool's feature plan does not allow that",
    advice="Choose another plan for the pool, or leave this feature off.",
)
EXPIRED_CREDENTIALS = _plain(CredentialsProblem)
NOT_OFFERED = _plain(NotOffered)
THROTTLED = _plain(Throttled)
FORBIDDEN = Explanation(
    kind=AccessDenied,
    title="Lifeguard is not allowed to do this",
    advice="The service, or a proxy or firewall in front of it, refuses without AWS’s reasons. Ask whoever runs it.",
)
REDIRECTED = Explanation(
    kind=Unreachable,
    title="Cognito’s address leads elsewhere",
    advice=(
        "The answer was a redirect, such as to a sign-in page: something stands between Lifeguard and the service. "
        "Nothing was changed. Check the network and the connection’s endpoint."
    ),
)

EXPLANATIONS: dict[str, Explanation] = {
    "AccessDeniedException": _plain(AccessDenied),
    "AliasExistsException": Explanation(
        title="Somebody else in this pool already has this address or number",
        advice="Find that user first: an address can sign in only one person.",
        fields=("email", "phone_number", "preferred_username", "username"),
    ),
    "CachedCIMDURLDoesNotExistException": Explanation(
        kind=NotFound,
        title="Cognito keeps no document of this address",
        advice="It was never fetched, or was dropped since. Look at the list of addresses again.",
    ),
    "CodeDeliveryFailureException": _plain(NotDelivered),
    "ConcurrentModificationException": _plain(Conflict),
    "DuplicateProviderException": Explanation(
        title="An identity provider of this name exists already",
        advice="Choose another name, or change the one that is there.",
        fields=("name",),
    ),
    "ExpiredTokenException": EXPIRED_CREDENTIALS,
    "FeatureUnavailableInTierException": PLAN,
    "GroupExistsException": Explanation(
        title="A group of that name exists already", advice="Choose another name.", fields=("name",)
    ),
    "InternalErrorException": _plain(ServiceFailure),
    "InternalServerException": _plain(ServiceFailure),
    "InvalidEmailRoleAccessPolicyException": Explanation(
        title="This pool may not send e-mail with its SES identity",
        advice="Repair the SES identity or its sending policy, then try again.",
    ),
    "InvalidLambdaResponseException": TRIGGER,
    "InvalidParameterException": Explanation(
        title="Cognito does not accept a value",
        advice="Read what Cognito said, change the value, and try again.",
    ),
    "InvalidPasswordException": Explanation(
        title="The password does not meet the pool's policy",
        advice="Choose one that follows the policy shown, or let Cognito generate it.",
        fields=("temporary_password", "password"),
    ),
    "InvalidSmsRoleAccessPolicyException": SMS_ROLE,
    "InvalidSmsRoleTrustRelationshipException": SMS_ROLE,
    "LimitExceededException": Explanation(
        title="A limit of Cognito is reached",
        advice="Repeating does not help now: too many attempts for this user, or a resource quota is full.",
    ),
    "ManagedLoginBrandingExistsException": Explanation(
        kind=Conflict,
        title="This app client has a style already",
        advice="Look at it, and change it instead: an app client has one style.",
        fields=("values",),
    ),
    "NotAuthorizedException": Explanation(
        title="Cognito does not allow this for this user now",
        advice="Read what Cognito said: it names the reason.",
    ),
    "OperationNotEnabledException": Explanation(
        title="This is not possible in this pool now",
        advice="In a secondary replica, make the change in the primary region. While a point-in-time recovery is under "
        "way, wait until it has ended: writes are paused.",
    ),
    "PasswordHistoryPolicyViolationException": Explanation(
        title="This password was used before",
        advice="The pool remembers earlier passwords: choose a new one.",
        fields=("password", "temporary_password"),
    ),
    "ResourceNotFoundException": _plain(NotFound),
    "ServiceQuotaExceededException": Explanation(
        title="A quota of this account is full", advice="Ask AWS for more, or remove what is not needed."
    ),
    "TermsExistsException": Explanation(
        kind=Conflict,
        title="This app client has a document of this kind already",
        advice="Change that one instead, or choose the other kind.",
        fields=("name",),
    ),
    "TierChangeNotAllowedException": PLAN,
    "TooManyRequestsException": THROTTLED,
    "UnexpectedLambdaException": TRIGGER,
    "UnknownOperationException": NOT_OFFERED,
    "UnsupportedUserStateException": Explanation(
        kind=Conflict,
        title="The user's status does not allow this",
        advice="Their status may have changed meanwhile: look at the user again.",
    ),
    "UserImportInProgressException": Explanation(
        kind=Conflict,
        title="A user import is running in this pool",
        advice="Cognito refuses changes until it has ended. Try again later.",
    ),
    "UserLambdaValidationException": TRIGGER,
    "UsernameExistsException": Explanation(
        title="This user exists already",
        advice="Choose another username, or open the existing user.",
        fields=("username", "email", "phone_number"),
    ),
    "UserNotFoundException": _plain(UserNotFound),
    "UserPoolAddOnNotEnabledException": Explanation(
        title="Threat protection is off in this pool",
        advice="It needs the Plus plan and has to be turned on first.",
    ),
    "UserPoolTaggingException": Explanation(
        title="A tag breaks AWS's rules for tags", advice="Check its key and value.", fields=("tags",)
    ),
}


# How services spell that they do not offer an operation, that it is not allowed, that they are busy and that the
# credentials are of no use: in small letters, without what ends such names.
SPELLINGS: Mapping[Explanation, frozenset[str]] = {
    NOT_OFFERED: frozenset(
        {
            "actionnotfound",
            "actionnotimplemented",
            "actionnotsupported",
            "invalidaction",
            "invalidoperation",
            "methodnotallowed",
            "notsupported",
            "notyetimplemented",
            "operationnotfound",
            "operationnotimplemented",
            "operationnotsupported",
            "unimplemented",
            "unknownaction",
            "unknownoperation",
        }
    ),
    FORBIDDEN: frozenset(
        {
            "accessforbidden",
            "forbidden",
            "permissiondenied",
            "unauthorized",
            "unauthorizedaccess",
            "unauthorizedoperation",
        }
    ),
    _plain(AccessDenied): frozenset({"accessdenied"}),
    THROTTLED: frozenset(
        {
            "ratelimit",
            "ratelimited",
            "ratelimitexceeded",
            "rateexceeded",
            "requestlimitexceeded",
            "requestthrottled",
            "slowdown",
            "throttled",
            "throttling",
            "toomanyrequests",
        }
    ),
    EXPIRED_CREDENTIALS: frozenset(
        {
            "authfailure",
            "expiredtoken",
            "incompletesignature",
            "invalidaccesskeyid",
            "invalidclienttokenid",
            "invalidsignature",
            "missingauthenticationtoken",
            "requestexpired",
            "requesttimetooskewed",
            "signaturedoesnotmatch",
            "unrecognizedclient",
        }
    ),
}
BY_SPELLING = {spelling: meaning for meaning, spellings in SPELLINGS.items() for spelling in spellings}
# "NotImplementedYet", "UnsupportedApi": whatever follows.
NOT_OFFERED_BEGINNINGS = ("notimplemented", "unsupported")
BY_STATUS = {401: FORBIDDEN, 403: FORBIDDEN, 405: NOT_OFFERED, 429: THROTTLED, 501: NOT_OFFERED}


def error_for(*, code: str, status: int, operation: str, **facts: Any) -> CognitoError:
    """Our exception for an error answer of Cognito: `code` is its error code, `status` its HTTP status."""
    explanation = EXPLANATIONS.get(code) or _recognised(code, status)
    if explanation is None:
        kind = ServiceFailure if status >= 500 else Refused
        return kind(operation=operation, code=code, **facts)
    return explanation.kind(operation=operation, code=code, explanation=explanation, **facts)


def _recognised(code: str, status: int) -> Explanation | None:
    """What a code that is none of Cognito's means, by its spelling or by the HTTP status that it came with."""
    if code in _own_codes():
        return None
    spelling = re.sub(r"[^a-z0-9]", "", re.split(r"[#.:/]", code.casefold())[-1])
    spelling = re.sub(r"(exception|error|fault)$", "", spelling)
    if meaning := BY_SPELLING.get(spelling):
        return meaning
    if spelling.startswith(NOT_OFFERED_BEGINNINGS):
        return NOT_OFFERED
    if 300 <= status < 400:
        return REDIRECTED
    # A service that answers with a page instead of JSON does not know the operation.
    return NOT_OFFERED if code == "404" else BY_STATUS.get(status)


@cache
def _own_codes() -> frozenset[str]:
    """The error codes that Cognito's own model has, which mean what they say."""
    return frozenset(shape.error_code for shape in model.service_model().error_shapes)
