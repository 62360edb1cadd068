"""Adding custom attributes to a pool's schema. What has been added stays for as long as the pool."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.cognito.gateway import Target
from pools.gateway import PoolGateway, SchemaAttribute

# Where Cognito keeps the limits of a type, and what it calls them. Other types have none.
LIMITS = {
    "String": ("StringAttributeConstraints", "MinLength", "MaxLength"),
    "Number": ("NumberAttributeConstraints", "MinValue", "MaxValue"),
}


class SchemaGateway(PoolGateway):
    """Reads and extends the schema of a pool."""

    def add(self, attributes: Sequence[SchemaAttribute], *, pool_name: str = "") -> None:
        """Add up to 25 custom attributes at once (one AddCustomAttributes): all of them or none.

        Raises CognitoError; UnknownOutcome when it is not known whether they were added.
        """
        self._write(
            "AddCustomAttributes",
            action="add_attributes",
            target=Target(pool_id=self.pool_id, kind="pool", id=self.pool_id, label=pool_name),
            details={"attributes": [_recorded(attribute) for attribute in attributes]},
            UserPoolId=self.pool_id,
            CustomAttributes=[parameters_of(attribute) for attribute in attributes],
        )

    def missing(self, attributes: Sequence[SchemaAttribute]) -> list[SchemaAttribute]:
        """Those of the attributes that the pool does not have now (one DescribeUserPool). Raises CognitoError."""
        present = {bare_name(each.name) for each in self.describe(fresh=True).schema if each.is_custom}
        return [attribute for attribute in attributes if bare_name(attribute.name) not in present]


def parameters_of(attribute: SchemaAttribute) -> dict[str, Any]:
    """A custom attribute as AddCustomAttributes takes it.

    `Mutable` is always there: the model states no default, and what is immutable remains so for ever.
    """
    parameters: dict[str, Any] = {
        "Name": bare_name(attribute.name),
        "AttributeDataType": attribute.type,
        "Mutable": attribute.mutable,
    }
    if attribute.developer_only:
        parameters["DeveloperOnlyAttribute"] = True
    return parameters | _limits(attribute)


def bare_name(name: str) -> str:
    """The name without the prefix that Cognito gives it: "custom:", or "dev:" where it is developer-only."""
    return name.removeprefix("dev:").removeprefix("custom:")


def _limits(attribute: SchemaAttribute) -> dict[str, Any]:
    if attribute.type not in LIMITS:
        return {}
    member, minimum, maximum = LIMITS[attribute.type]
    bounds = {minimum: attribute.minimum, maximum: attribute.maximum}
    limits = {name: value for name, value in bounds.items() if value}
    return {member: limits} if limits else {}


def _recorded(attribute: SchemaAttribute) -> Mapping[str, Any]:
    """What the audit trail keeps."""
    return {"name": attribute.name, "type": attribute.type, "mutable": attribute.mutable}
