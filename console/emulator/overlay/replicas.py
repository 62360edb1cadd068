"""Replicas of a pool in other regions: their state only, no second pool."""

from typing import Any

from console.emulator.overlay import plans
from console.emulator.overlay.core.errors import invalid_parameter, resource_not_found
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record


@operation("ListUserPoolReplicas")
def list_user_pool_replicas(call: Call) -> dict[str, Any]:
    """The pool itself, which is the primary, and then its secondaries."""
    pool = call.pool
    return {"UserPoolReplicas": [_primary(pool), *pool.stores.replicas.values()]}


@operation("CreateUserPoolReplica")
def create_user_pool_replica(call: Call) -> dict[str, Any]:
    """A secondary, inactive until it is activated.

    Raises InvalidParameterException where there is one, or without a key of the customer's own;
    FeatureUnavailableInTierException under LITE.
    """
    pool, region = call.pool, call.parameters["RegionName"]
    plans.check_feature(
        pool.extended_config.get("UserPoolTier", "LITE"), "ESSENTIALS", "Multi-Region Replication"
    )
    if region == pool.region or region in pool.stores.replicas:
        raise invalid_parameter(f"There is a replica in {region} already.")
    if pool.extended_config.get("KeyConfiguration", {}).get("KeyType") != "CUSTOMER_MANAGED_KEY":
        raise invalid_parameter("Replication needs a user pool with a customer managed multi-Region key.")
    replica = {
        "RegionName": region,
        "Status": "INACTIVE",
        "Role": "SECONDARY",
        "UserPoolArn": pool.arn.replace(f":{pool.region}:", f":{region}:"),
    }
    pool.stores.replicas[region] = replica
    return {"UserPoolReplica": {**replica, "Status": "CREATING"}}


@operation("UpdateUserPoolReplica")
def update_user_pool_replica(call: Call) -> dict[str, Any]:
    """Activate or deactivate a secondary. Raises ResourceNotFoundException."""
    replica = _find(call)
    replica["Status"] = call.parameters["Status"]
    return {"UserPoolReplica": replica}


@operation("DeleteUserPoolReplica")
def delete_user_pool_replica(call: Call) -> dict[str, Any]:
    """For inactive secondaries only. Raises InvalidParameterException."""
    replica = _find(call)
    if replica["Status"] != "INACTIVE":
        raise invalid_parameter("Only replicas in the INACTIVE status can be deleted.")
    del call.pool.stores.replicas[replica["RegionName"]]
    return {"UserPoolReplica": {**replica, "Status": "DELETING"}}


def _primary(pool: Pool) -> Record:
    return {"RegionName": pool.region, "Status": "ACTIVE", "Role": "PRIMARY", "UserPoolArn": pool.arn}


def _find(call: Call) -> Record:
    region = call.parameters["RegionName"]
    replica = call.pool.stores.replicas.get(region)
    if replica is None:
        raise resource_not_found(f"There is no secondary replica in {region}.")
    return replica
