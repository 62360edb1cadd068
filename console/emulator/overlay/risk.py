"""Threat protection: what happens on which risk, for a pool or for one app client."""

import ipaddress
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay import app_clients
from console.emulator.overlay.core.errors import ServiceError, invalid_parameter
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation

EVENTS = ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"]
IDS = ("UserPoolId", "ClientId")


@operation("DescribeRiskConfiguration")
def describe_risk_configuration(call: Call) -> dict[str, Any]:
    """The configuration of the pool, or of one app client; only the ids while it has none of its own.

    Raises UserPoolAddOnNotEnabledException while threat protection is off.
    """
    pool, client_id = _target(call)
    return {"RiskConfiguration": {**_ids(call), **pool.stores.risk.get(client_id, {})}}


@operation("SetRiskConfiguration")
def set_risk_configuration(call: Call) -> dict[str, Any]:
    """A full replace: with the ids alone, a pool is back at the defaults and an app client at its pool's.

    Raises InvalidParameterException for what is no range of addresses, UserPoolAddOnNotEnabledException.
    """
    pool, client_id = _target(call)
    sent = {name: value for name, value in call.parameters.items() if name not in IDS}
    _check_ranges(sent.get("RiskExceptionConfiguration", {}))
    if not sent:
        pool.stores.risk.pop(client_id, None)
        return {"RiskConfiguration": _ids(call)}
    if "CompromisedCredentialsRiskConfiguration" in sent:
        compromised = sent["CompromisedCredentialsRiskConfiguration"]
        sent["CompromisedCredentialsRiskConfiguration"] = {"EventFilter": EVENTS, **compromised}
    pool.stores.risk[client_id] = {**sent, "LastModifiedDate": datetime.now(UTC)}
    return {"RiskConfiguration": {**_ids(call), **pool.stores.risk[client_id]}}


def require_threat_protection(pool: Pool) -> None:
    """Raises UserPoolAddOnNotEnabledException."""
    if pool.extended_config.get("UserPoolAddOns", {}).get("AdvancedSecurityMode", "OFF") == "OFF":
        raise ServiceError(
            "UserPoolAddOnNotEnabledException", "Threat protection is not enabled for this user pool."
        )


def _target(call: Call) -> tuple[Pool, str]:
    pool, client_id = call.pool, call.get("ClientId", "")
    if client_id:
        app_clients.find(pool, client_id)
    require_threat_protection(pool)
    return pool, client_id


def _ids(call: Call) -> dict[str, Any]:
    return {name: call.parameters[name] for name in IDS if name in call.parameters}


def _check_ranges(exceptions: Mapping[str, Any]) -> None:
    for ranges in exceptions.values():
        for text in ranges:
            if "/" not in text or not _is_range(text):
                raise invalid_parameter("Incorrect CIDR format")


def _is_range(text: str) -> bool:
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True
