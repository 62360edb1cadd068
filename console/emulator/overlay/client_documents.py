"""Policies for client metadata documents (CIMD), and the documents that apps have named."""

from datetime import UTC, datetime, timedelta
from typing import Any

from console.emulator.overlay import app_clients, plans
from console.emulator.overlay.core import identifiers
from console.emulator.overlay.core.errors import ServiceError, limit_exceeded, resource_not_found
from console.emulator.overlay.core.paging import list_page
from console.emulator.overlay.core.registry import Call, operation
from console.emulator.overlay.core.stores import Record

DAY, MAXIMUM = 86_400, 50
CHANGEABLE = ("ClientId", "PolicyName", "CacheDuration", "URLPatterns")
LISTED = ("CIMDPolicyId", "ClientId", "PolicyName", "CacheDuration", "CreationDate", "LastModifiedDate")


@operation("CreateCIMDPolicy")
def create_cimd_policy(call: Call) -> dict[str, Any]:
    """Raises ResourceNotFoundException, FeatureUnavailableInTierException, LimitExceededException."""
    pool, now = call.pool, datetime.now(UTC)
    plans.check_feature(pool.extended_config.get("UserPoolTier", "LITE"), "ESSENTIALS", "CIMD")
    app_clients.find(pool, call.parameters["ClientId"])
    if len(pool.stores.client_documents) >= MAXIMUM:
        raise limit_exceeded("The maximum number of CIMD policies has been reached.")
    policy = {
        "UserPoolId": pool.id,
        "CIMDPolicyId": identifiers.characters(26),
        "CacheDuration": DAY,
        **{name: call.parameters[name] for name in CHANGEABLE if name in call.parameters},
        "CreationDate": now,
        "LastModifiedDate": now,
    }
    pool.stores.client_documents[policy["CIMDPolicyId"]] = policy
    return {"CIMDPolicy": policy}


@operation("DescribeCIMDPolicy")
def describe_cimd_policy(call: Call) -> dict[str, Any]:
    """Without the app client once that is gone. Raises ResourceNotFoundException."""
    return {"CIMDPolicy": _described(call, _find(call))}


@operation("UpdateCIMDPolicy")
def update_cimd_policy(call: Call) -> dict[str, Any]:
    """What is left out is back at its default, but for the name."""
    policy = _find(call)
    app_clients.find(call.pool, call.parameters["ClientId"])
    policy["CacheDuration"] = DAY
    policy.update({name: call.parameters[name] for name in CHANGEABLE if name in call.parameters})
    policy["LastModifiedDate"] = datetime.now(UTC)
    return {"CIMDPolicy": _described(call, policy)}


@operation("DeleteCIMDPolicy")
def delete_cimd_policy(call: Call) -> dict[str, Any]:
    """With the documents that were kept for it. Raises ResourceNotFoundException."""
    policy_id = _find(call)["CIMDPolicyId"]
    del call.pool.stores.client_documents[policy_id]
    call.pool.stores.kept_documents.pop(policy_id, None)
    return {}


@operation("ListCIMDPolicies")
def list_cimd_policies(call: Call) -> dict[str, Any]:
    """In the order of creation, without their patterns."""
    page, token = list_page(call.parameters, list(call.pool.stores.client_documents.values()), "CIMDPolicyId")
    policies = [_described(call, policy) for policy in page]
    return {
        "CIMDPolicies": [{name: each[name] for name in LISTED if name in each} for each in policies],
        **token,
    }


@operation("ListClientMetadataURLs")
def list_client_metadata_urls(call: Call) -> dict[str, Any]:
    """The addresses that apps have named; nobody signs in here by one."""
    kept = call.pool.stores.kept_documents.get(_find(call)["CIMDPolicyId"], {})
    page, token = list_page(call.parameters, list(kept.values()), "URL")
    return {"ClientMetadataURLs": page, **token}


@operation("UpdateClientMetadataURLState")
def update_client_metadata_url_state(call: Call) -> dict[str, Any]:
    """Raises CachedCIMDURLDoesNotExistException for an address that no app has named."""
    policy = _find(call)
    kept = call.pool.stores.kept_documents.get(policy["CIMDPolicyId"], {}).get(call.parameters["URL"])
    if kept is None:
        raise ServiceError("CachedCIMDURLDoesNotExistException", "There is no cached document for this URL.")
    kept.pop("CachedDate", None)
    kept.pop("ExpirationDate", None)
    if call.parameters["Action"] == "REFRESH":
        now = datetime.now(UTC)
        kept |= {"CachedDate": now, "ExpirationDate": now + timedelta(seconds=policy["CacheDuration"])}
    return {}


def _find(call: Call) -> Record:
    policy = call.pool.stores.client_documents.get(call.parameters["CIMDPolicyId"])
    if policy is None:
        raise resource_not_found("The CIMD policy does not exist.")
    return policy


def _described(call: Call, policy: Record) -> Record:
    is_there = policy.get("ClientId") in call.pool.clients
    return policy if is_there else {name: value for name, value in policy.items() if name != "ClientId"}
