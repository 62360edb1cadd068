"""One pool as it is, and its JSON."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.cognito.connections import Connection
from console.cognito.secrets import without_secrets
from console.emulator import faults, world
from tests.conftest import SignIn
from tests.pages import get
from tests.pools.conftest import HOSTILE

BOTH = ["DescribeUserPool", "GetUserPoolMfaConfig"]
SENDER = "EmailConfiguration.EmailSendingAccount"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:mail"
Change = Callable[..., None]


def value_of(page: str, path: str) -> str:
    """What the page shows for a setting, as text."""
    whole = page.replace("<wbr>", "")
    found = re.search(
        rf'<code class="api">{re.escape(path)}</code></dt><dd[^>]*>(.*?)</dd>', whole, re.DOTALL
    )
    assert found, f"{path} is not on the page"
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split())


# What is shown


def test_a_pool_is_told_in_words(sign_in: SignIn, viewer: Operator, pool_url: str, pool_id: str) -> None:
    page = get(sign_in(viewer), pool_url)
    assert value_of(page, "Id").startswith(pool_id)
    assert value_of(page, "UsernameAttributes").startswith("E-mail address email")
    assert "never be changed" in value_of(page, "UsernameAttributes")
    assert value_of(page, "Policies.PasswordPolicy.TemporaryPasswordValidityDays") == "7 days"
    assert value_of(page, "MfaConfiguration") == "Off OFF"
    assert "<title>Settings · Staff · Lifeguard</title>" in page


def test_a_function_that_sends_the_e_mail_is_told_instead_of_cognitos_limit(
    sign_in: SignIn, viewer: Operator, pool_url: str, change: Change
) -> None:
    client = sign_in(viewer)
    assert "at most 50 e-mails a day" in value_of(get(client, pool_url), SENDER)
    change(LambdaConfig={"CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": FUNCTION}})
    page = get(client, pool_url, fresh="1")
    assert value_of(page, SENDER).startswith("The function behind CustomEmailSender")
    assert "50 e-mails a day" not in page


def test_a_pool_costs_two_calls_and_its_recoveries_and_none_while_it_is_remembered(
    sign_in: SignIn, viewer: Operator, pool_url: str
) -> None:
    client = sign_in(viewer)
    with budget.counted() as cold:
        get(client, pool_url)
    with budget.counted() as warm:
        get(client, pool_url)
        get(client, f"{pool_url}json/")
    with budget.counted() as refreshed:
        page = get(client, pool_url, fresh="1")
    assert sorted(cold) == sorted([*BOTH, "ListPointInTimeRecoveries"])
    assert warm == []
    assert sorted(refreshed) == sorted(cold)
    assert re.search(r"read <time", page)


def test_every_section_can_be_jumped_to(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    page = get(sign_in(viewer), pool_url)
    targets = re.findall(r'<li><a href="#([\w-]+)">', page)
    assert len(targets) == 14
    assert all(f'id="{target}"' in page for target in targets)


def test_the_schema_says_what_each_attribute_takes(
    sign_in: SignIn, viewer: Operator, connection: Connection
) -> None:
    schema = [
        {
            "Name": "level",
            "AttributeDataType": "Number",
            "Mutable": False,
            "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
        },
        {
            "Name": "secret",
            "AttributeDataType": "String",
            "Mutable": True,
            "DeveloperOnlyAttribute": True,
            "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "36"},
        },
    ]
    pool_id = world.make_pool("Levels", Schema=schema)
    page = get(sign_in(viewer), f"/pools/{connection.slug}/{pool_id}/")
    rows = [
        " ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL)
    ]
    assert "custom:level Number 1 to 9 No Never" in rows
    assert "dev:custom:secret Developer only Text String up to 36 characters No Yes" in rows
    assert "sub Text String 1 to 2048 characters Required Never" in rows
    assert "2 of 50 custom attributes are used, 48 are left." in page


def test_links_lead_to_what_the_role_may_do(
    sign_in: SignIn, viewer: Operator, administrator: Operator, pool_url: str, pool_id: str
) -> None:
    page = get(sign_in(viewer), pool_url)
    assert f'href="{pool_url}users/"' in page
    assert f'href="{pool_url}json/"' in page
    assert f"?pool={pool_id}" in page
    assert "Invite user" not in page
    assert f'href="{pool_url}users/invite/"' in get(sign_in(administrator), pool_url)


# Warnings


def test_a_plain_pool_is_left_to_the_check_up(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    page = get(sign_in(viewer), pool_url)
    assert page.count('class="callout"') == 1
    assert f'<a href="{pool_url}check-up/">Check-up: ' in page
    assert "A tool manages this pool" not in page


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (
            {"SmsConfigurationFailure": "InvalidSmsRoleAccessPolicyException"},
            ["SMS messages of this pool fail", "InvalidSmsRoleAccessPolicyException"],
        ),
        ({"SmsConfigurationFailure": "SNSSandbox"}, ["reach verified numbers alone", "SMS sandbox"]),
        ({"EmailConfigurationFailure": "no SES"}, ["E-mail of this pool fails", "no SES"]),
        (
            {"UserPoolTags": {"aws:cloudformation:stack-name": "people-prod"}},
            ["A tool manages", "stack people-prod"],
        ),
        ({"UserPoolTags": {"Terraform": "true"}}, ["A tool manages", "Terraform"]),
        (
            {"Holograms": {"On": True}},
            ["newer than this console", "Holograms", "Other settings", "Holograms.On"],
        ),
    ],
)
def test_what_one_has_to_know_stands_first(
    sign_in: SignIn,
    viewer: Operator,
    pool_url: str,
    change: Change,
    members: dict[str, Any],
    words: list[str],
) -> None:
    change(**members)
    page = get(sign_in(viewer), pool_url)
    assert [word for word in words if word not in page.replace("<wbr>", "")] == []


def test_whatever_strangers_wrote_is_shown_as_text(
    sign_in: SignIn, viewer: Operator, pool_url: str, change: Change
) -> None:
    change(
        UserPoolTags={HOSTILE: HOSTILE},
        AdminCreateUserConfig={"InviteMessageTemplate": {"EmailMessage": HOSTILE}},
        EmailConfiguration={"From": HOSTILE},
        SmsConfigurationFailure=HOSTILE,
        LambdaConfig={"PreSignUp": f"arn:aws:lambda:x:1:{HOSTILE}"},
        Novelty=HOSTILE,
    )
    for url in (pool_url, f"{pool_url}json/"):
        page = get(sign_in(viewer), url)
        assert "<img" not in page
        assert "{{ 7|add:7 }}" in unescape(page)


# Who may


def test_anonymous_visitors_sign_in_first(client: Client, pool_url: str, db: None) -> None:
    for url in (pool_url, f"{pool_url}json/"):
        assert client.get(url)["Location"].startswith("/accounts/login/")


def test_other_pools_do_not_exist(sign_in: SignIn, stranger: Operator, pool_url: str) -> None:
    with budget.counted() as calls:
        get(sign_in(stranger), pool_url, status=404)
        get(sign_in(stranger), f"{pool_url}json/", status=404)
    assert calls == []


def test_a_pool_is_only_read(sign_in: SignIn, owner: Operator, pool_url: str) -> None:
    assert sign_in(owner).post(pool_url).status_code == 405
    assert sign_in(owner).post(f"{pool_url}json/").status_code == 405


# When something goes wrong


def test_a_pool_that_is_gone_says_so(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    world.reset()
    page = get(sign_in(viewer), pool_url, status=404)
    assert "does not exist any more" in page
    assert "Request id" in page


def test_a_pool_of_another_region_is_looked_for_before_it_is_said_to_be_elsewhere(
    sign_in: SignIn, viewer: Operator, connection: Connection
) -> None:
    with budget.counted() as calls:
        page = get(sign_in(viewer), f"/pools/{connection.slug}/eu-west-1_abc/", status=404)
    assert "in another region" in page
    assert "DescribeUserPool" in calls


@pytest.mark.parametrize("pool_id", ["eu-west-1_Replica01", "local_4xQ7pWzN", "US-EAST-1_x", "pool_1"])
def test_a_pool_opens_whatever_region_its_id_names(
    sign_in: SignIn, viewer: Operator, connection: Connection, pool_id: str
) -> None:
    body = json.dumps({"UserPool": {"Id": pool_id, "Name": "Replica"}})
    faults.fail_next("DescribeUserPool", body=body, count=3)
    faults.fail_next("GetUserPoolMfaConfig", body='{"MfaConfiguration": "OFF"}', count=3)
    assert "Replica" in get(sign_in(viewer), f"/pools/{connection.slug}/{pool_id}/")


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        ({"error": "AccessDeniedException"}, 502, "cognito-idp:DescribeUserPool"),
        ({"error": "TooManyRequestsException", "count": 2}, 429, "Cognito is busy"),
        ({"body": b'{"UserPool": {"Id": "us-'}, 502, "answer was broken"),
        ({"body": b"<html>"}, 502, "answer was broken"),
        ({"body": b"{}"}, 502, "answer was broken"),
        ({"drop": True, "count": 2}, 504, "did not answer in time"),
    ],
)
def test_a_pool_that_cannot_be_described_says_why(
    sign_in: SignIn, viewer: Operator, pool_url: str, fault: dict[str, Any], status: int, words: str
) -> None:
    for url in (pool_url, f"{pool_url}json/"):
        caches["cognito"].clear()
        faults.fail_next("DescribeUserPool", **fault)
        page = get(sign_in(viewer), url, status=status)
        assert words in page
        assert "Traceback" not in page


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"error": "AccessDeniedException"}, "cognito-idp:GetUserPoolMfaConfig"),
        ({"error": "UnknownOperationException"}, "does not offer that"),
        ({"error": "TooManyRequestsException", "count": 2}, "Cognito is busy"),
    ],
)
def test_the_pool_is_shown_though_its_second_store_cannot_be_read(
    sign_in: SignIn, viewer: Operator, pool_url: str, fault: dict[str, Any], words: str
) -> None:
    faults.fail_next("GetUserPoolMfaConfig", **fault)
    page = get(sign_in(viewer), pool_url)
    assert "Only half of this could be read" in page
    assert words in page
    assert value_of(page, "MfaConfiguration") == "Off OFF"
    # What is not known is not said to be off.
    assert "Authenticator app" not in page


def test_stores_that_disagree_are_pointed_out(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    faults.fail_next("GetUserPoolMfaConfig", body=b'{"MfaConfiguration": "ON"}')
    page = get(sign_in(viewer), pool_url)
    assert "The two stores disagree" in page
    assert value_of(page, "GetUserPoolMfaConfig.MfaConfiguration") == "Required for everybody ON"


# JSON


def test_json_shows_both_answers_word_for_word(sign_in: SignIn, viewer: Operator, pool_url: str) -> None:
    client = sign_in(viewer)
    page = get(client, f"{pool_url}json/")
    assert '"CreationDate"' in unescape(page)
    assert "GetUserPoolMfaConfig" in page
    assert "data-copy-source" in page


def test_json_can_be_downloaded(sign_in: SignIn, viewer: Operator, pool_url: str, pool_id: str) -> None:
    answer = sign_in(viewer).get(f"{pool_url}json/", {"download": "1"})
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"] == f'attachment; filename="{pool_id}.json"'
    told = json.loads(answer.content)
    assert sorted(told) == BOTH
    assert told["DescribeUserPool"]["Id"] == pool_id
    assert "ResponseMetadata" not in told["GetUserPoolMfaConfig"]


def test_json_never_shows_a_secret(sign_in: SignIn, viewer: Operator, pool_url: str, change: Change) -> None:
    change(Provider={"ProviderDetails": {"client_id": "me", "client_secret": "hush", "private_key": "hush"}})
    for query in ("", "?download=1"):
        page = get(sign_in(viewer), f"{pool_url}json/{query}")
        assert "hush" not in page
        assert "me" in page


def test_secrets_are_masked_at_every_depth_and_nothing_else_is() -> None:
    answer = {
        "Clients": [{"ClientSecret": "hush", "ClientName": "Web"}],
        "ClientSecret": "",
        "Password": None,
    }
    masked = without_secrets(answer)
    assert "hush" not in json.dumps(masked)
    assert masked["Clients"][0]["ClientName"] == "Web"


def test_json_tells_when_the_second_store_could_not_be_read(
    sign_in: SignIn, viewer: Operator, pool_url: str
) -> None:
    faults.fail_next("GetUserPoolMfaConfig", error="AccessDeniedException")
    page = get(sign_in(viewer), f"{pool_url}json/")
    assert "GetUserPoolMfaConfig could not be read" in page
    assert "&quot;Id&quot;" in page
