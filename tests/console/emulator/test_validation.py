from typing import Any

import pytest

from console.emulator import world
from console.emulator.overlay.core.model import service_model
from console.emulator.overlay.core.validation import compiled
from tests.console.emulator.conftest import Refused

POOL = "us-east-1_000000000"
PREFIX = "1 validation error detected: "


@pytest.mark.parametrize(
    ("operation", "parameters", "message"),
    [
        (
            "list_users",
            {"UserPoolId": POOL, "Limit": 61},
            "Value '61' at 'limit' failed to satisfy constraint: "
            "Member must have value less than or equal to 60",
        ),
        (
            "list_users",
            {"UserPoolId": POOL, "Limit": -1},
            "Value '-1' at 'limit' failed to satisfy constraint: "
            "Member must have value greater than or equal to 0",
        ),
        (
            "list_users",
            {"UserPoolId": "!!"},
            "Value '!!' at 'userPoolId' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: [\w-]+_[0-9a-zA-Z]+",
        ),
        (
            "list_users",
            {},
            "Value null at 'userPoolId' failed to satisfy constraint: Member must not be null",
        ),
        (
            "admin_get_user",
            {"UserPoolId": POOL, "Username": "with space"},
            "Value at 'username' failed to satisfy constraint: "
            r"Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}]+",
        ),
        (
            "admin_create_user",
            {"UserPoolId": POOL, "Username": "ann", "MessageAction": "SING"},
            "Value 'SING' at 'messageAction' failed to satisfy constraint: "
            "Member must satisfy enum value set: [RESEND, SUPPRESS]",
        ),
        (
            "admin_create_user",
            {"UserPoolId": POOL, "Username": "ann", "DesiredDeliveryMediums": ["EMAIL", "PIGEON"]},
            "Value 'PIGEON' at 'desiredDeliveryMediums.2.member' failed to satisfy constraint: "
            "Member must satisfy enum value set: [SMS, EMAIL]",
        ),
        (
            "create_user_pool",
            {"PoolName": "a" * 129},
            f"Value '{'a' * 129}' at 'poolName' failed to satisfy constraint: "
            "Member must have length less than or equal to 128",
        ),
        (
            "create_user_pool",
            {"PoolName": "a", "Policies": {"PasswordPolicy": {"MinimumLength": 5}}},
            "Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: "
            "Member must have value greater than or equal to 6",
        ),
        (
            "create_group",
            {"UserPoolId": POOL, "GroupName": "a", "RoleArn": "arn:of-nothing-in-particular"},
            "Value 'arn:of-nothing-in-particular' at 'roleArn' failed to satisfy constraint: "
            "Member must satisfy regular expression pattern: "
            r"arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?",
        ),
    ],
)
def test_bad_input_is_refused_in_the_words_of_aws(
    unchecked: Any, refused: Refused, operation: str, parameters: dict[str, Any], message: str
) -> None:
    told = refused("InvalidParameterException", getattr(unchecked, operation), **parameters)
    assert told == PREFIX + message


def test_every_violation_is_told(unchecked: Any, refused: Refused) -> None:
    message = refused("InvalidParameterException", unchecked.list_users, UserPoolId="!!", Limit=99)
    assert message.startswith("2 validation errors detected: Value '!!'")
    assert "; Value '99'" in message


def test_a_value_of_the_wrong_type_is_refused(unchecked: Any, refused: Refused) -> None:
    refused("SerializationException", unchecked.list_users, UserPoolId=POOL, Limit="many")
    refused("SerializationException", unchecked.admin_get_user, UserPoolId=POOL, Username=True)


def test_names_in_every_script_are_allowed(client: Any) -> None:
    pool_id = world.make_pool()
    for name in ("Łukasz", "مريم", "さくら", "👩🏽‍🚀".replace("‍", ""), "o’brien", 'a"b\\c', "<script>"):
        client.admin_create_user(UserPoolId=pool_id, Username=name, MessageAction="SUPPRESS")
        assert client.admin_get_user(UserPoolId=pool_id, Username=name)["Username"] == name


def test_every_pattern_of_the_model_can_be_read() -> None:
    model = service_model()
    patterns = {model.shape_for(name).metadata.get("pattern", "") for name in model.shape_names}
    assert len(patterns) > 30
    for pattern in patterns:
        assert r"\p" not in compiled(pattern).pattern
