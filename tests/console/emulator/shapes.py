"""Whether an answer has the shape that the model promises, and an error one of its codes."""

import json
from typing import Any

KINDS: dict[str, Any] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "timestamp": (float, int),
    "structure": (dict,),
    "map": (dict,),
    "list": (list,),
    "blob": (str,),
}
# What any operation may answer, whatever the model says of it.
OF_EVERY_OPERATION = {
    "AccessDeniedException",
    "InternalErrorException",
    "InvalidParameterException",
    "MissingAuthenticationTokenException",
    "ResourceNotFoundException",
    "SerializationException",
    "ThrottlingException",
    "TooManyRequestsException",
    "UnknownOperationException",
}
# Told in the text of the documentation, though not in the model's lists.
TOLD_IN_WORDS = {
    ("AdminCreateUser", "AliasExistsException"),
    ("AdminResetUserPassword", "CodeDeliveryFailureException"),
}


def mismatches(shape: Any, value: Any, path: str = "") -> list[str]:
    """Where an answer, as JSON, is not what the model says it is."""
    if not isinstance(value, KINDS[shape.type_name]):
        return [f"{path}: {value!r} is no {shape.type_name}"]
    if shape.type_name == "list":
        return [found for each in value for found in mismatches(shape.member, each, f"{path}[]")]
    if shape.type_name == "map":
        return [found for each in value.values() for found in mismatches(shape.value, each, f"{path}{{}}")]
    if shape.type_name != "structure":
        enum = shape.metadata.get("enum")
        return [f"{path}: {value!r} is not in {enum}"] if enum and value not in enum else []
    # A document is whatever JSON it is.
    return [] if getattr(shape, "is_document_type", False) else _mismatched_members(shape, value, path)


def check_answer(response_dict: dict[str, Any], operation_model: Any, **_: Any) -> None:
    """Handler of botocore's `before-parse`: every answer that a test gets is looked at."""
    try:
        answer = json.loads(response_dict["body"] or b"{}")
    except ValueError:
        # Cut short on purpose: the test sees to it.
        return
    if response_dict["status_code"] != 200:
        name, code = operation_model.name, answer["__type"]
        codes = {error.name for error in operation_model.error_shapes} | OF_EVERY_OPERATION
        assert code in codes or (name, code) in TOLD_IN_WORDS, f"{code} is no error of {name}"
    elif operation_model.output_shape is not None:
        assert mismatches(operation_model.output_shape, answer, operation_model.name) == []


def _mismatched_members(shape: Any, value: dict[str, Any], path: str) -> list[str]:
    unknown = [f"{path}.{name} is unknown" for name in value if name not in shape.members]
    missing = [f"{path}.{name} is missing" for name in shape.required_members if name not in value]
    known = [name for name in value if name in shape.members]
    inside = [
        each for name in known for each in mismatches(shape.members[name], value[name], f"{path}.{name}")
    ]
    return unknown + missing + inside
