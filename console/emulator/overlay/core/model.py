"""The API as botocore describes it: the one source for what goes in and what comes out."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

import botocore.session
from botocore.model import OperationModel, ServiceModel, Shape

TARGET_PREFIX = "AWSCognitoIdentityProviderService"


@cache
def service_model() -> ServiceModel:
    return botocore.session.get_session().get_service_model("cognito-idp")


@cache
def operation_model(operation: str) -> OperationModel | None:
    """None for what is not an operation of user pools."""
    model = service_model()
    return model.operation_model(operation) if operation in model.operation_names else None


def is_public(operation: str) -> bool:
    """Whether end users call it without AWS credentials."""
    model = operation_model(operation)
    return model is not None and model.auth_type == "none"


def shaped(operation: str, result: Any) -> dict[str, Any]:
    """What the model knows of a result; moto's other members, and its empty ones, are dropped."""
    model = operation_model(operation)
    if model is None or model.output_shape is None or not isinstance(result, dict):
        return {}
    kept: dict[str, Any] = _shape(model.output_shape, result)
    return kept


def _shape(shape: Shape, value: Any) -> Any:
    if shape.type_name == "structure":
        members: dict[str, Shape] = getattr(shape, "members", {})
        return {
            name: _shape(members[name], each)
            for name, each in value.items()
            if _is_known(members, name, each)
        }
    if shape.type_name == "list":
        return [_shape(shape.member, each) for each in value]  # type: ignore[attr-defined]
    return value


def _is_known(members: dict[str, Shape], name: str, value: Any) -> bool:
    return name in members and value is not None


def encode(value: Any) -> float:
    """For `json.dumps`: a date becomes seconds since 1970, to the millisecond, as AWS sends it."""
    if not isinstance(value, datetime):
        raise TypeError(f"{value!r} has no place in an answer")
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return round(aware.timestamp(), 3)
