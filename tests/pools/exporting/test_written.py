"""A pool's configuration in four languages: complete, always the same, and harmless whatever is in it."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.access.models import Operator
from console.cognito import budget, model
from console.cognito.connections import Connection
from console.emulator import faults, world
from pools.creation.drafts import NEW_POOL, creation_steps
from pools.exporting import FORMATS, cloudformation, shell, terraform
from pools.exporting.documents import Document, as_json, text_of
from pools.exporting.hcl import quoted
from pools.exporting.written import comment, labels
from pools.importing import reading
from pools.saving.settings import MFA, leaves
from pools.saving.states import value_at
from tests.conftest import SignIn
from tests.pools.configurations import configurations
from tests.shapes import leaves_of

pytestmark = pytest.mark.long

HOSTILE = "'; touch pwned; '\"$(touch pwned)`touch pwned`${var.x}%{ if true }\\ \u202e\n#\x00\U000e0001é"
GROUPS = (
    {"GroupName": "gold", "Description": HOSTILE, "Precedence": 0},
    {"GroupName": "Gold!", "RoleArn": "arn:aws:iam::123456789012:role/gold"},
    {"GroupName": "***"},
)
SCHEMA = [
    {
        "Name": "email",
        "AttributeDataType": "String",
        "Mutable": True,
        "Required": True,
        "DeveloperOnlyAttribute": False,
        "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "2048"},
    },
    {
        "Name": "custom:points",
        "AttributeDataType": "Number",
        "Mutable": False,
        "NumberAttributeConstraints": {"MinValue": "0"},
    },
    {"Name": "dev:custom:tier", "AttributeDataType": "String", "DeveloperOnlyAttribute": True},
    {"Name": "sub", "AttributeDataType": "String", "Mutable": False, "Required": True},
]
MANY = settings(max_examples=60, suppress_health_check=list(HealthCheck))


def document_of(members: dict[str, Any], **more: Any) -> Document:
    state = {"Name": "Shop", MFA: {"MfaConfiguration": "OFF"}, "SchemaAttributes": SCHEMA, **members}
    return Document.of(state, more.pop("groups", GROUPS), region="eu-west-1", **more)


# The file of our own


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


# AWS CLI

STAND_IN = """\
import json, os, sys
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[2] == "create-user-pool":
    print("eu-west-1_new")
"""


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Run a script with a stand-in for the AWS CLI; what it was called with."""
    command = tmp_path / "bin" / "aws"
    command.parent.mkdir()
    (tmp_path / "aws.py").write_text(STAND_IN)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {tmp_path / "aws.py"} "$@"\n')
    command.chmod(0o755)

    def ran(script: str) -> list[list[str]]:
        path, calls = tmp_path / "pool.sh", tmp_path / "calls"
        path.write_text(script)
        calls.write_text("")
        environment = {"PATH": f"{command.parent}:/usr/bin:/bin", "CALLS": str(calls)}
        subprocess.run(["sh", "-n", str(path)], check=True)
        subprocess.run(["sh", str(path)], check=True, env=environment, cwd=tmp_path, capture_output=True)
        assert not (tmp_path / "pwned").exists()
        return [json.loads(line) for line in calls.read_text().splitlines()]

    return ran


def test_the_script_makes_the_calls_that_a_creation_makes_with_the_id_that_it_is_told(run: Any) -> None:
    document = document_of(
        {
            "Name": HOSTILE.replace("\x00", ""),
            "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
            "UserPoolTags": {"'$HOME'": HOSTILE},
            MFA: {"MfaConfiguration": "ON", "SoftwareTokenMfaConfiguration": {"Enabled": True}},
        }
    )
    calls = run(shell.script(document).text)
    commands = ["create-user-pool", "set-user-pool-mfa-config", *["create-group"] * 3]
    assert [call[1] for call in calls] == commands
    for call, step in zip(calls, creation_steps(document.state, document.groups), strict=True):
        sent = json.loads(call[call.index("--cli-input-json") + 1])
        wanted = {name: value for name, value in step.parameters.items() if value != NEW_POOL}
        # What every new pool has goes without saying: an older CLI would refuse to say it.
        wanted.pop("KeyConfiguration", None)
        assert sent == wanted
        assert call[call.index("--region") + 1] == "eu-west-1"
    assert all(call[call.index("--user-pool-id") + 1] == "eu-west-1_new" for call in calls[1:])


def test_a_region_that_is_none_is_asked_for_instead_of_being_run() -> None:
    document = Document(settings={"Name": "x"}, mfa={}, source={"region": "$(touch pwned)"})
    text = shell.script(document).text
    assert "pwned" not in text
    assert "REGION=${REGION:?" in text


def test_the_script_names_the_functions_that_have_to_allow_the_new_pool() -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:welcome"
    assert f"# {arn}\n" in shell.script(document_of({"LambdaConfig": {"PreSignUp": arn}})).text


def test_a_comment_ends_where_it_ends() -> None:
    assert all(line.startswith("#") for line in comment(f"a\nb\r\nc\u2028d\x0be {HOSTILE}").splitlines())


# Terraform


def unquoted(literal: str) -> str:
    """A quoted literal of Terraform's language, read as the language defines it."""
    assert literal[0] == literal[-1] == '"'
    body, at = literal[1:-1], 0
    read: list[str] = []
    escapes = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
    while at < len(body):
        rest = body[at:]
        if rest.startswith(("$${", "%%{")):
            read, at = [*read, rest[1:3]], at + 3
        elif rest.startswith("\\u") or rest.startswith("\\U"):
            digits = 4 if rest[1] == "u" else 8
            read, at = [*read, chr(int(rest[2 : 2 + digits], 16))], at + 2 + digits
        elif rest[0] == "\\":
            read, at = [*read, escapes[rest[1]]], at + 2
        else:
            assert not rest.startswith(("${", "%{", '"', "\n"))
            read, at = [*read, rest[0]], at + 1
    return "".join(read)


@given(
    st.text(alphabet=st.sampled_from('${}%"\\\n\r\tnu0é~ \u202e\U000e0001') | st.characters(codec="utf-8"))
)
def test_a_text_stays_a_text(text: str) -> None:
    assert unquoted(quoted(text)) == text


TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\],=]|[^\s{}\[\],="]+|\n')


def parsed(text: str) -> dict[str, Any]:
    """The resources of a configuration: blocks as lists of dicts, by "kind label" or name."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return _body(iter([*(TOKENS.findall("\n".join(lines))), "}"]))


def _body(tokens: Iterator[str]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    head: list[str] = []
    for token in tokens:
        if token == "}":
            return body
        if token == "=":
            body[" ".join(head)] = _value(next(tokens), tokens)
            head = []
        elif token == "{":
            body.setdefault(" ".join(head), []).append(_body(tokens))
            head = []
        elif token != "\n":
            head.append(unquoted(token) if token[0] == '"' else token)
    raise AssertionError("a block that never ends")


def _value(token: str, tokens: Iterator[str]) -> Any:
    if token == "{":
        return _body(tokens)
    if token == "[":
        return [_value(each, tokens) for each in iter(lambda: next(tokens), "]") if each not in ",\n"]
    if token[0] == '"':
        return unquoted(token)
    return {"true": True, "false": False}.get(token, int(token) if token.isdecimal() else token)


def said(body: dict[str, Any], argument: str) -> Any:
    """The value of an argument at a dotted path of blocks."""
    *blocks, name = argument.split(".")
    for block in blocks:
        (body,) = body[block]
    return body[name]


@given(configurations())
@MANY
def test_terraform_says_every_setting_or_names_it(members: dict[str, Any]) -> None:
    document = document_of(members)
    written = terraform.configuration(document)
    resources = parsed(written.text)
    ((pool,), *groups) = resources.values()
    assert pool["name"] == document.name
    for path, value in leaves({**document.settings, MFA: document.mfa}):
        if path == "AccountRecoverySetting.RecoveryMechanisms":
            ways = [{"name": each["Name"], "priority": each["Priority"]} for each in value]
            assert said(pool, "account_recovery_setting.recovery_mechanism") == ways
        elif value == {}:
            assert pool[terraform.argument_of(path)] == [{}]
        elif not any(each.startswith(f"{path}:") for each in written.left_out):
            if argument := terraform.argument_of(path):
                assert said(pool, argument) == value
            else:
                assert value in {"AWS_OWNED_KEY", "ORIGINAL", "Disabled", "SINGLE_FACTOR"}
    assert pool.get("tags", {}) == document.tags
    assert len(groups) == len(GROUPS)


def test_terraform_says_attributes_that_are_not_as_in_every_pool_and_groups() -> None:
    resources = parsed(terraform.configuration(document_of({})).text)
    (pool,) = resources["resource aws_cognito_user_pool pool"]
    assert [each["name"] for each in pool["schema"]] == ["points", "tier", "email"]
    assert pool["schema"][0]["number_attribute_constraints"] == [{"min_value": "0"}]
    assert pool["schema"][1]["string_attribute_constraints"] == [{}]
    assert pool["schema"][1]["developer_only_attribute"] is True
    assert pool["schema"][2]["required"] is True
    (gold,) = resources["resource aws_cognito_user_group group_gold"]
    assert (gold["precedence"], gold["description"]) == (0, HOSTILE)
    assert gold["user_pool_id"] == "aws_cognito_user_pool.pool.id"
    assert resources["resource aws_cognito_user_group group"] != []
    assert resources["resource aws_cognito_user_group group_Gold"] != []


def test_terraform_names_what_it_cannot_say() -> None:
    arn = "arn:aws:lambda:eu-west-1:123456789012:function:federated"
    written = terraform.configuration(
        document_of({"LambdaConfig": {"InboundFederation": {"LambdaVersion": "V1_0", "LambdaArn": arn}}})
    )
    assert "may take the trigger away" in written.left_out[0]
    assert f"# {written.left_out[0]}\n" in written.text
    assert written.text.count(arn) == 1


def test_terraform_takes_the_newer_of_two_texts() -> None:
    older, newer = "Older: {####}", "Newer: {####}"
    both = {"EmailVerificationMessage": older, "VerificationMessageTemplate": {"EmailMessage": newer}}
    written = terraform.configuration(document_of(both))
    assert older not in written.text
    assert written.left_out[0].startswith("EmailVerificationMessage: ")
    alone = terraform.configuration(document_of({"EmailVerificationMessage": older}))
    assert f'email_verification_message = "{older}"' in " ".join(alone.text.split())


def paths_of_model() -> list[str]:
    """Every leaf that CreateUserPool and SetUserPoolMfaConfig take, as a path of a state."""
    create = leaves_of(model.input_shape("CreateUserPool"))
    second = leaves_of(model.input_shape("SetUserPoolMfaConfig"), MFA)
    return [path for path, _ in (*create, *second)]


def test_every_setting_of_the_model_is_said_by_terraform_or_named_as_left_out() -> None:
    otherwise = {"PoolName": "Name", "Schema": "SchemaAttributes", f"{MFA}.UserPoolId": "Name"}
    known = (*terraform.OWN_WAY, *terraform.NOT_EXPRESSED, *terraform.RENAMED)
    strange = [
        path
        for path in (otherwise.get(each, each) for each in paths_of_model())
        if not path.startswith(known) and not terraform.argument_of(path)
    ]
    assert strange == []


# CloudFormation


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


# The pages


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda each: each.name)
def test_a_viewer_reads_and_downloads_each_format(
    chosen: Any, viewer: Operator, sign_in: SignIn, pool_url: str, pool_id: str
) -> None:
    world.make_group(pool_id, "Readers", description="They read")
    world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana Personal"})
    client = sign_in(viewer)
    with budget.counted() as calls:
        page = client.get(f"{pool_url}export/", {"format": chosen.name})
    assert sorted(calls) == ["DescribeUserPool", "GetUserPoolMfaConfig", "ListGroups"]
    assert page.status_code == 200
    assert "They read" in page.content.decode()
    file = client.get(f"{pool_url}export/{chosen.name}/")
    assert file["Content-Disposition"] == f'attachment; filename="{pool_id}.{chosen.ending}"'
    assert file["Content-Type"] == f"{chosen.content_type}; charset=utf-8"
    assert file.content.decode() == page.context["written"].text
    assert "Personal" not in file.content.decode()
    assert "ana@" not in file.content.decode()


def test_hostile_text_is_shown_as_text(viewer: Operator, sign_in: SignIn, pool_url: str, change: Any) -> None:
    change(UserPoolTags={"<script>": "</code><img src=x onerror=alert(1)>\u202e"})
    page = sign_in(viewer).get(f"{pool_url}export/").content.decode()
    assert "<img src=x" not in page
    assert "\u202e" not in page


def test_settings_that_are_newer_than_the_console_are_named(
    viewer: Operator, sign_in: SignIn, pool_url: str, change: Any
) -> None:
    change(Brandnew={"Setting": 1})
    client = sign_in(viewer)
    assert "newer than this console" in client.get(f"{pool_url}export/").content.decode()
    assert json.loads(client.get(f"{pool_url}export/json/").content)["newer"] == {"Brandnew": {"Setting": 1}}
    template = json.loads(client.get(f"{pool_url}export/cloudformation/").content)
    assert "Brandnew" not in template["Resources"]["UserPool"]["Properties"]
    assert "Brandnew.Setting: " in template["Metadata"]["Lifeguard"]["NotExpressed"][0]
    assert "# Brandnew.Setting: " in client.get(f"{pool_url}export/terraform/").content.decode()


def test_the_consoles_own_file_of_a_pool_with_newer_settings_is_read_again(
    viewer: Operator, sign_in: SignIn, pool_url: str, change: Any, connection: Connection
) -> None:
    change(Brandnew={"Setting": 1}, Policies={"PasswordPolicy": {"MinimumLength": 9, "Strength": 2}})
    text = sign_in(viewer).get(f"{pool_url}export/json/").content.decode()
    document = reading.read(text)
    assert document.settings["Policies"] == {"PasswordPolicy": {"MinimumLength": 9}}
    draft = reading.draft_of(document, name="Copy", target=connection)
    assert "Brandnew" in draft.left_out[-1] and "Policies.PasswordPolicy.Strength" in draft.left_out[-1]
    assert as_json(document.content) + "\n" == text


def test_a_file_without_its_groups_is_not_given_out(viewer: Operator, sign_in: SignIn, pool_url: str) -> None:
    client = sign_in(viewer)
    faults.fail_next("ListGroups", count=4, error="AccessDeniedException")
    assert client.get(f"{pool_url}export/json/").status_code == 502


def test_more_groups_than_are_read_are_said_to_be_missing(
    viewer: Operator, sign_in: SignIn, pool_url: str, pool_id: str
) -> None:
    for number in range(1_201):
        world.make_group(pool_id, f"group {number:05}")
    client = sign_in(viewer)
    page = client.get(f"{pool_url}export/", {"format": "terraform"})
    assert "Not everything is in here" in page.content.decode()
    for name in ("json", "cli", "terraform", "cloudformation"):
        assert "these are the first of them" in client.get(f"{pool_url}export/{name}/").content.decode()


def test_groups_that_cognito_makes_by_itself_are_left_out(
    viewer: Operator, sign_in: SignIn, pool_url: str, pool_id: str
) -> None:
    world.make_group(pool_id, f"{pool_id}_Google")
    assert json.loads(sign_in(viewer).get(f"{pool_url}export/json/").content)["groups"] == []


def test_who_may_and_how(
    client: Client, viewer: Operator, stranger: Operator, sign_in: SignIn, pool_url: str
) -> None:
    for url in (f"{pool_url}export/", f"{pool_url}export/json/"):
        assert client.get(url)["Location"].startswith("/accounts/login/")
        assert sign_in(stranger).get(url).status_code == 404
        assert sign_in(viewer).post(url).status_code == 405
    assert sign_in(viewer).get(f"{pool_url}export/", {"format": "cobol"}).status_code == 404
    assert sign_in(viewer).get(f"{pool_url}export/cobol/").status_code == 404


def test_a_refusal_is_explained(viewer: Operator, sign_in: SignIn, pool_url: str) -> None:
    faults.fail_next("GetUserPoolMfaConfig", count=2, error="TooManyRequestsException")
    assert sign_in(viewer).get(f"{pool_url}export/").status_code == 429


def test_the_pool_page_leads_here(viewer: Operator, sign_in: SignIn, pool_url: str) -> None:
    assert f'href="{pool_url}export/"' in sign_in(viewer).get(pool_url).content.decode()
