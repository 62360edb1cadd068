"""All rules of the check-up, theme by theme, in the order in which they are listed.

Those of pools stand apart from those of what hangs on them: these take many more calls, and more rights.
"""

from collections.abc import Mapping

from pools.checkup.checks import Check
from pools.checkup.rules import (
    app_clients,
    delivery,
    messages,
    offers,
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
APP_CLIENT_THEMES: Mapping[str, tuple[Check, ...]] = {
    "App clients": app_clients.CHECKS,
    "Scopes and providers": offers.CHECKS,
}
CHECKS: Mapping[str, Check] = {check.name: check for checks in THEMES.values() for check in checks}
APP_CLIENT_CHECKS: Mapping[str, Check] = {
    check.name: check for checks in APP_CLIENT_THEMES.values() for check in checks
}
EVERY_CHECK: Mapping[str, Check] = {**CHECKS, **APP_CLIENT_CHECKS}
