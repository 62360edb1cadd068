"""Corrections of moto, one module per noun. Importing this package fills the table of operations."""

from console.emulator.overlay import (
    attributes,
    groups,
    invitations,
    mfa,
    passwords,
    pools,
    schema,
    search,
    tags,
    users,
)
from console.emulator.overlay.dispatch import perform
from console.emulator.overlay.model import TARGET_PREFIX, encode, is_public

# Each registers its operations in `registry.OPERATIONS` when it is imported.
CORRECTIONS = (attributes, groups, invitations, mfa, passwords, pools, schema, search, tags, users)

__all__ = ["CORRECTIONS", "TARGET_PREFIX", "encode", "is_public", "perform"]
