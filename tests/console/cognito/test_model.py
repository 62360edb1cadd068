"""Limits and unknown members, read from botocore's model."""

import pytest

from console.cognito import model


def test_a_constraint_tells_what_the_model_says_of_a_leaf() -> None:
    found = model.constraint("CreateUserPool", "Policies.PasswordPolicy.MinimumLength")
    assert (found.type, found.minimum, found.maximum) == ("integer", 6, 99)


def test_choices_and_lists_are_looked_through() -> None:
    assert "ESSENTIALS" in model.constraint("CreateUserPool", "UserPoolTier").choices
    assert model.constraint("AdminCreateUser", "UserAttributes.Value").maximum == 2048
    assert model.constraint("AdminCreateUser", "DesiredDeliveryMediums").choices == ("SMS", "EMAIL")


def test_an_unknown_path_is_an_error() -> None:
    with pytest.raises(KeyError):
        model.constraint("CreateUserPool", "Policies.Nonsense")


def test_unknown_members_are_found_at_every_depth() -> None:
    raw = {
        "UserPool": {
            "Id": "x",
            "NewThing": 1,
            "Policies": {"PasswordPolicy": {"Newer": True}},
            "SchemaAttributes": [{"Name": "a", "Newest": 1}],
        }
    }
    shape = model.output_shape("DescribeUserPool")
    assert sorted(set(model.unknown_members(raw, shape))) == [
        "UserPool.NewThing",
        "UserPool.Policies.PasswordPolicy.Newer",
        "UserPool.SchemaAttributes.Newest",
    ]


@pytest.mark.parametrize(
    ("operation", "parameters", "said"),
    [
        ("ListUsers", {"UserPoolId": "us-east-1_a", "Limit": 61}, "over the maximum"),
        ("ListUsers", {"UserPoolId": "!!"}, "does not fit"),
        ("AdminCreateUser", {"MessageAction": "AGAIN"}, "none of"),
        ("AdminCreateUser", {"UserAttributes": [{"Name": "n" * 33}]}, "over the maximum"),
    ],
)
def test_the_contract_check_sees_what_botocore_does_not(
    operation: str, parameters: dict[str, object], said: str
) -> None:
    with pytest.raises(model.ContractViolation, match=said):
        model.check_contract(operation, parameters)


def test_the_contract_check_lets_valid_calls_pass() -> None:
    model.check_contract(
        "AdminCreateUser",
        {
            "UserPoolId": "us-east-1_abc123",
            "Username": "Zoë✓",
            "UserAttributes": [{"Name": "custom:größe", "Value": "x"}],
        },
    )
