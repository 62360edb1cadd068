"""Files of pools, whole and least."""

from typing import Any

from console.emulator.factories import find_pool
from console.emulator.overlay.mfa import describe as describe_mfa
from console.emulator.overlay.pools import describe
from pools.exporting.documents import Document
from pools.settings.state import state_of

LEAST: dict[str, Any] = {"format": "lifeguard.pool", "version": 1, "settings": {"Name": "Shop"}, "mfa": {}}


def document_now(pool_id: str) -> Document:
    """What a file tells of a pool as it is."""
    pool = find_pool(pool_id)
    told = [
        {
            "GroupName": each.group_name,
            "Description": each.description,
            "Precedence": each.precedence,
            "RoleArn": each.role_arn,
        }
        for each in pool.groups.values()
    ]
    set_ = [{name: value for name, value in each.items() if value not in (None, "")} for each in told]
    return Document.of(state_of(describe(pool), describe_mfa(pool)), set_, region=pool.region)


def changed(**members: Any) -> dict[str, Any]:
    return LEAST | members


def is_only_spelled_out(difference: Any) -> bool:
    """Case is sent even where the first pool said nothing of it, which means the same."""
    return (difference.path, difference.before, difference.after) == (
        "UsernameConfiguration.CaseSensitive",
        None,
        True,
    )
