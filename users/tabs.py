"""The tabs of one person's page, as far as an operator may open them."""

from dataclasses import dataclass

from console.access import actions
from console.access.reach import PoolAccess
from users.addresses import address

TABS = (
    ("Person", "users:user", actions.VIEW_USER),
    ("Sign-in", "users:sign_in", actions.VIEW_SIGN_IN),
    ("Activity", "users:activity", actions.VIEW_ACTIVITY),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One of the tabs; `current` is the one that is open."""

    label: str
    href: str
    current: bool


def tabs_of(pool: PoolAccess, sub: str, current: str) -> list[Tab]:
    """The tabs of a user's page; `current` is a url name, such as "users:activity"."""
    return [
        Tab(label=label, href=address(pool, name.removeprefix("users:"), sub=sub), current=name == current)
        for label, name, action in TABS
        if pool.may[action.name]
    ]
