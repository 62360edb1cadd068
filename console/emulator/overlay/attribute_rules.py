"""Which values the schema of a pool allows, said in the words of the service."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.records import Pool

EMAIL = re.compile(r"[^\s@]+@[^\s@.]+(\.[^\s@.]+)+")
PHONE_NUMBER = re.compile(r"\+\d{1,15}")
NUMBER = re.compile(r"-?\d+")
MAXIMUM_LENGTH = 2048

UNKNOWN = "Attribute does not exist in the schema."
IMMUTABLE = "Attribute cannot be updated."
REQUIRED = "The attribute is required"
NOT_REMOVABLE = "Required attribute cannot be removed."

Attributes = Mapping[str, str]


def given_attributes(entries: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """`UserAttributes` as a mapping; the last one of a name wins, one without a value is blank."""
    return {entry["Name"]: entry.get("Value", "") for entry in entries}


def normalised(pool: Pool, attributes: Attributes) -> dict[str, str]:
    """Truth values in lower case, as the service keeps them."""
    return {
        name: value.lower() if _type(pool, name) == "Boolean" else value for name, value in attributes.items()
    }


def check_new(pool: Pool, attributes: Attributes) -> None:
    """Whether a user may begin with these. Raises InvalidParameterException naming all that is wrong."""
    problems = list(_problems(pool, attributes, lambda attribute: attribute.name != "sub"))
    for name, attribute in pool.schema_attributes.items():
        if attribute.required and name != "sub" and not attributes.get(name):
            problems.append((name, REQUIRED))
    if problems:
        lines = "".join(f"{name}: {problem}\n" for name, problem in problems)
        raise invalid_parameter(f"Attributes did not conform to the schema: {lines}")
    check_formats(attributes)


def check_changes(pool: Pool, attributes: Attributes) -> None:
    """Whether a user may be given these now. A blank value removes. Raises InvalidParameterException."""
    problems = list(_problems(pool, attributes, lambda attribute: attribute.mutable))
    removed = [name for name, value in attributes.items() if not value]
    problems += [(name, NOT_REMOVABLE) for name in removed if is_needed(pool, name)]
    if problems:
        raise refused(problems)
    check_formats(attributes)


def check_removal(pool: Pool, names: Iterable[str]) -> None:
    """Whether these may be taken from a user, set or not. Raises InvalidParameterException."""
    check_changes(pool, dict.fromkeys(names, ""))


def refused(problems: Iterable[tuple[str, str]]) -> ServiceError:
    lines = "\n".join(f"user.{name}: {problem}" for name, problem in problems)
    return invalid_parameter(f"Invalid user attributes: {lines}\n")


def is_needed(pool: Pool, name: str) -> bool:
    """Whether a user of this pool cannot be without the attribute."""
    attribute = pool.schema_attributes.get(name)
    is_only_login = pool.username_attributes == (name,)
    return is_only_login or (attribute is not None and bool(attribute.required))


def check_formats(attributes: Attributes) -> None:
    """Raises InvalidParameterException for an e-mail address, phone number or birthdate that is none."""
    if attributes.get("email") and not EMAIL.fullmatch(attributes["email"]):
        raise invalid_parameter("Invalid email address format.")
    if attributes.get("phone_number") and not PHONE_NUMBER.fullmatch(attributes["phone_number"]):
        raise invalid_parameter("Invalid phone number format.")
    if attributes.get("birthdate") and not _is_date(attributes["birthdate"]):
        raise invalid_parameter("Invalid birthdate format. Should be YYYY-MM-DD.")


def _problems(
    pool: Pool, attributes: Attributes, may_set: Callable[[Any], bool]
) -> Iterator[tuple[str, str]]:
    for name, value in attributes.items():
        attribute = pool.schema_attributes.get(name)
        if attribute is None:
            yield name, UNKNOWN
        elif not may_set(attribute):
            yield name, IMMUTABLE
        elif value and (problem := _problem_with_value(attribute, value)):
            yield name, problem


def _problem_with_value(attribute: Any, value: str) -> str:
    checks: Mapping[str, Callable[[Any, str], str]] = {
        "String": _problem_with_string,
        "Number": _problem_with_number,
        "Boolean": _problem_with_boolean,
        "DateTime": _problem_with_moment,
    }
    return checks[attribute.data_type](attribute, value)


def _problem_with_string(attribute: Any, value: str) -> str:
    limits = attribute.string_constraints or {}
    least, most = int(limits.get("MinLength") or 0), int(limits.get("MaxLength") or MAXIMUM_LENGTH)
    if len(value) < least:
        return f"String must be at least {least} characters long."
    return f"String must be no longer than {most} characters." if len(value) > most else ""


def _problem_with_number(attribute: Any, value: str) -> str:
    if not NUMBER.fullmatch(value):
        return "Attribute value must be a number."
    limits = attribute.number_constraints or {}
    if limits.get("MinValue") and int(value) < int(limits["MinValue"]):
        return f"Number must be at least {limits['MinValue']}."
    if limits.get("MaxValue") and int(value) > int(limits["MaxValue"]):
        return f"Number must be no more than {limits['MaxValue']}."
    return ""


def _problem_with_boolean(_: Any, value: str) -> str:
    return "" if value.lower() in {"true", "false"} else "Attribute value must be true or false."


def _problem_with_moment(_: Any, value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return "Attribute value must be a date and time."
    return ""


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _type(pool: Pool, name: str) -> str:
    attribute = pool.schema_attributes.get(name)
    return str(attribute.data_type) if attribute is not None else ""
