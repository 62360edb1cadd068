"""A pool as CloudFormation: every setting is said or named as left out."""

import json
import re
from typing import Any

import pytest
from hypothesis import given

from console.cognito import model
from pools.exporting import cloudformation
from pools.exporting.written import labels
from pools.saving.settings import MFA, leaves
from pools.saving.states import value_at
from tests.pools.configurations import configurations
from tests.pools.exporting.conftest import MANY, document_of, paths_of_model

pytestmark = pytest.mark.long


def test_every_setting_of_the_model_is_said_by_cloudformation_or_named_as_left_out() -> None:
    # They have another name there, or are said in another way.
    otherwise = {"PoolName", "Schema", "MfaConfiguration", "UserPoolTags"}
    known = {*cloudformation.SAME, *otherwise, *cloudformation.NOT_EXPRESSED}
    assert known == set(model.input_shape("CreateUserPool").members)
    second = [path.removeprefix(f"{MFA}.") for path in paths_of_model() if path.startswith(MFA)]
    factors = (*cloudformation.FACTORS, "SmsMfaConfiguration", "MfaConfiguration", "UserPoolId")
    assert [path for path in second if not path.startswith((*factors, *cloudformation.SECOND))] == []


@given(configurations())
@MANY
def test_cloudformation_says_every_setting_or_names_it(members: dict[str, Any]) -> None:
    document = document_of(members)
    written = cloudformation.template(document)
    template = json.loads(written.text)
    pool = template["Resources"]["UserPool"]
    for path, value in leaves(document.settings):
        name = "UserPoolName" if path == "Name" else path
        if not any(each.startswith(f"{path}:") for each in written.left_out):
            assert value_at(pool["Properties"], name) == value or value == "Disabled"
    assert template.get("Metadata", {}).get("Lifeguard", {}).get("NotExpressed", []) == list(written.left_out)
    assert (pool["DeletionPolicy"], pool["UpdateReplacePolicy"]) == ("Retain", "Retain")


def test_cloudformation_says_second_factors_schema_tags_and_groups() -> None:
    document = document_of(
        {
            "SmsConfiguration": {"SnsCallerArn": "arn:aws:iam::123456789012:role/sms"},
            "UserPoolTags": {"team": "shop"},
            MFA: {
                "MfaConfiguration": "OPTIONAL",
                "SoftwareTokenMfaConfiguration": {"Enabled": True},
                "EmailMfaConfiguration": {"Message": "Code: {####}"},
                "WebAuthnConfiguration": {"RelyingPartyId": "shop.example", "UserVerification": "required"},
            },
        }
    )
    resources = json.loads(cloudformation.template(document).text)["Resources"]
    properties = resources["UserPool"]["Properties"]
    assert properties["EnabledMfas"] == ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"]
    assert properties["EmailAuthenticationMessage"] == "Code: {####}"
    assert properties["WebAuthnRelyingPartyID"] == "shop.example"
    assert [each["Name"] for each in properties["Schema"]] == ["email", "points", "tier"]
    assert properties["UserPoolTags"] == {"team": "shop"}
    assert sorted(set(resources) - {"UserPool"}) == ["Group", "GroupGold", "GroupGold2"]
    assert resources["GroupGold2"]["Properties"]["UserPoolId"] == {"Ref": "UserPool"}


def test_labels_differ_whatever_the_names_are() -> None:
    made = labels(["a b", "a-b", "a b 2", "ä", "日"], first="group", joint="_")
    assert len(set(made.values())) == 5
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", label) for label in made.values())
