"""Errors in the words of the service. Every one of them is HTTP 400 unless it says otherwise."""


class ServiceError(Exception):
    """An answer that is an error: `code` is the exception's name in the API, `message` its text."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status


def invalid_parameter(message: str) -> ServiceError:
    return ServiceError("InvalidParameterException", message)


def limit_exceeded(message: str) -> ServiceError:
    return ServiceError("LimitExceededException", message)


def not_authorized(message: str) -> ServiceError:
    return ServiceError("NotAuthorizedException", message)


def operation_not_enabled(message: str) -> ServiceError:
    return ServiceError("OperationNotEnabledException", message)


def resource_not_found(message: str) -> ServiceError:
    return ServiceError("ResourceNotFoundException", message)


def user_not_found() -> ServiceError:
    return ServiceError("UserNotFoundException", "User does not exist.")


def unsupported_user_state(message: str) -> ServiceError:
    return ServiceError("UnsupportedUserStateException", message)


def unknown_operation(operation: str) -> ServiceError:
    """What JSON services of AWS answer when they do not know the operation."""
    return ServiceError("UnknownOperationException", f"{operation} is not offered by this service.")
