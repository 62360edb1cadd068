"""All rules of the check-up, theme by theme, in the order in which they are listed."""

from collections.abc import Mapping

from pools.checkup.checks import Check
from pools.checkup.rules import (
    delivery,
    messages,
    passwords,
    protection,
    recovery,
    second_factors,
    sign_in,
    triggers,
)

THEMES: Mapping[str, tuple[Check, ...]] = {
    "Protection and plan": protection.CHECKS,
    "Second factors and passkeys": second_factors.CHECKS,
    "Passwords": passwords.CHECKS,
    "Sign-in and sign-up": sign_in.CHECKS,
    "Account recovery": recovery.CHECKS,
    "Delivery": delivery.CHECKS,
    "Messages": messages.CHECKS,
    "Triggers": triggers.CHECKS,
}
CHECKS: Mapping[str, Check] = {check.name: check for checks in THEMES.values() for check in checks}
