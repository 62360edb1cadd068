"""Devices that users let their pool remember."""

from datetime import UTC, datetime
from typing import Any

from console.emulator.overlay.core.errors import resource_not_found
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record

REMEMBERED = "dev:device_remembered_status"


@operation("AdminListDevices")
def admin_list_devices(call: Call) -> dict[str, Any]:
    """The devices of a user in the order in which they were first used."""
    devices = list(_devices(call).values())
    page, token = list_page(call.parameters, devices, "DeviceKey", member="PaginationToken")
    return {"Devices": page, **token}


@operation("AdminGetDevice")
def admin_get_device(call: Call) -> dict[str, Any]:
    """One device. Raises ResourceNotFoundException."""
    return {"Device": _find(call)}


@operation("AdminForgetDevice")
def admin_forget_device(call: Call) -> dict[str, Any]:
    """From now on it is a device like any other. Raises ResourceNotFoundException."""
    del _devices(call)[_find(call)["DeviceKey"]]
    return {}


@operation("AdminUpdateDeviceStatus")
def admin_update_device_status(call: Call) -> dict[str, Any]:
    """Remember a device, or not any more, without forgetting it."""
    device = _find(call)
    status = call.get("DeviceRememberedStatus")
    if status is not None:
        others = [entry for entry in device["DeviceAttributes"] if entry["Name"] != REMEMBERED]
        device["DeviceAttributes"] = [*others, {"Name": REMEMBERED, "Value": status}]
    device["DeviceLastModifiedDate"] = datetime.now(UTC)
    return {}


def _devices(call: Call) -> dict[str, Record]:
    return call.pool.stores.devices.setdefault(call.user.id, {})


def _find(call: Call) -> Record:
    device = _devices(call).get(call.parameters["DeviceKey"])
    if device is None:
        raise resource_not_found("Device does not exist.")
    return device
