"""Provisioned limits: the requests per second of the account in a region, by category."""

from collections.abc import Mapping
from typing import Any

from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.registry import Call, operation

DEFAULTS: Mapping[str, int] = {
    "ClientAuthentication": 150,
    "UserAccountRecovery": 30,
    "UserAuthentication": 120,
    "UserCreation": 50,
    "UserFederation": 25,
    "UserList": 30,
    "UserPoolClientRead": 15,
    "UserPoolClientUpdate": 15,
    "UserPoolRead": 15,
    "UserPoolResourceRead": 20,
    "UserPoolResourceUpdate": 15,
    "UserPoolUpdate": 15,
    "UserRead": 120,
    "UserResourceRead": 50,
    "UserResourceUpdate": 25,
    "UserToken": 120,
    "UserUpdate": 25,
}
ADJUSTABLE = frozenset(
    {"UserAuthentication", "UserCreation", "UserFederation", "UserRead", "UserResourceRead", "UserToken"}
)
# How far Service Quotas would let this account go.
CEILING = 10

# By region and category.
_provisioned: dict[tuple[str, str], int] = {}


@operation("GetProvisionedLimit")
def get_provisioned_limit(call: Call) -> dict[str, Any]:
    """The rate that is provisioned, and the one that costs nothing. Raises InvalidParameterException."""
    category = _category(call)
    limit = {
        "LimitDefinition": call.parameters["LimitDefinition"],
        "ProvisionedLimitValue": _provisioned.get((call.region, category), DEFAULTS[category]),
        "FreeLimitValue": DEFAULTS[category],
    }
    return {"Limit": limit}


@operation("UpdateProvisionedLimit")
def update_provisioned_limit(call: Call) -> dict[str, Any]:
    """Raises InvalidParameterException below the default or for a fixed category,
    ServiceQuotaExceededException above the account's maximum."""
    category, wanted = _category(call), call.parameters["RequestedLimitValue"]
    if category not in ADJUSTABLE:
        raise invalid_parameter(f"The limit of {category} is not adjustable.")
    if wanted < DEFAULTS[category]:
        raise invalid_parameter(f"The limit of {category} must be {DEFAULTS[category]} at least.")
    if wanted > DEFAULTS[category] * CEILING:
        raise ServiceError(
            "ServiceQuotaExceededException", f"The limit of {category} exceeds the quota of the account."
        )
    _provisioned[call.region, category] = wanted
    return get_provisioned_limit(call)


def reset() -> None:
    """Back to the defaults in every region."""
    _provisioned.clear()


def _category(call: Call) -> str:
    category = str(call.parameters["LimitDefinition"]["Attributes"].get("Category"))
    if category not in DEFAULTS:
        raise invalid_parameter(f"There is no API category {category}.")
    return category
