"""Tags of a pool, by its ARN."""

from typing import Any

from console.emulator.overlay.errors import resource_not_found
from console.emulator.overlay.records import Pool
from console.emulator.overlay.registry import Call, operation


@operation("ListTagsForResource")
def list_tags_for_resource(call: Call) -> dict[str, Any]:
    """The tags of a pool."""
    return {"Tags": dict(_pool(call).extended_config["UserPoolTags"])}


@operation("TagResource")
def tag_resource(call: Call) -> dict[str, Any]:
    """Add tags, or change their values; the others stay."""
    pool = _pool(call)
    _set_tags(pool, {**pool.extended_config["UserPoolTags"], **call.parameters["Tags"]})
    return {}


@operation("UntagResource")
def untag_resource(call: Call) -> dict[str, Any]:
    """Remove tags; one that is not there is no error."""
    pool = _pool(call)
    gone = set(call.parameters["TagKeys"])
    _set_tags(
        pool,
        {name: value for name, value in pool.extended_config["UserPoolTags"].items() if name not in gone},
    )
    return {}


def _set_tags(pool: Pool, tags: dict[str, str]) -> None:
    pool.extended_config = {**pool.extended_config, "UserPoolTags": tags}


def _pool(call: Call) -> Pool:
    pool_id = call.parameters["ResourceArn"].rpartition("/")[2]
    pool = call.backend.user_pools.get(pool_id)
    if pool is None:
        raise resource_not_found(f"User pool {pool_id} does not exist.")
    found: Pool = pool
    return found
