"""Refuses what the model does not allow, in the words AWS uses.

botocore's client checks neither maximum, enum nor pattern; the service does.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from botocore.model import Shape

from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.model import operation_model

# Java's property classes, as far as the model uses them, in the terms of Python's `re`: letters, marks,
# symbols, numbers and punctuation together are everything but separators and control characters.
PRINTABLE = r"\p{L}\p{M}\p{S}\p{N}\p{P}"
NOT_PRINTABLE = (
    r"\s\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff"
)
CLASSES = {
    f"[{PRINTABLE}]": f"[^{NOT_PRINTABLE}]",
    rf"[{PRINTABLE}\s]": rf"(?:[^{NOT_PRINTABLE}]|\s)",
    rf"[{PRINTABLE}\s*]": rf"(?:[^{NOT_PRINTABLE}]|\s)",
    rf"[{PRINTABLE}\p{{Z}}]": rf"(?:[^{NOT_PRINTABLE}]|[\x20\xa0])",
    rf"[{PRINTABLE}\t\n\r ]": rf"(?:[^{NOT_PRINTABLE}]|[\t\n\r ])",
    r"[^_\p{Z}]": r"[^_\s\xa0]",
}
# Where the model's own pattern refuses what the service takes: custom domains have dots in them.
PATTERNS_IN_USE = {"DomainType": r"^[a-z0-9](?:[a-z0-9\-\.]{0,61}[a-z0-9])?$"}
TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "list": (list,),
    "map": (dict,),
    "structure": (dict,),
    "timestamp": (int, float, str),
    "blob": (str,),
}


def validate(operation: str, parameters: Mapping[str, Any]) -> None:
    """Check the input of an operation against the model.

    Raises InvalidParameterException with every violation ("2 validation errors detected: ..."), and
    SerializationException for a value of the wrong type.
    """
    model = operation_model(operation)
    if model is None or model.input_shape is None:
        return
    violations = list(_violations(model.input_shape, parameters, ""))
    if violations:
        count = f"{len(violations)} validation error{'s' if len(violations) > 1 else ''} detected"
        raise invalid_parameter(f"{count}: {'; '.join(violations)}")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The model's Java pattern as one of Python's."""
    for java, python in CLASSES.items():
        pattern = pattern.replace(java, python)
    return re.compile(pattern, re.ASCII if r"\w" in pattern else 0)


def _violations(shape: Any, value: Any, path: str) -> Iterator[str]:
    _check_type(shape, value)
    yield from _own_violations(shape, value, path)
    if shape.type_name == "structure":
        yield from _member_violations(shape, value, path)
    elif shape.type_name == "list":
        for number, each in enumerate(value, start=1):
            yield from _violations(shape.member, each, f"{path}.{number}.member")
    elif shape.type_name == "map":
        for key, each in value.items():
            for constraint in _broken_constraints(shape.key, key):
                yield (
                    f"Value '{key}' at '{path}' failed to satisfy constraint: "
                    f"Map keys must satisfy constraint: [Member must {constraint}]"
                )
            yield from _violations(shape.value, each, f"{path}.{key}.member")


def _member_violations(shape: Any, value: Mapping[str, Any], path: str) -> Iterator[str]:
    required = shape.required_members
    for name, member in shape.members.items():
        here = f"{path}.{_lower_first(name)}" if path else _lower_first(name)
        if value.get(name) is not None:
            yield from _violations(member, value[name], here)
        elif name in required:
            yield f"Value null at '{here}' failed to satisfy constraint: Member must not be null"


def _own_violations(shape: Shape, value: Any, path: str) -> Iterator[str]:
    shown = "Value" if shape.metadata.get("sensitive") else f"Value '{value}'"
    for constraint in _broken_constraints(shape, value):
        yield f"{shown} at '{path}' failed to satisfy constraint: Member must {constraint}"


def _broken_constraints(shape: Shape, value: Any) -> Iterator[str]:
    rules = shape.metadata
    is_number = shape.type_name in {"integer", "long"}
    size = value if is_number else _length(shape, value)
    noun = "value" if is_number else "length"
    if "min" in rules and size < rules["min"]:
        yield f"have {noun} greater than or equal to {rules['min']}"
    if "max" in rules and size > rules["max"]:
        yield f"have {noun} less than or equal to {rules['max']}"
    pattern = PATTERNS_IN_USE.get(shape.name, rules.get("pattern"))
    if pattern and not compiled(pattern).fullmatch(value):
        yield f"satisfy regular expression pattern: {pattern}"
    if "enum" in rules and value not in rules["enum"]:
        yield f"satisfy enum value set: [{', '.join(rules['enum'])}]"


def _length(shape: Shape, value: Any) -> int:
    if shape.type_name == "blob":
        # In JSON it is base64: four characters for three bytes.
        return len(value) * 3 // 4
    return len(value) if isinstance(value, str | list | dict) else 0


def _check_type(shape: Shape, value: Any) -> None:
    expected = TYPES.get(shape.type_name, (object,))
    # In Python a truth value is an integer too; in JSON it is not.
    is_stray_bool = isinstance(value, bool) and shape.type_name not in {"boolean"}
    if is_stray_bool or not isinstance(value, expected):
        raise ServiceError(
            "SerializationException", f"{type(value).__name__} can not be converted to {shape.name}"
        )


def _lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]
