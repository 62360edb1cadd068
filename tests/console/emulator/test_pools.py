from copy import deepcopy
from typing import Any

import pytest

from console.emulator import world
from console.emulator.behaviour import behaviour
from tests.console.emulator.conftest import Refused

STANDARD_ATTRIBUTES = 20


def described(client: Any, pool_id: str) -> Any:
    return client.describe_user_pool(UserPoolId=pool_id)["UserPool"]


def test_a_pool_id_looks_like_one_of_aws(client: Any) -> None:
    pool = client.create_user_pool(PoolName="New")["UserPool"]
    region, _, ending = pool["Id"].partition("_")
    assert region == "us-east-1"
    assert len(ending) == 9 and ending.isalnum()
    assert pool["Arn"] == f"arn:aws:cognito-idp:us-east-1:123456789012:userpool/{pool['Id']}"


def test_a_pool_made_with_a_name_only_has_the_documented_defaults(client: Any) -> None:
    pool = described(client, client.create_user_pool(PoolName="New")["UserPool"]["Id"])
    policy = pool["Policies"]["PasswordPolicy"]
    assert pool["MfaConfiguration"] == "OFF"
    assert pool["DeletionProtection"] == "INACTIVE"
    assert pool["UserPoolTier"] == "ESSENTIALS"
    assert pool["EstimatedNumberOfUsers"] == 0
    assert (policy["MinimumLength"], policy["RequireSymbols"], policy["TemporaryPasswordValidityDays"]) == (
        8,
        True,
        7,
    )
    assert pool["AdminCreateUserConfig"]["UnusedAccountValidityDays"] == 7


def test_a_partial_password_policy_loses_the_other_requirements(client: Any) -> None:
    pool_id = world.make_pool(Policies={"PasswordPolicy": {"MinimumLength": 12}})
    policy = described(client, pool_id)["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == 12
    assert policy["RequireNumbers"] is False


def test_an_old_pool_keeps_the_legacy_limit_alone(client: Any) -> None:
    pool_id = world.make_pool(AdminCreateUserConfig={"UnusedAccountValidityDays": 30})
    pool = described(client, pool_id)
    assert pool["AdminCreateUserConfig"]["UnusedAccountValidityDays"] == 30
    assert "TemporaryPasswordValidityDays" not in pool["Policies"]["PasswordPolicy"]


def test_both_limits_of_a_temporary_password_together_are_refused(client: Any, refused: Refused) -> None:
    message = refused(
        "InvalidParameterException",
        client.create_user_pool,
        PoolName="Both",
        AdminCreateUserConfig={"UnusedAccountValidityDays": 7},
        Policies={"PasswordPolicy": {"TemporaryPasswordValidityDays": 7}},
    )
    assert message.startswith("Please use TemporaryPasswordValidityDays in PasswordPolicy")


def test_the_standard_schema_is_there_whatever_is_added(client: Any) -> None:
    schema = [
        {"Name": "email", "AttributeDataType": "String", "Required": True},
        {"Name": "level", "AttributeDataType": "Number", "Mutable": False},
        {"Name": "note", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
    ]
    pool = client.create_user_pool(PoolName="New", Schema=schema)["UserPool"]
    attributes = {attribute["Name"]: attribute for attribute in pool["SchemaAttributes"]}
    assert len(attributes) == STANDARD_ATTRIBUTES + 2
    assert attributes["email"]["Required"] is True
    assert attributes["email"]["StringAttributeConstraints"] == {"MinLength": "0", "MaxLength": "2048"}
    assert attributes["sub"]["Mutable"] is False
    assert attributes["custom:level"]["Mutable"] is False
    assert attributes["dev:custom:note"]["DeveloperOnlyAttribute"] is True


def test_custom_attributes_are_added_and_never_replaced(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    attribute = {"Name": "level", "AttributeDataType": "Number", "Mutable": True}
    client.add_custom_attributes(UserPoolId=pool_id, CustomAttributes=[attribute])
    names = [each["Name"] for each in described(client, pool_id)["SchemaAttributes"]]
    assert names[-1] == "custom:level" and len(names) == STANDARD_ATTRIBUTES + 1
    refused(
        "InvalidParameterException",
        client.add_custom_attributes,
        UserPoolId=pool_id,
        CustomAttributes=[attribute],
    )


def test_an_update_resets_what_is_omitted_and_keeps_what_can_never_change(client: Any) -> None:
    pool_id = world.make_pool(
        UsernameAttributes=["email"],
        UsernameConfiguration={"CaseSensitive": False},
        Schema=[{"Name": "level", "AttributeDataType": "Number"}],
        AutoVerifiedAttributes=["email"],
        DeletionProtection="ACTIVE",
        UserPoolTags={"team": "a"},
    )
    before = described(client, pool_id)
    client.update_user_pool(UserPoolId=pool_id, PoolName="Renamed", UserPoolTier="LITE")
    after = described(client, pool_id)
    assert (after["Name"], after["UserPoolTier"]) == ("Renamed", "LITE")
    assert after["DeletionProtection"] == "INACTIVE"
    assert "AutoVerifiedAttributes" not in after
    assert after["UserPoolTags"] == {}
    for name in ("UsernameAttributes", "UsernameConfiguration", "SchemaAttributes", "CreationDate", "Id"):
        assert after[name] == before[name]
    assert after["LastModifiedDate"] > before["LastModifiedDate"]


def test_people_are_still_found_by_address_after_an_update(client: Any) -> None:
    pool_id = world.make_pool(UsernameAttributes=["email"])
    sub = world.make_user(pool_id, "ann@example.com")
    client.update_user_pool(UserPoolId=pool_id)
    assert client.admin_get_user(UserPoolId=pool_id, Username="ann@example.com")["Username"] == sub


def test_an_update_can_be_made_to_keep_what_is_omitted(client: Any) -> None:
    pool_id = world.make_pool(
        "Kept",
        AutoVerifiedAttributes=["email"],
        DeletionProtection="ACTIVE",
        SmsConfiguration={"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"},
        MfaConfiguration="OPTIONAL",
    )
    behaviour.keep_omitted = True
    client.update_user_pool(UserPoolId=pool_id, UserPoolTags={"team": "b"})
    pool = described(client, pool_id)
    assert (pool["Name"], pool["DeletionProtection"], pool["MfaConfiguration"]) == (
        "Kept",
        "ACTIVE",
        "OPTIONAL",
    )
    assert pool["AutoVerifiedAttributes"] == ["email"]
    assert pool["UserPoolTags"] == {"team": "b"}


def test_a_described_pool_can_be_sent_back_and_stays_the_same(client: Any) -> None:
    members = set(client.meta.service_model.operation_model("UpdateUserPool").input_shape.members)
    pool_id = world.seed(users=30).pools["Customers"]
    before = described(client, pool_id)
    echo = deepcopy({name: value for name, value in before.items() if name in members})
    del echo["AdminCreateUserConfig"]["UnusedAccountValidityDays"]
    client.update_user_pool(UserPoolId=pool_id, **echo)
    after = described(client, pool_id)
    assert after.pop("LastModifiedDate") > before.pop("LastModifiedDate")
    assert after == before


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"UsernameAttributes": ["email"], "AliasAttributes": ["email"]}, "Only one of"),
        ({"AutoVerifiedAttributes": ["phone_number"]}, "SMS configuration is required when phone_number"),
        (
            {
                "UserAttributeUpdateSettings": {
                    "AttributesRequireVerificationBeforeUpdate": ["email"],
                }
            },
            "All attributes in AttributesRequireVerificationBeforeUpdate",
        ),
        ({"MfaConfiguration": "ON"}, "SMS configuration and Auto verification"),
        (
            {
                "AccountRecoverySetting": {
                    "RecoveryMechanisms": [
                        {"Priority": 1, "Name": "admin_only"},
                        {"Priority": 2, "Name": "verified_email"},
                    ]
                }
            },
            "Invalid account recovery setting",
        ),
    ],
)
def test_settings_that_do_not_go_together_are_refused(
    client: Any, refused: Refused, settings: dict[str, Any], message: str
) -> None:
    told = refused("InvalidParameterException", client.create_user_pool, PoolName="New", **settings)
    assert told.startswith(message)


def test_an_empty_recovery_setting_is_read_back_as_none(client: Any) -> None:
    pool_id = world.make_pool()
    assert "AccountRecoverySetting" in described(client, pool_id)
    client.update_user_pool(UserPoolId=pool_id, AccountRecoverySetting={})
    assert "AccountRecoverySetting" not in described(client, pool_id)
    client.update_user_pool(UserPoolId=pool_id)
    assert "AccountRecoverySetting" in described(client, pool_id)


def test_an_empty_recovery_setting_counts_where_omission_keeps_too(client: Any) -> None:
    pool_id = world.make_pool()
    behaviour.keep_omitted = True
    client.update_user_pool(UserPoolId=pool_id, AccountRecoverySetting={})
    assert "AccountRecoverySetting" not in described(client, pool_id)


def test_names_of_assurance_levels_are_shown_complete_once_some_were_set(client: Any) -> None:
    pool_id = world.make_pool()
    assert "AcrConfiguration" not in described(client, pool_id)
    own = {"Level2": {"AcrValue": "https://example.com/two"}}
    client.update_user_pool(UserPoolId=pool_id, AcrConfiguration=own)
    names = described(client, pool_id)["AcrConfiguration"]
    assert {level: entry["AcrValue"] for level, entry in names.items()} == {
        "Level1": "urn:cognito:loa:1",
        "Level2": "https://example.com/two",
        "Level3": "urn:cognito:loa:3",
        "Level4": "urn:cognito:loa:4",
    }
    client.update_user_pool(UserPoolId=pool_id)
    assert described(client, pool_id)["AcrConfiguration"]["Level2"] == {"AcrValue": "urn:cognito:loa:2"}
    client.update_user_pool(UserPoolId=pool_id, UserPoolTier="LITE")
    assert "AcrConfiguration" not in described(client, pool_id)


def test_registration_of_clients_is_kept_when_omitted_and_replaced_when_sent(client: Any) -> None:
    pool_id = world.make_pool(
        DcrConfiguration={
            "EnableStatus": "Disabled",
            "OpenDcrGrantTypes": ["code"],
            "AllowedScopes": ["email"],
        }
    )
    before = described(client, pool_id)["DcrConfiguration"]
    client.update_user_pool(UserPoolId=pool_id)
    assert described(client, pool_id)["DcrConfiguration"] == before
    client.update_user_pool(UserPoolId=pool_id, DcrConfiguration={"OpenDcrEnabled": True})
    assert described(client, pool_id)["DcrConfiguration"] == {
        "EnableStatus": "Enabled",
        "OpenDcrEnabled": True,
    }


def test_the_legacy_limit_cannot_come_back(client: Any, refused: Refused) -> None:
    legacy = {"UnusedAccountValidityDays": 9}
    old = world.make_pool(AdminCreateUserConfig=legacy)
    policy = described(client, old)["Policies"]
    client.update_user_pool(UserPoolId=old, AdminCreateUserConfig=legacy, Policies=policy)
    assert described(client, old)["AdminCreateUserConfig"]["UnusedAccountValidityDays"] == 9
    message = refused(
        "InvalidParameterException",
        client.update_user_pool,
        UserPoolId=world.make_pool(),
        AdminCreateUserConfig=legacy,
    )
    assert message.startswith("Please use TemporaryPasswordValidityDays")


def test_deletion_protection_protects(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool(DeletionProtection="ACTIVE")
    message = refused("InvalidParameterException", client.delete_user_pool, UserPoolId=pool_id)
    assert "deletion protection is activated" in message
    client.update_user_pool(UserPoolId=pool_id, DeletionProtection="INACTIVE")
    client.delete_user_pool(UserPoolId=pool_id)
    refused("ResourceNotFoundException", client.describe_user_pool, UserPoolId=pool_id)


def test_a_pool_with_a_domain_cannot_be_deleted(client: Any, refused: Refused) -> None:
    pool_id = world.make_pool()
    client.create_user_pool_domain(UserPoolId=pool_id, Domain="sign-in")
    assert described(client, pool_id)["Domain"] == "sign-in"
    message = refused("InvalidParameterException", client.delete_user_pool, UserPoolId=pool_id)
    assert "domain configured" in message
    client.delete_user_pool_domain(UserPoolId=pool_id, Domain="sign-in")
    client.delete_user_pool(UserPoolId=pool_id)


def test_pools_are_listed_in_pages_and_a_deleted_one_breaks_no_page(client: Any) -> None:
    pool_ids = [world.make_pool(f"Pool {number}") for number in range(5)]
    page = client.list_user_pools(MaxResults=2)
    assert [pool["Id"] for pool in page["UserPools"]] == pool_ids[:2]
    client.delete_user_pool(UserPoolId=pool_ids[1])
    client.delete_user_pool(UserPoolId=pool_ids[2])
    rest = client.list_user_pools(MaxResults=2, NextToken=page["NextToken"])
    assert [pool["Name"] for pool in rest["UserPools"]] == ["Pool 3", "Pool 4"]
    assert "NextToken" not in rest


def test_a_listed_pool_shows_the_date_of_its_last_change(client: Any) -> None:
    pool_id = world.make_pool()
    client.update_user_pool(UserPoolId=pool_id, PoolName="Renamed")
    (pool,) = client.list_user_pools(MaxResults=60)["UserPools"]
    assert pool["Name"] == "Renamed"
    assert pool["LastModifiedDate"] > pool["CreationDate"]
