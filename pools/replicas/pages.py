"""The words for replicas, and what a pool lacks to have one."""

from collections.abc import Iterator
from dataclasses import dataclass

from pools import plans
from pools.gateway import Pool
from pools.plans import PLANS
from pools.replicas.gateway import ACTIVE, DELETING, INACTIVE, Replica
from pools.saving.states import value_at
from pools.settings.sections.keys import KEY

# Cognito's word, the badge's tone, and what it means.
STATUSES = {
    "CREATING": ("Being created", "info", "Users and settings are copied; it can be activated afterwards."),
    ACTIVE: ("Active", "success", "People can sign in there."),
    INACTIVE: ("Inactive", "neutral", "It follows the primary, but nobody can sign in there."),
    DELETING: ("Being removed", "warning", "It is on its way out."),
}
OWN_KEY = "CUSTOMER_MANAGED_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaRow:
    """A replica ready to be shown."""

    replica: Replica

    @property
    def status(self) -> tuple[str, str, str]:
        status = self.replica.status
        return STATUSES.get(status, (status or "Not told", "neutral", ""))

    @property
    def next_status(self) -> str:
        """What it can be switched to; empty while it is on its way."""
        if self.replica.primary:
            return ""
        return {ACTIVE: INACTIVE, INACTIVE: ACTIVE}.get(self.replica.status, "")

    @property
    def why_it_stays(self) -> str:
        """Why it cannot be removed now; empty where it can."""
        if self.replica.status == INACTIVE:
            return ""
        return "Only an inactive replica can be removed: deactivate it first."


def lacks(pool: Pool) -> Iterator[tuple[str, str]]:
    """What a pool lacks to have a replica: the sentence, and the section of settings where that is changed."""
    plan = plans.plan_of(pool.raw)
    if not plans.has(plan, "ESSENTIALS"):
        yield f"It needs the Essentials plan; this pool has {PLANS.get(plan, plan)}.", "about"
    if value_at(pool.raw, KEY) != OWN_KEY:
        yield (
            "It needs a KMS key of your own, one for several regions; this pool’s data is under AWS’s key.",
            "keys",
        )
