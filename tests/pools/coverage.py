"""Every input leaf of the operations that make and change pools: which field edits it, or why none does.

A newer model of AWS has leaves that are neither; a test names them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from console.cognito import model
from pools.saving.settings import Setting
from pools.settings.sections import SECTIONS
from pools.settings.state import TAGS, is_edited, written_by
from tests.shapes import paths_of

OPERATIONS = (
    "CreateUserPool",
    "UpdateUserPool",
    "SetUserPoolMfaConfig",
    "AddCustomAttributes",
    "TagResource",
    "UntagResource",
    "DeleteUserPool",
)
# The fields of the form that adds attributes: a limit is one field for texts and numbers.
ATTRIBUTE_FIELDS: Mapping[str, str] = {
    "CustomAttributes.Name": "name",
    "CustomAttributes.AttributeDataType": "type",
    "CustomAttributes.Mutable": "mutable",
    "CustomAttributes.DeveloperOnlyAttribute": "developer_only",
    "CustomAttributes.NumberAttributeConstraints.MinValue": "minimum",
    "CustomAttributes.NumberAttributeConstraints.MaxValue": "maximum",
    "CustomAttributes.StringAttributeConstraints.MinLength": "minimum",
    "CustomAttributes.StringAttributeConstraints.MaxLength": "maximum",
}
# The members of CreateUserPool that only the forms of a new pool edit.
CREATION_PATHS = (
    "UsernameAttributes",
    "AliasAttributes",
    "UsernameConfiguration.CaseSensitive",
    "Schema.Name",
    "Schema.AttributeDataType",
    "Schema.DeveloperOnlyAttribute",
    "Schema.Mutable",
    "Schema.Required",
    "Schema.NumberAttributeConstraints.MinValue",
    "Schema.NumberAttributeConstraints.MaxValue",
    "Schema.StringAttributeConstraints.MinLength",
    "Schema.StringAttributeConstraints.MaxLength",
)
THE_POOL = "The pool that is open."
LEFT_OUT: Mapping[tuple[str, str], str] = {
    ("UpdateUserPool", "UserPoolId"): THE_POOL,
    ("SetUserPoolMfaConfig", "UserPoolId"): THE_POOL,
    ("AddCustomAttributes", "UserPoolId"): THE_POOL,
    ("DeleteUserPool", "UserPoolId"): THE_POOL,
    ("TagResource", "ResourceArn"): THE_POOL,
    ("UntagResource", "ResourceArn"): THE_POOL,
    (
        "AddCustomAttributes",
        "CustomAttributes.Required",
    ): "Cognito refuses custom attributes that are required.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf of an operation's input: the fields that edit it, or why there is none."""

    operation: str
    path: str
    fields: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_covered(self) -> bool:
        """Edited by exactly one field, or left out for a reason."""
        return len(self.fields) == 1 if self.fields else bool(self.reason)


def leaves() -> list[Leaf]:
    """Every leaf of every operation, with what is known of it."""
    return [
        _leaf(operation, path)
        for operation in OPERATIONS
        for path in sorted(paths_of(model.input_shape(operation)))
    ]


def _leaf(operation: str, path: str) -> Leaf:
    fields = tuple(_fields(operation, path))
    reason = LEFT_OUT.get((operation, path), "") or ("" if fields else _why_fixed(operation, path))
    return Leaf(operation=operation, path=path, fields=fields, reason=reason)


def _fields(operation: str, path: str) -> Iterator[str]:
    """Who edits a leaf: fields of sections by their paths, and of the forms that make pools and attributes."""
    if operation in {"TagResource", "UntagResource"} and path in {"Tags", "TagKeys"}:
        yield TAGS
    if operation == "AddCustomAttributes" and path in ATTRIBUTE_FIELDS:
        yield f"schema: {ATTRIBUTE_FIELDS[path]}"
    if operation == "CreateUserPool" and path in CREATION_PATHS:
        yield f"creation: {path}"
    yield from (each.path for each in _settings(operation, path) if is_edited(each) and not _is_switch(each))


def _settings(operation: str, path: str) -> Iterator[Setting]:
    """The settings that a leaf is, or is part of."""
    for section in SECTIONS:
        for setting in section.settings:
            wanted = written_by(setting.path)
            if wanted is None or wanted[0] != (
                "UpdateUserPool" if operation == "CreateUserPool" else operation
            ):
                continue
            if path == wanted[1] or path.startswith(f"{wanted[1]}."):
                yield setting


def _is_switch(setting: Setting) -> bool:
    """A switch is no leaf: what it turns on has fields of its own."""
    return setting.kind == "present"


def _why_fixed(operation: str, path: str) -> str:
    return next(
        (each.fixed for each in _settings(operation, path) if each.fixed and not _is_switch(each)), ""
    )
