from typing import Any

import pytest

from console.emulator import world
from tests.console.emulator.conftest import Refused

KEY = {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/mrk-1"}


@pytest.fixture
def replica(client: Any) -> dict[str, str]:
    """What names a replica in another region."""
    ids = {"UserPoolId": world.make_pool(KeyConfiguration=KEY), "RegionName": "us-west-2"}
    answer = client.create_user_pool_replica(**ids)["UserPoolReplica"]
    assert (answer["Status"], answer["Role"]) == ("CREATING", "SECONDARY")
    return ids


def listed(client: Any, replica: dict[str, str]) -> list[tuple[str, str, str]]:
    replicas = client.list_user_pool_replicas(UserPoolId=replica["UserPoolId"])["UserPoolReplicas"]
    return [(each["RegionName"], each["Role"], each["Status"]) for each in replicas]


def test_a_pool_is_its_own_primary(client: Any, replica: dict[str, str]) -> None:
    assert listed(client, {"UserPoolId": world.make_pool()}) == [("us-east-1", "PRIMARY", "ACTIVE")]
    assert listed(client, replica)[1:] == [("us-west-2", "SECONDARY", "INACTIVE")]


def test_only_an_inactive_replica_can_be_deleted(
    client: Any, refused: Refused, replica: dict[str, str]
) -> None:
    client.update_user_pool_replica(**replica, Status="ACTIVE")
    refused("InvalidParameterException", client.delete_user_pool_replica, **replica)
    client.update_user_pool_replica(**replica, Status="INACTIVE")
    assert client.delete_user_pool_replica(**replica)["UserPoolReplica"]["Status"] == "DELETING"
    assert len(listed(client, replica)) == 1
    refused("ResourceNotFoundException", client.delete_user_pool_replica, **replica)


def test_replicas_that_cannot_be_are_refused(client: Any, refused: Refused, replica: dict[str, str]) -> None:
    create = client.create_user_pool_replica
    for region in ("us-west-2", "us-east-1"):
        refused("InvalidParameterException", create, **{**replica, "RegionName": region})
    plain = world.make_pool()
    refused("InvalidParameterException", create, UserPoolId=plain, RegionName="us-west-2")
    lite = world.make_pool(UserPoolTier="LITE")
    refused("FeatureUnavailableInTierException", create, UserPoolId=lite, RegionName="us-west-2")
