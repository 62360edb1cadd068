"""What each of Cognito's error codes means to an operator, as data."""

from typing import Any

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

EXPLANATIONS: dict[str, Explanation] = {
    "AccessDeniedException": _plain(AccessDenied),
    "AccessDenied": _plain(AccessDenied),
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
    "ExpiredToken": EXPIRED_CREDENTIALS,
    "ExpiredTokenException": EXPIRED_CREDENTIALS,
    "FeatureUnavailableInTierException": PLAN,
    "GroupExistsException": Explanation(
        title="A group of that name exists already", advice="Choose another name.", fields=("name",)
    ),
    "IncompleteSignature": EXPIRED_CREDENTIALS,
    "InternalErrorException": _plain(ServiceFailure),
    "InternalServerException": _plain(ServiceFailure),
    "InvalidClientTokenId": EXPIRED_CREDENTIALS,
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
    "InvalidSignatureException": EXPIRED_CREDENTIALS,
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
        title="This is not possible in a secondary replica", advice="Make the change in the primary region."
    ),
    "PasswordHistoryPolicyViolationException": Explanation(
        title="This password was used before",
        advice="The pool remembers earlier passwords: choose a new one.",
        fields=("password", "temporary_password"),
    ),
    "RequestLimitExceeded": THROTTLED,
    "ResourceNotFoundException": _plain(NotFound),
    "ServiceQuotaExceededException": Explanation(
        title="A quota of this account is full", advice="Ask AWS for more, or remove what is not needed."
    ),
    "SignatureDoesNotMatch": EXPIRED_CREDENTIALS,
    "TermsExistsException": Explanation(
        kind=Conflict,
        title="This app client has a document of this kind already",
        advice="Change that one instead, or choose the other kind.",
        fields=("name",),
    ),
    "ThrottlingException": THROTTLED,
    "Throttling": THROTTLED,
    "TierChangeNotAllowedException": PLAN,
    "TooManyRequestsException": THROTTLED,
    "UnexpectedLambdaException": TRIGGER,
    "UnknownOperationException": NOT_OFFERED,
    "UnrecognizedClientException": EXPIRED_CREDENTIALS,
    "UnsupportedOperation": NOT_OFFERED,
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


def error_for(*, code: str, status: int, operation: str, **facts: Any) -> CognitoError:
    """Our exception for an error answer of Cognito: `code` is its error code, `status` its HTTP status."""
    explanation = EXPLANATIONS.get(code)
    if explanation is None:
        # A service that answers with a page instead of JSON does not know the operation.
        kind = ServiceFailure if status >= 500 else NotOffered if code in {"404", "405"} else Refused
        return kind(operation=operation, code=code, **facts)
    return explanation.kind(operation=operation, code=code, explanation=explanation, **facts)
