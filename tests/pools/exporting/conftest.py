"""A pool with a schema and groups whose names and texts want to break out of every language."""

from typing import Any

from hypothesis import HealthCheck, settings

from console.cognito import model
from pools.exporting.documents import Document
from pools.saving.settings import MFA
from tests.shapes import leaves_of

HOSTILE = "'; touch pwned; '\"$(touch pwned)`touch pwned`${var.x}%{ if true }\\ \u202e\n#\x00\U000e0001é"
GROUPS = (
    {"GroupName": "gold", "Description": HOSTILE, "Precedence": 0},
    {"GroupName": "Gold!", "RoleArn": "arn:aws:iam::123456789012:role/gold"},
    {"GroupName": "***"},
)
SCHEMA = [
    {
        "Name": "email",
        "AttributeDataType": "String",
        "Mutable": True,
        "Required": True,
        "DeveloperOnlyAttribute": False,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
    },
    {
        "Name": "custom:points",
        "AttributeDataType": "Number",
        "Mutable": False,
        "NumberAttributeConstraints": {"MinValue": "0"},
    },
    {"Name": "dev:custom:tier", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
    {"Name": "sub", "AttributeDataType": "String", "Mutable": False, "Required": True},
]
MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def document_of(members: dict[str, Any], **more: Any) -> Document:
    state = {"Name": "Shop", MFA: {"MfaConfiguration": "OFF"}, "SchemaAttributes": SCHEMA, **members}
    return Document.of(state, more.pop("groups", GROUPS), region="eu-west-1", **more)


def paths_of_model() -> list[str]:
    """Every leaf that CreateUserPool and SetUserPoolMfaConfig take, as a path of a state."""
    create = leaves_of(model.input_shape("CreateUserPool"))
    second = leaves_of(model.input_shape("SetUserPoolMfaConfig"), MFA)
    return [path for path, _ in (*create, *second)]
