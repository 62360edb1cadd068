"""How many Cognito calls a page costs, counted at the stand-in service. These are asserted."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.cognito.operations import OPERATIONS
from tests.benchmarks.answers import INVITED_SUB
from tests.benchmarks.console import USERS, Console
from tests.benchmarks.figures import Row
from tests.benchmarks.pages import user_page, users_list
from tests.benchmarks.stand_in import StandIn

# Each worker keeps its own settings: so many visits find one that knows them already.
VISITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a page may cost at most when the settings are known (`warm`) and when they are not."""

    what: str
    visit: Callable[[Console], object]
    warm: int
    cold: int


def invite_form(console: Console) -> None:
    console.get(f"{USERS}invite/")


BUDGETS = (
    Budget(what="users list", visit=users_list, warm=1, cold=2),
    Budget(what="user page", visit=user_page, warm=4, cold=4),
    Budget(what="invite form", visit=invite_form, warm=1, cold=1),
)


def count_calls(stand_in: StandIn, warm: Console, cold: Console) -> list[Row]:
    """The calls of each page on both consoles, and the writes of one resend."""
    return [
        *(row for budget in BUDGETS for row in _of_page(stand_in, budget, warm, cold)),
        _of_resend(stand_in, warm),
    ]


def _of_page(stand_in: StandIn, budget: Budget, warm: Console, cold: Console) -> list[Row]:
    known = min((_calls(stand_in, budget.visit, warm) for _ in range(VISITS)), key=Counter.total)
    asked = _calls(stand_in, budget.visit, cold)
    return [
        _row(f"{budget.what}, settings known", known, budget.warm),
        _row(f"{budget.what}, settings asked for", asked, budget.cold),
    ]


def _of_resend(stand_in: StandIn, console: Console) -> Row:
    calls = _calls(stand_in, lambda console: console.submit(f"{USERS}{INVITED_SUB}/resend/"), console)
    writes = Counter({name: count for name, count in calls.items() if OPERATIONS[name].kind == "write"})
    return Row(
        what="resend, writes",
        value=str(writes.total()),
        aim="= 1",
        met=writes == {"AdminCreateUser": 1},
        note=_named(calls),
    )


def _calls(stand_in: StandIn, visit: Callable[[Console], object], console: Console) -> Counter[str]:
    with stand_in.counted() as calls:
        visit(console)
    return calls


def _row(what: str, calls: Counter[str], most: int) -> Row:
    return Row(
        what=what, value=str(calls.total()), aim=f"<= {most}", met=calls.total() <= most, note=_named(calls)
    )


def _named(calls: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" if count > 1 else name for name, count in sorted(calls.items()))


def broken(rows: Sequence[Row]) -> list[str]:
    """The budgets that were exceeded, in words."""
    return [f"{row.what}: {row.value} calls, {row.aim}" for row in rows if row.met is False]
