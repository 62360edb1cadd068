"""Carries a call out: validate, then the corrected operation, or else moto's own."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.exceptions import JsonRESTError
from moto.core.utils import camelcase_to_underscores

from console.emulator.overlay.core.empty_pages import after_empty_pages
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter, unknown_operation
from console.emulator.overlay.core.model import operation_model, shaped
from console.emulator.overlay.core.registry import ACCOUNT_ID, GATES, LOCK, OPERATIONS, Call
from console.emulator.overlay.core.validation import validate

# moto answers a bad token with a code that the operations do not have.
CODES_OF_MOTO = {"InvalidToken": "InvalidParameterException"}


def perform(operation: str, region: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one call. Raises `ServiceError`; UnknownOperationException for what is not offered."""
    model = operation_model(operation)
    if model is None:
        raise unknown_operation(operation)
    sent = {name: value for name, value in parameters.items() if value is not None}
    validate(operation, sent)
    with LOCK:
        handler = OPERATIONS.get(operation)
        call = Call(region, sent)
        for check in GATES:
            check(operation, call)
        return after_empty_pages(model, call, handler or partial(perform_by_moto, operation))


def perform_by_moto(operation: str, call: Call) -> dict[str, Any]:
    response = CognitoIdpResponse()
    method = getattr(response, camelcase_to_underscores(operation), None)
    if method is None:
        raise unknown_operation(operation)
    call.require_pool()
    response.region, response.current_account = call.region, ACCOUNT_ID
    response.body, response.querystring, response.uri_match = json.dumps(call.parameters), {}, {}
    response.headers, response.response_headers = {}, {}
    try:
        answer = method()
    except JsonRESTError as error:
        code = CODES_OF_MOTO.get(error.error_type, error.error_type)
        raise ServiceError(code, error.message) from error
    except KeyError as error:
        raise invalid_parameter(f"Missing: {error}.") from error
    return shaped(operation, getattr(answer, "result", None))
