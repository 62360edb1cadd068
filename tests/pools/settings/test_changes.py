"""What the values of a form mean as changes: what goes along with what, and what goes with it."""

from collections.abc import Sequence
from typing import Any

import pytest

from pools.saving.settings import Setting
from pools.saving.states import with_changes
from pools.settings.changes import changes_of, misplaced

SWITCH = Setting(path="Factor", label="Factor", kind="present")
TEXT = Setting(path="Factor.Text", label="Text", needs="Factor", default="Code {####}")
FUNCTION = Setting(path="Trigger.Arn", label="Function")
VERSION = Setting(path="Trigger.Version", label="Version", needs="Trigger.Arn", default="V1")
STATUS = Setting(path="Open.Status", label="Open", default="Disabled")
SCOPES = Setting(path="Open.Scopes", label="Scopes", needs="Open.Status")
ROLE = Setting(path="Sms.Role", label="Role")
REGION = Setting(path="Sms.Region", label="Region", needs="Sms.Role")


def changes(settings: Sequence[Setting], state: dict[str, Any], **values: Any) -> dict[str, Any]:
    given = {path.replace("_", "."): value for path, value in values.items()}
    return changes_of(settings, state, given)


@pytest.mark.parametrize(
    ("state", "value", "expected"),
    [
        ({}, "Disabled", {}),
        ({}, "Enabled", {"Open.Status": "Enabled"}),
        ({"Open": {"Status": "Disabled"}}, "Disabled", {}),
        ({"Open": {"Status": "Enabled"}}, "Disabled", {"Open.Status": "Disabled"}),
    ],
)
def test_what_is_absent_stays_so_unless_it_is_set_to_something_else(
    state: dict[str, Any], value: str, expected: dict[str, Any]
) -> None:
    assert changes([STATUS], state, Open_Status=value) == expected


def test_a_switch_that_is_turned_on_brings_all_that_is_inside() -> None:
    assert changes([SWITCH, TEXT], {}, Factor=True, Factor_Text="Code {####}") == {
        "Factor.Text": "Code {####}"
    }


def test_a_switch_that_is_turned_off_takes_everything_away_at_once() -> None:
    state = {"Factor": {"Text": "Old"}}
    assert changes([SWITCH, TEXT], state, Factor=False, Factor_Text="Typed") == {"Factor": None}


def test_texts_under_a_switch_that_stays_off_come_to_nothing() -> None:
    assert changes([SWITCH, TEXT], {}, Factor=False, Factor_Text="Typed") == {}


@pytest.mark.parametrize("state", [{"Factor": {}}, {"Factor": {"Text": "Code {####}"}}])
def test_a_switch_that_stays_on_changes_what_is_typed_alone(state: dict[str, Any]) -> None:
    assert changes([SWITCH, TEXT], state, Factor=True, Factor_Text="Code {####}") == {}
    assert changes([SWITCH, TEXT], state, Factor=True, Factor_Text="New") == {"Factor.Text": "New"}


def test_a_default_goes_along_with_what_it_belongs_to() -> None:
    expected = {"Trigger.Arn": "a", "Trigger.Version": "V1"}
    assert changes([FUNCTION, VERSION], {}, Trigger_Arn="a", Trigger_Version="V1") == expected


def test_what_something_needs_goes_along_with_it() -> None:
    # Without the status, registration would be turned on.
    expected = {"Open.Scopes": ["a"], "Open.Status": "Disabled"}
    assert changes([STATUS, SCOPES], {}, Open_Status="Disabled", Open_Scopes=["a"]) == expected
    there = {"Open": {"Status": "Enabled"}}
    assert changes([STATUS, SCOPES], there, Open_Status="Enabled", Open_Scopes=["a"]) == {
        "Open.Scopes": ["a"]
    }


def test_what_means_nothing_any_more_goes_too() -> None:
    state = {"Sms": {"Role": "r", "Region": "eu-west-1"}}
    wanted = changes([ROLE, REGION], state, Sms_Role=None, Sms_Region="eu-west-1")
    assert wanted == {"Sms.Role": None, "Sms.Region": None}
    assert with_changes(state, wanted) == {}


@pytest.mark.parametrize("state", [{"Sms": {"Region": "eu-west-1"}}, {"Trigger": {"Version": "V1"}}])
def test_what_was_odd_before_stays_as_it_is(state: dict[str, Any]) -> None:
    region = state.get("Sms", {}).get("Region")
    assert changes([ROLE, REGION], state, Sms_Role=None, Sms_Region=region) == {}
    assert changes([FUNCTION, VERSION], state, Trigger_Arn=None, Trigger_Version="V1") == {}


def test_what_was_odd_before_can_be_taken_away() -> None:
    state = {"Sms": {"Region": "eu-west-1"}}
    assert changes([ROLE, REGION], state, Sms_Role=None, Sms_Region=None) == {"Sms.Region": None}


def test_a_value_that_has_nothing_to_belong_to_is_told() -> None:
    values = {"Sms.Role": None, "Sms.Region": "eu-west-1"}
    assert misplaced([ROLE, REGION], {}, values) == [(REGION, ROLE)]
    assert changes_of([ROLE, REGION], {}, values) == {}
    assert misplaced([ROLE, REGION], {"Sms": {"Role": "r", "Region": "eu-west-1"}}, values) == []


def test_a_text_that_was_offered_is_no_value_of_its_own() -> None:
    assert misplaced([SWITCH, TEXT], {}, {"Factor": False, "Factor.Text": "Code {####}"}) == []
    assert misplaced([SWITCH, TEXT], {}, {"Factor": False, "Factor.Text": "Typed"}) == [(TEXT, SWITCH)]
    assert misplaced([SWITCH, TEXT], {}, {"Factor": True, "Factor.Text": "Typed"}) == []
