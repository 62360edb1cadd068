"""The schema of a pool, and adding custom attributes to it."""

import ast
import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from console.access.models import Grant, Operator
from console.access.roles import Role
from console.audit.models import Entry
from console.cognito import budget
from console.emulator import faults
from console.emulator.factories import find_pool
from tests.conftest import SignIn
from tests.pools.conftest import HOSTILE

TEAM = {"name": "team", "type": "String", "minimum": "1", "maximum": "64", "mutable": "on"}
LEVEL = {"name": "level", "type": "Number", "minimum": "0", "maximum": "9"}
CONFIRMED = {"confirmed": "1"}


@pytest.fixture
def schema_url(pool_url: str) -> str:
    return f"{pool_url}schema/"


@pytest.fixture
def add_url(pool_url: str) -> str:
    return f"{pool_url}schema/add/"


def filled(*rows: dict[str, str], **more: str) -> dict[str, str]:
    """What a browser sends."""
    total = {"row-TOTAL_FORMS": str(len(rows)), "row-INITIAL_FORMS": "0"}
    return (
        total | {f"row-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()} | more
    )


def page_of(client: Client, url: str, data: dict[str, str], status: int = 200) -> str:
    answer = client.post(url, data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def hidden_inputs(page: str) -> dict[str, str]:
    """What the review carries on to the confirmation."""
    form = page[page.index('class="confirm"') :]
    found = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = unescape(value[1]) if value else ""
    return found


def names_of(client: Client, schema_url: str) -> list[str]:
    page = client.get(f"{schema_url}?fresh=1").content.decode()
    return re.findall(r"<bdi[^>]*>((?:custom|dev):[^<]+)</bdi>", page)


@pytest.fixture
def nearly_full(pool_id: str) -> None:
    """The pool has 48 custom attributes."""
    pool = find_pool(pool_id)
    pool.add_custom_attributes([{"Name": f"n{n}", "AttributeDataType": "String"} for n in range(48)])


# Looking


def test_a_viewer_reads_the_schema_and_finds_nothing_to_press(
    sign_in: SignIn, viewer: Operator, schema_url: str
) -> None:
    with budget.counted() as calls:
        page = sign_in(viewer).get(schema_url).content.decode()
    assert calls == ["DescribeUserPool"]
    assert "0 of 50 custom attributes are used, 50 are left." in page
    assert "given_name" in page
    assert "exactly 10 characters" in page
    assert "Add attributes" not in page
    assert "schema/add" not in page


def test_an_administrator_finds_the_button_and_everybody_the_way_here(
    sign_in: SignIn, administrator: Operator, schema_url: str, add_url: str, pool_url: str
) -> None:
    client = sign_in(administrator)
    assert f'href="{add_url}"' in client.get(schema_url).content.decode()
    assert f'href="{schema_url}"' in client.get(pool_url).content.decode()


def test_hostile_names_are_shown_as_text(
    sign_in: SignIn, viewer: Operator, schema_url: str, pool_id: str
) -> None:
    schema = [{"Name": "custom:<b>\u202e"}]
    hostile = json.dumps({"UserPool": {"Id": pool_id, "Name": "x", "SchemaAttributes": schema}})
    faults.fail_next("DescribeUserPool", body=hostile)
    page = sign_in(viewer).get(schema_url).content.decode()
    assert "custom:&lt;b&gt;" in page
    assert "‹U+202E›" in page


# Who may


@pytest.mark.parametrize("name", ["pools:schema", "pools:add_attributes"])
def test_anonymous_visitors_sign_in_and_strangers_find_nothing(
    client: Client, sign_in: SignIn, stranger: Operator, pool_id: str, name: str
) -> None:
    url = reverse(name, kwargs={"connection": "embedded", "pool_id": pool_id})
    assert client.get(url)["Location"].startswith("/accounts/login/")
    assert sign_in(stranger).get(url).status_code == 404


def test_only_administrators_add_and_a_grant_for_another_pool_is_of_no_use(
    sign_in: SignIn, helpdesk: Operator, viewer: Operator, add_url: str
) -> None:
    Grant.objects.create(operator=helpdesk, role=Role.OWNER, connection="embedded", pool_id="us-east-1_other")
    with faults.recording() as calls:
        for operator in (viewer, helpdesk):
            assert sign_in(operator).get(add_url).status_code == 403
            assert sign_in(operator).post(add_url, filled(TEAM, **CONFIRMED)).status_code == 403
    assert calls == []


def test_wrong_methods_are_refused(sign_in: SignIn, owner: Operator, schema_url: str, add_url: str) -> None:
    assert sign_in(owner).post(schema_url).status_code == 405
    assert sign_in(owner).delete(add_url).status_code == 405


# Rows


@pytest.mark.parametrize(
    ("asked", "rows"), [("", 3), ("6", 6), ("25", 25), ("26", 3), ("²", 3), ("9" * 5000, 3)]
)
def test_the_form_has_as_many_rows_as_asked_for(
    sign_in: SignIn, administrator: Operator, add_url: str, asked: str, rows: int
) -> None:
    page = sign_in(administrator).get(add_url, {"rows": asked}).content.decode()
    assert len(re.findall(r'name="row-\d+-name"', page)) == rows


def test_more_rows_keep_what_was_typed_without_judging_it(
    sign_in: SignIn, administrator: Operator, add_url: str
) -> None:
    wrong = {"name": "no spaces please", "type": "Boolean", "maximum": "x"}
    page = page_of(sign_in(administrator), add_url, filled(wrong, TEAM, more="1"))
    assert len(re.findall(r'name="row-\d+-name"', page)) == 5
    assert 'value="no spaces please"' in page
    assert 'value="x"' in page
    assert '<option value="Boolean" selected>' in page
    assert "There is a problem" not in page
    mutable = re.findall(r'<input[^>]*name="row-\d-mutable"[^>]*>', page)
    assert ["checked" in box for box in mutable] == [False, True, True, True, True]


def test_never_more_than_twenty_five_rows(sign_in: SignIn, administrator: Operator, add_url: str) -> None:
    client, many = sign_in(administrator), [{"name": f"n{number}", "type": "String"} for number in range(26)]
    page = page_of(client, add_url, filled(*many[:24], more="1"))
    assert len(re.findall(r'name="row-\d+-name"', page)) == 25
    assert "More rows" not in page
    assert "at most 25" in page_of(client, add_url, filled(*many), status=422)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"name": "x" * 21}, "at most 20 characters"),
        ({"name": ""}, "at least one attribute"),
        ({"name": "", "minimum": "1"}, "This field is required"),
        ({"name": "two words"}, "no spaces"),
        ({"name": "a\u202eb"}, "no spaces"),
        ({"name": HOSTILE[:20]}, "no spaces"),
        ({"name": "custom:team"}, "Leave the prefix out"),
        ({"name": "a", "type": "Blob"}, "Select a valid choice"),
        ({"name": "a", "maximum": "2049"}, "A text has 1 to 2,048 characters"),
        ({"name": "a", "minimum": "-1"}, "A text has 0 to 2,048 characters"),
        ({"name": "a", "minimum": "5", "maximum": "4"}, "less than the minimum"),
        ({"name": "a", "minimum": "9" * 5000}, "Enter a whole number"),
        ({"name": "a", "type": "Boolean", "maximum": "1"}, "Only texts and numbers"),
        ({"name": "a", "type": "Number", "minimum": "2", "maximum": "1"}, "less than the minimum"),
    ],
)
def test_what_cognito_would_not_take_is_told_beside_the_field(
    sign_in: SignIn, administrator: Operator, add_url: str, row: dict[str, str], words: str
) -> None:
    with faults.recording() as calls:
        page = page_of(
            sign_in(administrator), add_url, filled({"type": "String"} | row, **CONFIRMED), status=422
        )
    assert words in page
    assert "<title>Error:" in page
    assert "<img" not in page
    assert [call.operation for call in calls] == ["DescribeUserPool"]


def test_a_form_without_its_management_fields_is_refused_politely(
    sign_in: SignIn, administrator: Operator, add_url: str
) -> None:
    page_of(sign_in(administrator), add_url, CONFIRMED, status=422)
    page_of(
        sign_in(administrator), add_url, {"row-TOTAL_FORMS": "99999", "row-INITIAL_FORMS": "7"}, status=422
    )


def test_names_are_given_once_in_the_form_and_once_in_the_pool(
    sign_in: SignIn, administrator: Operator, add_url: str
) -> None:
    client = sign_in(administrator)
    assert "Another row has this name" in page_of(client, add_url, filled(TEAM, {}, TEAM), status=422)
    client.post(add_url, filled(TEAM, **CONFIRMED))
    page = page_of(client, add_url, filled(TEAM, **CONFIRMED), status=422)
    assert "custom attribute of this name already" in page


def test_no_more_than_the_slots_that_are_left(
    sign_in: SignIn, administrator: Operator, add_url: str, schema_url: str, nearly_full: None
) -> None:
    client = sign_in(administrator)
    third = {"name": "third", "type": "String"}
    page = page_of(client, add_url, filled(TEAM, LEVEL, third, **CONFIRMED), status=422)
    assert "the pool takes only 2 more" in page
    client.post(add_url, filled(TEAM, LEVEL, **CONFIRMED))
    assert len(names_of(client, schema_url)) == 50
    page = client.get(add_url).content.decode()
    assert "has all the custom attributes it can have" in page
    assert '<form class="stack"' not in page


# Review and confirmation


def test_the_review_shows_the_list_the_warning_and_the_exact_call_and_sends_nothing(
    sign_in: SignIn, administrator: Operator, add_url: str, pool_id: str
) -> None:
    client = sign_in(administrator)
    with faults.recording() as calls:
        page = page_of(client, add_url, filled(TEAM, {}, LEVEL))
    assert [call.operation for call in calls] == ["DescribeUserPool"]
    for words in (
        "custom:team",
        "1 to 64 characters",
        "can never be changed, renamed or removed",
        "Change the list",
    ):
        assert words in page
    block = re.search(r"client\.add_custom_attributes\(.*?\n\)", unescape(page), re.DOTALL)
    assert block is not None
    shown = ast.parse(block[0], mode="eval").body
    assert isinstance(shown, ast.Call)
    with faults.recording() as sent:
        client.post(add_url, hidden_inputs(page))
    writes = [call for call in sent if call.operation == "AddCustomAttributes"]
    assert len(writes) == 1
    assert {each.arg: ast.literal_eval(each.value) for each in shown.keywords} == dict(writes[0].parameters)
    assert writes[0].parameters["UserPoolId"] == pool_id


def test_a_confirmation_sends_one_call_verifies_it_and_tells_of_app_clients(
    sign_in: SignIn, administrator: Operator, add_url: str, schema_url: str
) -> None:
    client = sign_in(administrator)
    secret = {"name": "note", "type": "DateTime", "mutable": "True", "developer_only": "True"}
    with faults.recording() as calls:
        answer = client.post(add_url, filled(TEAM, LEVEL, secret, {}, **CONFIRMED))
    assert answer["Location"].startswith(f"{schema_url}?added=custom%3Ateam&")
    assert [call.operation for call in calls] == [
        "DescribeUserPool",
        "AddCustomAttributes",
        "DescribeUserPool",
    ]
    assert calls[1].parameters["CustomAttributes"] == [
        {
            "Name": "team",
            "AttributeDataType": "String",
            "Mutable": True,
            "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "64"},
        },
        {
            "Name": "level",
            "AttributeDataType": "Number",
            "Mutable": False,
            "NumberAttributeConstraints": {"MinValue": "0", "MaxValue": "9"},
        },
        {"Name": "note", "AttributeDataType": "DateTime", "Mutable": True, "DeveloperOnlyAttribute": True},
    ]
    page = client.get(schema_url).content.decode()
    assert "Added: custom:team, custom:level, dev:custom:note." in page
    assert "until it is granted" in page
    assert "3 of 50 custom attributes are used, 47 are left." in page


def test_the_trail_keeps_names_and_types(
    sign_in: SignIn, administrator: Operator, add_url: str, pool_id: str
) -> None:
    sign_in(administrator).post(add_url, filled(TEAM, **CONFIRMED))
    asked, done = Entry.objects.filter(action="add_attributes").order_by("number")
    assert (asked.outcome, done.outcome) == ("asked", "done")
    assert asked.details["attributes"] == [{"name": "custom:team", "type": "String", "mutable": True}]


def test_going_back_from_the_review_keeps_the_list(
    sign_in: SignIn, administrator: Operator, add_url: str
) -> None:
    client = sign_in(administrator)
    review = page_of(client, add_url, filled(TEAM, LEVEL))
    with faults.recording() as calls:
        page = page_of(client, add_url, hidden_inputs(review) | {"edit": "1"})
    assert [call.operation for call in calls] == ["DescribeUserPool"]
    assert 'value="team"' in page
    assert 'value="64"' in page


# When something goes wrong


def test_a_refusal_is_shown_on_the_review_which_keeps_the_list(
    sign_in: SignIn, administrator: Operator, add_url: str, schema_url: str
) -> None:
    faults.fail_next(
        "AddCustomAttributes", error="InvalidParameterException", message="An import job is <b>running</b>."
    )
    client = sign_in(administrator)
    page = page_of(client, add_url, filled(TEAM, **CONFIRMED), status=422)
    assert "An import job is &lt;b&gt;running&lt;/b&gt;." in page
    assert hidden_inputs(page)["row-0-name"] == "team"
    assert names_of(client, schema_url) == []
    trail = Entry.objects.filter(action="add_attributes").order_by("number")
    assert list(trail.values_list("outcome", flat=True)) == [
        "asked",
        "refused",
    ]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"applied": True}, "All of them exist. There is nothing to repeat."),
        ({}, "look again in a moment before you repeat it"),
    ],
)
def test_without_a_clear_answer_the_pool_is_read_again_and_nothing_is_repeated(
    sign_in: SignIn, administrator: Operator, add_url: str, fault: dict[str, Any], words: str
) -> None:
    faults.fail_next("AddCustomAttributes", drop=True, **fault)
    with faults.recording() as calls:
        page = page_of(sign_in(administrator), add_url, filled(TEAM, **CONFIRMED), status=504)
    assert [call.operation for call in calls].count("AddCustomAttributes") == 1
    assert words in page
    assert ("Exists now" in page) is bool(fault)
    assert Entry.objects.filter(action="add_attributes", outcome="unknown").count() == 1


def test_a_pool_that_cannot_be_read_again_does_not_make_a_success_a_failure(
    sign_in: SignIn, administrator: Operator, add_url: str, schema_url: str
) -> None:
    client = sign_in(administrator)
    review = page_of(client, add_url, filled(TEAM))
    faults.fail_next("DescribeUserPool")  # the one before passes
    faults.fail_next("DescribeUserPool", error="InternalErrorException", status=500, count=2)
    answer = client.post(add_url, hidden_inputs(review))
    assert answer.status_code == 302
    assert "could not be read again" in client.get(schema_url).content.decode()
