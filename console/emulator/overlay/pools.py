"""Pools: create, describe, update, delete, list."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from console.emulator.behaviour import behaviour
from console.emulator.overlay import domains, mfa, plans, pool_settings, setting_rules
from console.emulator.overlay.core.errors import invalid_parameter
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.records import Pool
from console.emulator.overlay.core.registry import ACCOUNT_ID, Call, backend_of, operation
from console.emulator.overlay.pool_settings import Draft
from console.emulator.overlay.schema import build_schema, describe_schema

# Members of the calls that are not settings, or are kept elsewhere.
NOT_SETTINGS = frozenset({"PoolName", "Schema", "MfaConfiguration", "UserPoolId"})


def add_pool(region: str, parameters: Mapping[str, Any], pool_id: str | None = None) -> Pool:
    """Make a pool from the input of CreateUserPool, with a given id if need be. Raises `ServiceError`."""
    sent = _settings(parameters)
    pool_settings.check_legacy_limit(sent, stored={})
    mode = parameters.get("MfaConfiguration", "OFF")
    mfa.check_at_creation(mode, sent)
    settings = pool_settings.complete(sent)
    setting_rules.check(Draft(region=region, settings=settings, mode=mode))
    schema = build_schema(parameters.get("Schema", ()))
    pool = Pool(ACCOUNT_ID, region, parameters["PoolName"], settings, pool_id)
    pool.schema_attributes = schema
    pool.mfa_config = mode
    backend_of(region).user_pools[pool.id] = pool
    return pool


@operation("CreateUserPool")
def create_user_pool(call: Call) -> dict[str, Any]:
    """The pool with every default filled in. The standard attributes are there whatever `Schema` says."""
    pool_settings.check_tags(call.parameters)
    return {"UserPool": describe(add_pool(call.region, call.parameters))}


@operation("DescribeUserPool")
def describe_user_pool(call: Call) -> dict[str, Any]:
    """Every setting but those of MFA factors, which GetUserPoolMfaConfig shows."""
    return {"UserPool": describe(call.pool)}


@operation("UpdateUserPool")
def update_user_pool(call: Call) -> dict[str, Any]:
    """A full write: "If you don't provide a value for an attribute, Amazon Cognito sets it to its default
    value."

    What was set at creation for ever stays; so does the name unless `PoolName` is sent.
    `behaviour.keep_omitted` makes it keep everything that is omitted.
    """
    pool = call.pool
    sent = _settings(call.parameters)
    pool_settings.check_tags(sent)
    pool_settings.check_legacy_limit(sent, pool.extended_config)
    mfa.check_update(pool, call.get("MfaConfiguration"))
    settings = pool_settings.updated(pool.extended_config, sent)
    mode = call.get("MfaConfiguration", pool.mfa_config if behaviour.keep_omitted else "OFF")
    draft = mfa.draft_of(pool, settings, mode)
    setting_rules.check(draft)
    plans.check_change(pool, draft)
    pool.extended_config = settings
    mfa.set_mode(pool, mode)
    pool.name = call.get("PoolName", pool.name)
    pool.last_modified_date = datetime.now(UTC)
    return {}


@operation("DeleteUserPool")
def delete_user_pool(call: Call) -> dict[str, Any]:
    """Refused while deletion protection is active or a domain is configured."""
    pool = call.pool
    if pool.extended_config.get("DeletionProtection") == "ACTIVE":
        raise invalid_parameter(
            "The user pool cannot be deleted because deletion protection is activated. "
            "Deletion protection must be inactivated first."
        )
    if domains.of_pool(pool):
        raise invalid_parameter(
            "User pool cannot be deleted. It has a domain configured that should be deleted first."
        )
    del call.backend.user_pools[pool.id]
    return {}


@operation("ListUserPools")
def list_user_pools(call: Call) -> dict[str, Any]:
    """The pools of the region, in the order of creation: name, id, dates and triggers only."""
    pools = list(call.backend.user_pools.values())
    page, token = list_page(call.parameters, pools, "id")
    return {"UserPools": [_summary(pool) for pool in page], **token}


def describe(pool: Pool) -> dict[str, Any]:
    """`UserPoolType`, as DescribeUserPool and CreateUserPool give it."""
    return {
        **_summary(pool),
        **pool_settings.describe(pool.extended_config),
        **_domains(pool),
        "Arn": pool.arn,
        "MfaConfiguration": pool.mfa_config,
        "EstimatedNumberOfUsers": len(pool.users),
        "SchemaAttributes": describe_schema(pool),
    }


def _summary(pool: Pool) -> dict[str, Any]:
    return {
        "Id": pool.id,
        "Name": pool.name,
        "LambdaConfig": pool.extended_config["LambdaConfig"],
        "CreationDate": pool.creation_date,
        "LastModifiedDate": pool.last_modified_date,
    }


def _domains(pool: Pool) -> dict[str, str]:
    return {("CustomDomain" if each.is_custom else "Domain"): each.domain for each in domains.of_pool(pool)}


def _settings(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parameters.items() if name not in NOT_SETTINGS}
