from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused


@pytest.fixture
def ann(client: Any) -> dict[str, str]:
    """What names a user."""
    pool_id = world.make_pool(DeviceConfiguration={"ChallengeRequiredOnNewDevice": True})
    return {"UserPoolId": pool_id, "Username": world.make_user(pool_id, "ann")}


def attributes_of(device: Any) -> dict[str, str]:
    return {entry["Name"]: entry["Value"] for entry in device["DeviceAttributes"]}


def test_devices_are_listed_in_pages(client: Any, ann: dict[str, str]) -> None:
    assert client.admin_list_devices(**ann)["Devices"] == []
    keys = [world.make_device(ann["UserPoolId"], ann["Username"]) for _ in range(3)]
    page = client.admin_list_devices(**ann, Limit=2)
    rest = client.admin_list_devices(**ann, Limit=2, PaginationToken=page["PaginationToken"])
    assert [device["DeviceKey"] for device in page["Devices"] + rest["Devices"]] == keys
    assert "PaginationToken" not in rest


def test_a_device_is_remembered_or_not_without_being_forgotten(client: Any, ann: dict[str, str]) -> None:
    key = world.make_device(ann["UserPoolId"], ann["Username"], "Ann's phone")
    client.admin_update_device_status(**ann, DeviceKey=key, DeviceRememberedStatus="not_remembered")
    device = client.admin_get_device(**ann, DeviceKey=key)["Device"]
    assert attributes_of(device)["device_name"] == "Ann's phone"
    assert attributes_of(device)["dev:device_remembered_status"] == "not_remembered"
    assert device["DeviceLastModifiedDate"] > device["DeviceCreateDate"]


def test_a_forgotten_device_is_gone(client: Any, refused: Refused, ann: dict[str, str]) -> None:
    key = world.make_device(ann["UserPoolId"], ann["Username"])
    client.admin_forget_device(**ann, DeviceKey=key)
    for operation in (
        client.admin_get_device,
        client.admin_forget_device,
        client.admin_update_device_status,
    ):
        refused("ResourceNotFoundException", operation, **ann, DeviceKey=key)


def test_devices_go_with_their_user(client: Any, ann: dict[str, str]) -> None:
    world.make_device(ann["UserPoolId"], ann["Username"])
    client.admin_delete_user(**ann)
    assert world.find_pool(ann["UserPoolId"]).stores.devices == {}
