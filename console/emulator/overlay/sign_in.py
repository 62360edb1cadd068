"""Signing in by password, temporary password and code, through all challenges, up to tokens.

SRP, custom challenges and refresh tokens are left to moto.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.cognitoidp.models import check_secret_hash

from console.emulator.overlay import app_clients, auth_events, messages, passwords, user_factors, user_sessions
from console.emulator.overlay.attempts import Attempt, Challenge, begin, take
from console.emulator.overlay.dispatch import perform_by_moto
from console.emulator.overlay.errors import ServiceError, invalid_parameter, not_authorized
from console.emulator.overlay.pool_settings import temporary_password_days
from console.emulator.overlay.records import Pool
from console.emulator.overlay.registry import Call, all_backends, operation
from console.emulator.overlay.app_clients import AppClient

Answer = dict[str, Any]
# The flow, and what an app client has to list for it: the present name, and the one of before.
FLOWS: Mapping[str, tuple[str, str]] = {
    "ADMIN_USER_PASSWORD_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
    "ADMIN_NO_SRP_AUTH": ("ALLOW_ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"),
    "USER_PASSWORD_AUTH": ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"),
    "USER_AUTH": ("ALLOW_USER_AUTH", "ALLOW_USER_AUTH"),
}
OF_ADMINISTRATORS = frozenset({"ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"})
