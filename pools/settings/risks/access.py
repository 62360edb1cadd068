"""Who may do what with the pool itself: protection, plan, tags."""

from collections.abc import Iterable

from pools import plans
from pools.plans import PLANS
from pools.saving.risks import Risk, becomes, changes
from pools.saving.states import State, value_at
from pools.settings.sections.threats import MODE
from pools.settings.state import TAGS

ADDS = {
    "ESSENTIALS": "passwordless sign-in, codes by e-mail, own claims in access tokens, registration of "
    "app clients",
    "PLUS": "threat protection",
}


def _plan_in_words(now: State, wanted: State) -> str:
    before, after = plans.plan_of(now), plans.plan_of(wanted)
    said = f"From {PLANS.get(before, before)} to {PLANS.get(after, after)}: AWS bills each active user by the plan."
    if plans.has(after, before):
        adds = _listed(plan for plan in ADDS if not plans.has(before, plan))
        return f"{said} Whoever is active under it is billed by it all month, even if you go back. It adds {adds}."
    return (
        f"{said} In one month each is billed by the dearest plan under which they were active, so it saves nothing for "
        "those of this month. Cognito refuses it while something is in use that the smaller plan lacks; managed login, "
        "session tracking and choice-based sign-in of app clients count too, and are not settings of the "
        "pool."
    )


def _listed(names: Iterable[str]) -> str:
    return "; ".join(ADDS[plan] for plan in names) or "nothing that Lifeguard knows of"


def _tags_in_words(now: State, wanted: State) -> str:
    before, after = now.get(TAGS) or {}, wanted.get(TAGS) or {}
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return (
        f"{', '.join(keys)}: policies of IAM may go by them (aws:ResourceTag), and so may tools that manage"
        " the pool or share its costs out. What looks for the old tags finds this pool no more."
    )


def _weakens(now: State, wanted: State) -> bool:
    order = ("OFF", "AUDIT", "ENFORCED")
    before, after = (str(value_at(state, MODE) or "OFF") for state in (now, wanted))
    return before in order and after in order and order.index(after) < order.index(before)


RISKS: tuple[Risk, ...] = (
    Risk(
        applies=becomes("DeletionProtection", "INACTIVE", default="INACTIVE"),
        title="The pool can be deleted from then on",
        what="Nothing but the right to do it stands before its deletion any more, by anybody and any tool. "
        "A deleted pool can only be asked back from AWS Support, within 14 days and without a promise.",
    ),
    Risk(applies=changes(plans.TIER), title="Another plan has another price", what=_plan_in_words),
    Risk(
        applies=_weakens,
        title="Risky sign-ins are guarded less",
        what="Cognito stops refusing, or even noticing, sign-ins that look like somebody else’s. Off also "
        "ends the log of sign-ins of each user.",
    ),
    Risk(
        applies=becomes(MODE, "ENFORCED"),
        title="Sign-ins can be refused for their risk",
        what="What happens at which risk is set apart from this. Where that has never been set, Cognito’s "
        "own choice holds.",
    ),
    Risk(applies=changes(TAGS), title="Tags can decide who has access", what=_tags_in_words),
)
