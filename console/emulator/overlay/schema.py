"""The schema of a pool: the standard attributes, always, and the custom ones after them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from moto.cognitoidp.exceptions import InvalidParameterException
from moto.cognitoidp.models import CognitoIdpUserPoolAttribute

from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

STANDARD: Mapping[str, Mapping[str, Any]] = CognitoIdpUserPoolAttribute.STANDARD_SCHEMA
MAXIMUM_CUSTOM = 50


def build_schema(attributes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Name to attribute. Standard ones that are given may be required or immutable; the rest have their
    defaults.

    Raises InvalidParameterException as moto does: for a changed type, a required custom attribute, bad
    limits.
    """
    entries = {entry["Name"]: entry for entry in attributes}
    schema = {
        name: _attribute(name, False, {**default, **entries.pop(name, {})})
        for name, default in STANDARD.items()
    }
    for name, entry in entries.items():
        attribute = _attribute(name, True, entry)
        schema[attribute.name] = attribute
    return schema


def describe_schema(pool: Pool) -> list[dict[str, Any]]:
    """`SchemaAttributes` as DescribeUserPool gives them."""
    described = (attribute.to_json() for attribute in pool.schema_attributes.values())
    return [{name: value for name, value in each.items() if value is not None} for each in described]


@operation("AddCustomAttributes")
def add_custom_attributes(call: Call) -> dict[str, Any]:
    """Append only: 25 at a time, 50 in all; existing ones can neither be changed nor removed."""
    pool = call.pool
    custom = sum(attribute.custom for attribute in pool.schema_attributes.values())
    if custom + len(call.parameters["CustomAttributes"]) > MAXIMUM_CUSTOM:
        raise invalid_parameter(f"Number of custom attributes cannot exceed {MAXIMUM_CUSTOM}.")
    added = [_attribute(entry["Name"], True, entry) for entry in call.parameters["CustomAttributes"]]
    for attribute in added:
        if attribute.name in pool.schema_attributes:
            raise invalid_parameter(
                f"{attribute.name}: Existing attribute already has name {attribute.name}."
            )
    pool.schema_attributes.update({attribute.name: attribute for attribute in added})
    pool.last_modified_date = datetime.now(UTC)
    return {}


def _attribute(name: str, custom: bool, entry: Mapping[str, Any]) -> Any:
    try:
        return CognitoIdpUserPoolAttribute(name, custom, dict(entry))
    except InvalidParameterException as error:
        raise invalid_parameter(error.message) from error
