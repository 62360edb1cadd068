"""Tags of a pool, by its ARN."""

from typing import Any

from console.emulator.overlay.core.errors import invalid_parameter, resource_not_found
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.pool_settings import SYSTEM_TAG

MAXIMUM = 50


@operation("ListTagsForResource")
def list_tags_for_resource(call: Call) -> dict[str, Any]:
    """The tags of a pool."""
    return {"Tags": dict(_pool(call).extended_config["UserPoolTags"])}


@operation("TagResource")
def tag_resource(call: Call) -> dict[str, Any]:
    """Add tags, or change their values; the others stay. Raises InvalidParameterException."""
    pool = _pool(call)
    sent = call.parameters["Tags"]
    if any(name.startswith(SYSTEM_TAG) for name in sent):
        raise invalid_parameter(f"{SYSTEM_TAG} prefixed tag key names are not allowed for external use.")
    tags = {**pool.extended_config["UserPoolTags"], **sent}
    if sum(not name.startswith(SYSTEM_TAG) for name in tags) > MAXIMUM:
        raise invalid_parameter(f"A user pool can have {MAXIMUM} tags at most.")
    _set_tags(pool, tags)
    return {}


@operation("UntagResource")
def untag_resource(call: Call) -> dict[str, Any]:
    """Remove tags; one that is not there is no error."""
    pool = _pool(call)
    gone = {name for name in call.parameters["TagKeys"] if not name.startswith(SYSTEM_TAG)}
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
