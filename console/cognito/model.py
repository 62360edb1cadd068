"""Limits, choices, patterns and member names, read out of botocore's own service model."""

import re
import string
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session

# Such as \p{L}: any letter.
CHARACTER_CLASS = r"\\p\{([A-Z])[a-z]?\}"


# Where the model's own pattern refuses what the service takes: custom domains have dots in them.
PATTERNS_IN_USE = {"DomainType": r"^[a-z0-9](?:[a-z0-9\-\.]{0,61}[a-z0-9])?$"}


class ContractViolation(AssertionError):
    """A call that Cognito would refuse by its own model. botocore checks neither maximum, enum nor pattern."""


@cache
def service_model() -> Any:
    return botocore.session.get_session().get_service_model("cognito-idp")


def operation_names() -> list[str]:
    """Every operation that the installed botocore knows."""
    return list(service_model().operation_names)


@cache
def input_shape(operation: str) -> Any:
    return service_model().operation_model(operation).input_shape


@cache
def output_shape(operation: str) -> Any:
    return service_model().operation_model(operation).output_shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What the model says of one input leaf, or of each item where there may be `many`, and how many at `most`.

    Lengths count characters.
    """

    type: str
    minimum: int | None = None
    maximum: int | None = None
    pattern: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False
    most: int | None = None
    documentation: str = ""


@cache
def constraint(operation: str, path: str) -> Constraint:
    """The constraint of an input leaf such as "Policies.PasswordPolicy.MinimumLength".

    Lists and maps are looked through: "UserAttributes.Value". Raises KeyError for a path the model lacks.
    """
    shape, required = input_shape(operation), False
    for name in path.split("."):
        shape = _inside(shape)
        required = name in shape.required_members
        shape = shape.members[name]
    leaf = _inside(shape) if shape.type_name == "list" and not shape.metadata.get("enum") else shape
    return Constraint(
        type=leaf.type_name,
        minimum=leaf.metadata.get("min"),
        maximum=leaf.metadata.get("max"),
        pattern=leaf.metadata.get("pattern", ""),
        choices=tuple(leaf.metadata.get("enum", ())),
        required=required,
        many=shape.type_name == "list",
        most=shape.metadata.get("max") if shape.type_name == "list" else None,
        documentation=_plain_text(shape.documentation),
    )


def _inside(shape: Any) -> Any:
    while shape.type_name in {"list", "map"}:
        shape = shape.member if shape.type_name == "list" else shape.value
    return shape


def _plain_text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def is_document(shape: Any) -> bool:
    """Whether a structure is free JSON, of which the model says nothing."""
    return bool(getattr(shape, "is_document_type", False))


def unknown_members(raw: Any, shape: Any, path: str = "") -> Iterator[str]:
    """Paths in a raw answer that the installed model does not know: settings newer than the library."""
    if is_document(shape):
        return
    if shape.type_name == "structure" and isinstance(raw, Mapping):
        for name, value in raw.items():
            if name not in shape.members:
                yield path + name
            else:
                yield from unknown_members(value, shape.members[name], f"{path}{name}.")
    elif shape.type_name == "list" and isinstance(raw, list):
        for value in raw:
            yield from unknown_members(value, shape.member, path)
    elif shape.type_name == "map" and isinstance(raw, Mapping):
        for value in raw.values():
            yield from unknown_members(value, shape.value, path)


def known_part(value: Any, shape: Any) -> Any:
    """The same without members that the installed model does not know, at every depth."""
    if is_document(shape):
        return value
    if shape.type_name == "structure" and isinstance(value, Mapping):
        members = shape.members
        return {name: known_part(value[name], members[name]) for name in value if name in members}
    if shape.type_name == "list" and isinstance(value, list):
        return [known_part(item, shape.member) for item in value]
    if shape.type_name == "map" and isinstance(value, Mapping):
        return {name: known_part(inner, shape.value) for name, inner in value.items()}
    return value


def without_blanks(value: Any, shape: Any) -> Any:
    """Parameters without empty texts, which mean "not set", and without what holds nothing else.

    They stay where the model says that a text may have no characters, and in maps, whose keys people chose.
    """
    if shape.type_name == "structure" and isinstance(value, Mapping) and not is_document(shape):
        members = shape.members
        blank = {name for name, inner in value.items() if name in members and _is_blank(inner, members[name])}
        kept = {
            name: without_blanks(inner, members[name]) if name in members else inner
            for name, inner in value.items()
            if name not in blank
        }
        return {name: inner for name, inner in kept.items() if inner != {} or value[name] == {}}
    if shape.type_name == "list" and isinstance(value, list):
        return [without_blanks(item, shape.member) for item in value if not _is_blank(item, shape.member)]
    return value


def _is_blank(value: Any, shape: Any) -> bool:
    return bool(value == "" and shape.metadata.get("min") != 0)


def check_contract(operation: str, parameters: Mapping[str, Any]) -> None:
    """Raise ContractViolation when a call breaks a maximum, enum or pattern of the model."""
    if problems := list(violations(parameters, input_shape(operation))):
        raise ContractViolation(f"{operation}: {'; '.join(problems)}")


def violations(value: Any, shape: Any, path: str = "") -> Iterator[str]:
    """What in a parameter value breaks the model's maximum, enum or pattern, as "path: reason"."""
    if is_document(shape):
        return
    if shape.type_name == "structure":
        for name in value:
            yield from violations(value[name], shape.members[name], f"{path}{name}.")
    elif shape.type_name == "map":
        for key in value:
            yield from violations(value[key], shape.value, f"{path}{key}.")
    elif shape.type_name == "list":
        yield from _leaf_violations(len(value), "", shape, path)
        for item in value:
            yield from violations(item, shape.member, path)
    elif shape.type_name == "string":
        yield from _leaf_violations(len(value), value, shape, path)
    elif shape.type_name in {"integer", "long"}:
        yield from _leaf_violations(value, "", shape, path)


def _leaf_violations(size: int, text: str, shape: Any, path: str) -> Iterator[str]:
    name, rules = path.rstrip("."), shape.metadata
    if size > rules.get("max", size):
        yield f"{name}: {size} is over the maximum {rules['max']}"
    if shape.type_name == "string" and "enum" in rules and text not in rules["enum"]:
        yield f"{name}: {text!r} is none of {', '.join(rules['enum'])}"
    pattern = PATTERNS_IN_USE.get(shape.name, rules.get("pattern"))
    if shape.type_name == "string" and pattern and not fits(text, pattern):
        yield f"{name}: does not fit {pattern}"


TYPES = {
    "structure": "an object",
    "map": "an object",
    "list": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "a whole number",
    "long": "a whole number",
}


def flaws(value: Any, shape: Any, path: str = "") -> Iterator[str]:
    """What keeps a value from anywhere from being sent as this shape, as "path: reason".

    Unlike `violations` it takes nothing for granted: members may be unknown or missing, types wrong.
    """
    match shape.type_name, value:
        case "structure", dict():
            yield from _member_flaws(value, shape, path)
        case "map", dict():
            for key, inner in value.items():
                yield from flaws(key, shape.key, f"{path}.{key}")
                yield from flaws(inner, shape.value, f"{path}.{key}")
        case "list", list():
            yield from _size_flaws(len(value), "", shape, path)
            for number, item in enumerate(value):
                yield from flaws(item, shape.member, f"{path}[{number}]")
        case "string", str():
            yield from _size_flaws(len(value), value, shape, path)
        case "boolean", bool():
            pass
        case "integer" | "long", int() if not isinstance(value, bool):
            yield from _size_flaws(value, "", shape, path)
        case kind, _:
            yield f"{path}: this has to be {TYPES[kind]}"


def _member_flaws(value: Mapping[str, Any], shape: Any, path: str) -> Iterator[str]:
    for name, inner in value.items():
        here = f"{path}.{name}" if path else name
        if name in shape.members:
            yield from flaws(inner, shape.members[name], here)
        else:
            yield f"{here}: there is no such member"
    for name in shape.required_members:
        if name not in value:
            yield f"{path}.{name}: this is missing" if path else f"{name}: this is missing"


def _size_flaws(size: int, text: str, shape: Any, path: str) -> Iterator[str]:
    if size < shape.metadata.get("min", size):
        yield f"{path}: {size} is under the minimum {shape.metadata['min']}"
    yield from _leaf_violations(size, text, shape, path)


def fits(text: str, pattern: str) -> bool:
    """Whether a text fits a pattern of the model as a whole."""
    # The model writes Java patterns: Python has neither their separators nor their other Unicode classes, which
    # are looser here, never tighter.
    pythonic = re.sub(CHARACTER_CLASS, lambda kind: r"\s" if kind[1] == "Z" else r"\S", pattern)
    return re.fullmatch(pythonic, text, re.DOTALL) is not None


def strange_characters(text: str, pattern: str) -> list[str]:
    """The characters of a text that are in none of the pattern's Unicode classes, if it names any.

    White space counts as the model's Java does: that of ASCII alone, and only where the pattern has it.
    """
    kinds = set(re.findall(CHARACTER_CLASS, pattern))
    spaces = string.whitespace if r"\s" in pattern else ""
    strange = [each for each in text if unicodedata.category(each)[0] not in kinds and each not in spaces]
    return list(dict.fromkeys(strange)) if kinds else []
