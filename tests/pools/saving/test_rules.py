"""Which rules a change breaks: not those that were broken before somebody came."""

from typing import Any

import pytest

from pools.saving.rules import Rule, broken, lost, newly_broken

BOTH = Rule(paths=("A", "B"), message="Not both.", broken=lambda state: bool("A" in state and "B" in state))
KEPT = Rule(paths=("C",), message="It stays.", forbidden=lost("C"))
NEVER = Rule(paths=("D",), message="Nothing breaks it.")
RULES = (BOTH, KEPT, NEVER)


@pytest.mark.parametrize(
    ("now", "wanted", "told"),
    [
        ({"A": 1}, {"A": 1, "B": 1}, [BOTH]),
        ({"A": 1, "B": 1}, {"A": 2, "B": 1}, []),
        ({"A": 1, "B": 1}, {"A": 1}, []),
        ({"C": 1}, {}, [KEPT]),
        ({"C": 1}, {"C": 2}, []),
        ({}, {"C": 1}, []),
        ({"A": 1, "C": 1}, {"A": 1, "B": 1}, [BOTH, KEPT]),
    ],
)
def test_only_what_a_change_breaks_is_held_against_it(
    now: dict[str, Any], wanted: dict[str, Any], told: list[Rule]
) -> None:
    assert newly_broken(now, wanted, RULES) == told


def test_a_state_is_judged_by_what_it_is() -> None:
    assert broken({"A": 1, "B": 1}, RULES) == [BOTH]
    assert broken({}, RULES) == []
