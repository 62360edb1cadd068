"""All rules of the diagnosis, theme by theme, in the order in which they are listed."""

from collections.abc import Mapping

from users.diagnosis.checks import Rule
from users.diagnosis.rules import (
    account,
    delivery,
    factors,
    federation,
    names,
    others,
    passwords,
    recovery,
    sign_in,
    threats,
)

THEMES: Mapping[str, tuple[Rule, ...]] = {
    "The account": account.RULES,
    "The password": passwords.RULES,
    "Threat protection": threats.RULES,
    "The second factor": factors.RULES,
    "What they sign in with": names.RULES,
    "Other identity providers": federation.RULES,
    "Other users": others.RULES,
    "Ways in": sign_in.RULES,
    "Messages": delivery.RULES,
    "A forgotten password": recovery.RULES,
}
RULES: tuple[Rule, ...] = tuple(rule for rules in THEMES.values() for rule in rules)
