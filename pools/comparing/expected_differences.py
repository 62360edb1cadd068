"""What cannot but differ between two pools: names, ids, and the same thing in another region or account."""

from typing import Any

from pools.comparing.compared_pools import ComparedPool
from pools.saving.states import value_at

# What is one pool's own.
OWN = frozenset({"Id", "Arn", "Name", "Domain", "CustomDomain"})
ITS_OWN = "Each pool has its own."
ELSEWHERE = "The same, in another region or account."
OWN_KEYS = "Keys belong to one region."
OWN_REGION = "Each pool’s own region."
OWN_ROLE = "Goes with the role."
REGIONS = (".SnsRegion", ".EumsSms.Region")
ROLE_OF = {"ExternalId": ("SnsCallerArn", "CallerArn")}
# Services whose resources a pool can use only in its own region, and what the resources are called.
REGIONAL = {"lambda": "function", "kms": "key"}


def why_expected(path: str, here: ComparedPool, there: ComparedPool) -> str:
    """Why a setting differs by nature; empty where it is a difference that somebody made."""
    one, other = value_at(here.state, path), value_at(there.state, path)
    if path in OWN:
        return ITS_OWN
    if path.endswith(REGIONS) and (one, other) == (here.region, there.region):
        return OWN_REGION
    parent, _, member = path.rpartition(".")
    roles = (f"{parent}.{name}" for name in ROLE_OF.get(member, ()))
    if any(is_elsewhere(value_at(here.state, role), value_at(there.state, role)) for role in roles):
        return OWN_ROLE
    if is_elsewhere(one, other):
        return ELSEWHERE
    return OWN_KEYS if _are_keys_of_two_places(one, other) else ""


def is_elsewhere(one: Any, other: Any) -> bool:
    """Whether two ARNs name the same resource of different regions or accounts."""
    mine, theirs = _arn_fields(one), _arn_fields(other)
    return bool(mine and theirs) and mine != theirs and (mine[2], mine[5]) == (theirs[2], theirs[5])


def foreign(value: Any, target: ComparedPool) -> str:
    """Why a pool cannot use the resource that an ARN names; empty where it can, or where it is no ARN."""
    fields = _arn_fields(value)
    if not fields:
        return ""
    _, _, service, region, account, _ = fields
    if service in REGIONAL and region != target.region:
        return (
            f"This {REGIONAL[service]} is in {region}; {target.label} can only use those of {target.region}."
        )
    if service == "iam" and target.account and account != target.account:
        return f"This role belongs to the account {account}, {target.label} to {target.account}."
    return ""


def _are_keys_of_two_places(one: Any, other: Any) -> bool:
    mine, theirs = _arn_fields(one), _arn_fields(other)
    both = bool(mine and theirs) and mine[2] == theirs[2] == "kms"
    return both and mine[3:5] != theirs[3:5]


def _arn_fields(value: Any) -> list[str]:
    """An ARN's "arn", partition, service, region, account and resource; nothing of anything else."""
    fields = value.split(":", 5) if isinstance(value, str) and value.startswith("arn:") else []
    return fields if len(fields) == 6 else []
