"""Every input leaf of the operations on app clients is edited by one field, or left out for a reason."""

from console.cognito import model
from pools.app_clients.creation.forms import AppClientCreationForm
from pools.app_clients.forms import AppClientForm, Offered
from pools.app_clients.secrets.forms import AddSecretForm
from pools.app_clients.sections import APP_CLIENT_SECTIONS
from tests.pools.app_clients import coverage
from tests.pools.app_clients.coverage import FORM_FIELDS, LEFT_OUT, OPERATIONS, leaves
from tests.shapes import answered


def test_every_leaf_is_edited_by_exactly_one_field_or_left_out_for_a_reason() -> None:
    told = leaves()
    assert [(leaf.operation, leaf.path) for leaf in told if not leaf.is_covered] == []
    for operation in OPERATIONS:
        members = {leaf.path.partition(".")[0] for leaf in told if leaf.operation == operation}
        assert members == set(model.input_shape(operation).members)


def test_nothing_is_excused_or_named_that_is_not_there() -> None:
    known = {(leaf.operation, leaf.path) for leaf in leaves()}
    assert set(LEFT_OUT) | set(FORM_FIELDS) <= known
    assert not set(LEFT_OUT) & set(FORM_FIELDS)


def test_every_field_that_is_named_is_really_in_a_form() -> None:
    state = answered(model.output_shape("DescribeUserPoolClient").members["UserPoolClient"])
    forms = [
        AppClientForm(section=section, state=state, offered=Offered(), rules=())
        for section in APP_CLIENT_SECTIONS
    ]
    shown = {field.api_path for form in forms for field in form.fields.values()}  # type: ignore[attr-defined]
    shown |= {f"creation: {name}" for name in AppClientCreationForm(scopes=()).fields}
    shown |= {f"secret: {name}" for name in AddSecretForm.base_fields}
    assert {field for leaf in leaves() for field in leaf.fields} <= shown


def test_a_leaf_that_nobody_knows_is_not_covered() -> None:
    assert not coverage._leaf("UpdateUserPoolClient", "QuantumFlow.Enabled").is_covered
    assert not coverage._leaf("CreateUserPoolClient", "QuantumFlow.Enabled").is_covered
