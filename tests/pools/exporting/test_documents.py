"""The file of our own: complete, and always the same."""

import json

import pytest

from pools.exporting.documents import as_json, text_of
from pools.saving.settings import MFA
from tests.pools.exporting.conftest import GROUPS, HOSTILE, document_of

pytestmark = pytest.mark.long


def test_the_same_pool_makes_the_same_text_whatever_order_cognito_tells_it_in() -> None:
    one = {"AutoVerifiedAttributes": ["email", "phone_number"], "UserPoolTags": {"b": "2", "a": "1"}}
    other = {"UserPoolTags": {"a": "1", "b": "2"}, "AutoVerifiedAttributes": ["phone_number", "email"]}
    assert text_of(document_of(one)) == text_of(document_of(other, groups=GROUPS[::-1]))


def test_a_file_tells_settings_both_stores_schema_groups_and_tags_and_nothing_that_changes_by_itself() -> (
    None
):
    content = json.loads(
        text_of(
            document_of(
                {
                    "Id": "eu-west-1_abc",
                    "Arn": "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc",
                    "Domain": "shop",
                    "LambdaConfig": {},
                    "EmailConfiguration": {"SourceArn": ""},
                    "UserPoolTags": {"aws:cloudformation:stack-name": "s", "team": "shop"},
                    MFA: {"MfaConfiguration": "ON", "EmailMfaConfiguration": {}},
                }
            )
        )
    )
    assert list(content) == ["format", "version", "source", "settings", "mfa", "schema", "groups", "tags"]
    assert content["settings"] == {"Name": "Shop"}
    assert content["source"] == {"region": "eu-west-1", "id": "eu-west-1_abc"}
    assert content["mfa"] == {"EmailMfaConfiguration": {}, "MfaConfiguration": "ON"}
    assert content["tags"] == {"team": "shop"}
    assert [each["Name"] for each in content["schema"]] == [
        "custom:points",
        "dev:custom:tier",
        "email",
        "sub",
    ]
    assert [each["GroupName"] for each in content["groups"]] == ["***", "Gold!", "gold"]


def test_json_shows_what_would_hide_and_still_means_the_same() -> None:
    text = as_json({"a": HOSTILE})
    assert "\u202e" not in text
    assert "é" in text
    assert json.loads(text) == {"a": HOSTILE}
