"""The pages that give out a pool's configuration, and for whom."""

import json
from typing import Any

import pytest
from django.test import Client

from console.access.models import Operator
from console.cognito import budget
from console.cognito.connections import Connection
from console.emulator import faults, world
from pools.exporting import FORMATS
from pools.exporting.documents import as_json
from pools.importing import reading
from tests.conftest import SignIn

pytestmark = pytest.mark.long


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
