"""Whether threat protection has any effect in a pool."""

from dataclasses import dataclass
from typing import Self

from pools import plans
from pools.gateway import Pool
from pools.plans import PLANS
from pools.settings.pool_facts import threat_mode


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionEffect:
    """Whether the settings have any effect: the plan and the mode decide it."""

    plan: str
    mode: str

    @classmethod
    def of(cls, pool: Pool) -> Self:
        return cls(plan=plans.plan_of(pool.raw), mode=threat_mode(pool.raw))

    @property
    def lacks_plan(self) -> bool:
        return not plans.has(self.plan, "PLUS")

    @property
    def plan_name(self) -> str:
        return PLANS.get(self.plan, self.plan)

    @property
    def is_off(self) -> bool:
        return self.mode == "OFF"

    @property
    def only_watches(self) -> bool:
        return self.mode == "AUDIT"
