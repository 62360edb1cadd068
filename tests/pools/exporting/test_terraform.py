"""A pool as Terraform: every setting is said or named as left out."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pools.exporting import terraform
from pools.exporting.hcl import quoted
from pools.saving.settings import MFA, leaves
from tests.pools.configurations import configurations
from tests.pools.exporting.conftest import GROUPS, HOSTILE, MANY, document_of, paths_of_model

pytestmark = pytest.mark.long


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


def test_every_setting_of_the_model_is_said_by_terraform_or_named_as_left_out() -> None:
    otherwise = {"PoolName": "Name", "Schema": "SchemaAttributes", f"{MFA}.UserPoolId": "Name"}
    known = (*terraform.OWN_WAY, *terraform.NOT_EXPRESSED, *terraform.RENAMED)
    strange = [
        path
        for path in (otherwise.get(each, each) for each in paths_of_model())
        if not path.startswith(known) and not terraform.argument_of(path)
    ]
    assert strange == []
