"""How a change is recognised: begun, ended, replaced, become; and what nothing changes."""

from typing import Any

import pytest

from pools.saving import risks
from pools.saving.risks import Change, Risk

PATH = "A.B"


def state(value: Any) -> dict[str, Any]:
    return {} if value is None else {"A": {"B": value}}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (None, "x", {"changes", "begins"}),
        ("", "x", {"changes", "begins"}),
        ("x", None, {"changes", "ends", "replaced"}),
        ("x", [], {"changes", "ends", "replaced"}),
        ("x", "y", {"changes", "replaced"}),
        ("x", "x", set()),
        (["a", "b"], ["b", "a"], set()),
        (None, "", set()),
        ({}, [], set()),
    ],
)
def test_a_change_is_recognised_as_what_it_is(before: Any, after: Any, told: set[str]) -> None:
    kinds: dict[str, Change] = {
        "changes": risks.changes(PATH),
        "begins": risks.begins(PATH),
        "ends": risks.ends(PATH),
        "replaced": risks.replaced(PATH),
    }
    assert {name for name, applies in kinds.items() if applies(state(before), state(after))} == told


def test_one_of_several_paths_is_enough() -> None:
    now, wanted = {"A": "x"}, {"A": "x", "B": "y"}
    assert risks.begins("A", "B")(now, wanted)
    assert not risks.begins("A", "C")(now, wanted)
    assert not risks.replaced("A", "B")({"B": None}, {"B": "y"})


@pytest.mark.parametrize(
    ("before", "after", "default", "becomes"),
    [
        ("ON", "OFF", None, True),
        ("OFF", "OFF", None, False),
        ("ON", None, "OFF", True),
        (None, "OFF", "OFF", False),
        ("ON", None, None, False),
        (None, "OFF", None, True),
    ],
)
def test_a_setting_becomes_a_value_also_by_default(
    before: Any, after: Any, default: Any, becomes: bool
) -> None:
    assert risks.becomes(PATH, "OFF", default=default)(state(before), state(after)) is becomes


def test_what_a_list_loses() -> None:
    assert risks.removed(PATH, state(["a", "b"]), state(["b", "c"])) == {"a"}
    assert risks.removed(PATH, state(["a"]), state(None)) == {"a"}
    assert risks.removed(PATH, state(None), state(["a"])) == set()


def test_a_risk_is_told_of_the_states_between_which_it_lies() -> None:
    risk = Risk(
        applies=risks.changes(PATH),
        title="A change",
        what=lambda now, wanted: f"From {now['A']['B']} to {wanted['A']['B']}.",
        commands=lambda now, wanted: [f"undo {now['A']['B']}"],
    )
    told = risk.worded(state(1), state(2))
    assert (told.what, told.commands, told.title) == ("From 1 to 2.", ["undo 1"], "A change")
    plain = Risk(applies=risks.changes(PATH), title="A change", what="As it is.")
    assert plain.worded(state(1), state(2)) == plain
