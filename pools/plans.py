"""Feature plans: which settings need which, as the table of settings says."""

from collections.abc import Mapping
from typing import Any

from pools.saving.settings import Setting
from pools.saving.states import NOTHING

# From the least to the greatest.
PLANS = {"LITE": "Lite", "ESSENTIALS": "Essentials", "PLUS": "Plus"}
_RANKS = {plan: rank for rank, plan in enumerate(PLANS)}
TIER = "UserPoolTier"


def plan_of(state: Mapping[str, Any]) -> str:
    """A pool's plan; one from before the plans has none, which is what is Lite now."""
    return str(state.get(TIER) or "LITE")


def has(plan: str, needed: str) -> bool:
    """Whether a plan has what the other has. Of a plan that is not known everything is expected."""
    return plan not in PLANS or needed not in PLANS or _RANKS[plan] >= _RANKS[needed]


def uses(setting: Setting, value: Any) -> bool:
    """Whether a value of a setting is one that its plan is needed for."""
    if setting.kind == "present":
        return value is not None
    values = value if isinstance(value, list) else [value]
    return bool(setting.plan) and any(each not in NOTHING and each not in setting.free for each in values)
