"""What the pool's feature plan lacks: in a gated setting it is turned on for nothing, in the plan it is in the way."""

from collections.abc import Callable, Iterator

from pools import plans
from pools.plans import PLANS
from pools.saving.rules import Rule
from pools.saving.settings import Setting
from pools.saving.states import State, value_at
from pools.settings.sections import SECTIONS


def gated() -> Iterator[Setting]:
    """The settings that not every plan has."""
    return (each for section in SECTIONS for each in section.settings if each.plan)


def in_use(state: State) -> list[Setting]:
    """Gated settings that a state makes use of."""
    return [each for each in gated() if plans.uses(each, value_at(state, each.path))]


def _lacks_plan(setting: Setting) -> Callable[[State], bool]:
    def lacks_plan(state: State) -> bool:
        is_used = plans.uses(setting, value_at(state, setting.path))
        return is_used and not plans.has(plans.plan_of(state), setting.plan)

    return lacks_plan


RULES: tuple[Rule, ...] = tuple(
    Rule(
        paths=(setting.path, plans.TIER),
        broken=_lacks_plan(setting),
        message=f"“{setting.label}” needs the {PLANS[setting.plan]} plan: turn it off first, or choose that"
        " plan.",
    )
    for setting in gated()
)
