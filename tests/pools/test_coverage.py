"""Every input leaf of the operations that make and change pools is edited by one field, or left out for a reason."""

from typing import Any

import pytest

from console.cognito import model
from pools.saving.settings import MFA
from pools.schema.forms import AttributeForm
from pools.settings.forms import SettingsForm
from pools.settings.sections import EDITED
from tests.pools import coverage
from tests.pools.coverage import CREATION_PATHS, LEFT_OUT, OPERATIONS, Leaf, leaves
from tests.shapes import answered, paths_of

LEAVES = leaves()


def full(**without: Any) -> dict[str, Any]:
    """The state of a pool that has every setting, older ones included."""
    pool = answered(model.output_shape("DescribeUserPool").members["UserPool"])
    del pool["Policies"]["PasswordPolicy"]["TemporaryPasswordValidityDays"]
    return {**pool, "Id": "eu-west-1_abc123456", MFA: answered(model.output_shape(MFA)), **without}


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: f"{leaf.operation}.{leaf.path}")
def test_a_leaf_is_edited_by_exactly_one_field_or_left_out_for_a_reason(leaf: Leaf) -> None:
    assert leaf.is_covered, (
        f"{leaf.operation}.{leaf.path} is edited by {leaf.fields or 'nothing'}: give it a setting in its section, "
        "or a reason in tests/pools/coverage.py"
    )


def test_no_leaf_is_forgotten() -> None:
    known = {(leaf.operation, leaf.path) for leaf in LEAVES}
    for operation in OPERATIONS:
        shape = model.input_shape(operation)
        assert {name for name, _ in _tops(known, operation)} == set(shape.members)
    assert len(LEAVES) == len(known) > 200


def _tops(known: set[tuple[str, str]], operation: str) -> set[tuple[str, str]]:
    return {(path.split(".")[0], operation) for each, path in known if each == operation}


def test_every_field_is_really_in_a_form_and_names_its_path() -> None:
    state = full()
    forms = [SettingsForm(section=section, state=state) for section in EDITED]
    # With the newer limit of temporary passwords there is no field for the older one.
    newer = {**state, "Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 7}}}
    shown = {field.api_path for form in forms for field in form.fields.values()}  # type: ignore[attr-defined]
    edited = {field for leaf in LEAVES for field in leaf.fields if ": " not in field}
    assert edited <= shown
    assert "AdminCreateUserConfig.UnusedAccountValidityDays" in shown
    days = SettingsForm(section=next(each for each in EDITED if each.id == "passwords"), state=newer)
    assert "AdminCreateUserConfig-UnusedAccountValidityDays" not in days.fields


def test_the_fields_of_attributes_exist() -> None:
    fields = set(AttributeForm.base_fields)
    named = {
        field.removeprefix("schema: ") for leaf in LEAVES for field in leaf.fields if "schema: " in field
    }
    assert named <= fields


def test_nothing_is_excused_that_is_not_there() -> None:
    known = {(leaf.operation, leaf.path) for leaf in LEAVES}
    assert set(LEFT_OUT) <= known
    assert {("CreateUserPool", path) for path in CREATION_PATHS} <= known
    assert {("AddCustomAttributes", path) for path in coverage.ATTRIBUTE_FIELDS} <= known


def test_a_leaf_that_nobody_knows_is_not_covered() -> None:
    leaf = coverage._leaf("UpdateUserPool", "QuantumConfiguration.Enabled")
    assert not leaf.is_covered


def test_a_leaf_that_two_fields_edit_is_not_covered() -> None:
    assert not Leaf(operation="UpdateUserPool", path="Name", fields=("a", "b")).is_covered


def test_lists_and_maps_are_looked_through() -> None:
    paths = paths_of(model.input_shape("UpdateUserPool"))
    assert {"AcrConfiguration.AcrValue", "UserPoolTags", "AutoVerifiedAttributes"} <= paths
    assert "AccountRecoverySetting.RecoveryMechanisms.Priority" in paths
