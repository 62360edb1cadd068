"""Corrections of moto, one module per noun. Importing this package fills the table of operations."""

from console.emulator.overlay import (
    app_clients,
    attributes,
    branding,
    client_secrets,
    domains,
    groups,
    identity_providers,
    invitations,
    limits,
    log_delivery,
    mfa,
    passwords,
    pools,
    replicas,
    resource_servers,
    risk,
    schema,
    search,
    session_settings,
    tags,
    terms,
    ui_customization,
    users,
)
from console.emulator.overlay.dispatch import perform
from console.emulator.overlay.model import TARGET_PREFIX, encode, is_public

# Each registers its operations in `registry.OPERATIONS` when it is imported.
CORRECTIONS = (
    app_clients,
    attributes,
    branding,
    client_secrets,
    domains,
    groups,
    identity_providers,
    invitations,
    limits,
    log_delivery,
    mfa,
    passwords,
    pools,
    replicas,
    resource_servers,
    risk,
    schema,
    search,
    session_settings,
    tags,
    terms,
    ui_customization,
    users,
)

__all__ = ["CORRECTIONS", "TARGET_PREFIX", "encode", "is_public", "perform"]
