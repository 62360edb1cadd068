"""Comparing, exporting and importing, in a browser."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.emulator import world
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


@pytest.fixture
def other(pool_id: str) -> str:
    """A pool with a setting, an attribute and a group of its own."""
    made = world.make_pool(
        "Customers",
        UsernameAttributes=["email"],
        AutoVerifiedAttributes=["email"],
        Policies={"PasswordPolicy": {"MinimumLength": 14, "RequireNumbers": True}},
        Schema=[{"Name": "points", "AttributeDataType": "Number", "Mutable": True}],
    )
    world.make_group(made, "gold", description="Best")
    return made


def minimum_length(pool_id: str) -> int:
    length: int = find_pool(pool_id).extended_config["Policies"]["PasswordPolicy"]["MinimumLength"]
    return length


def test_chosen_differences_are_taken_over(
    administrator: Operator,
    pool_id: str,
    other: str,
    enter: Enter,
    visit: Visit,
    accessible: Callable[[], None],
) -> None:
    enter(administrator)
    page = visit(f"/pools/embedded/{pool_id}/")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Compare").click()
    page.keyboard.press("/")
    page.keyboard.type("custom", delay=30)
    expect(page.locator("#choices tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Customers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff and Customers")
    into_staff = page.get_by_role("button", name="Take over into Staff")
    expect(into_staff).to_be_disabled()
    page.get_by_label("Take over “Shortest password, in characters”").check()
    expect(page.get_by_text("1 chosen")).to_be_visible()
    accessible()
    into_staff.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Save these changes?")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("It was read back from Cognito afterwards.")).to_be_visible()
    assert (minimum_length(pool_id), minimum_length(other)) == (14, 14)


def test_what_is_missing_is_added_through_the_forms_there_are(
    administrator: Operator, pool_id: str, other: str, enter: Enter, visit: Visit
) -> None:
    enter(administrator)
    page = visit(f"/pools/embedded/{pool_id}/compare/embedded/{other}/")
    page.get_by_role("button", name="Create 1 missing group in Staff").click()
    page.get_by_role("button", name="Create groups").click()
    expect(page.get_by_text("Created: gold.")).to_be_visible()
    page.get_by_role("button", name="Add 1 missing attribute to Staff").click()
    expect(page.get_by_label("Name").first).to_have_value("points")
    page.get_by_role("button", name="Review").click()
    expect(page.get_by_text("custom:points").first).to_be_visible()
    assert sorted(find_pool(pool_id).groups) == ["gold"]


def test_an_exported_file_is_compared_and_becomes_a_new_pool(
    owner: Operator,
    pool_id: str,
    other: str,
    enter: Enter,
    visit: Visit,
    accessible: Callable[[], None],
    tmp_path: Path,
) -> None:
    enter(owner)
    page = visit(f"/pools/embedded/{other}/export/")
    for name in ("AWS CLI", "Terraform", "CloudFormation", "JSON"):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("group", name=name)).to_contain_text("Customers")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    file = tmp_path / "pool.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["settings"]["Name"] == "Customers"
    visit("/pools/")
    page.get_by_role("link", name="Import").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("The file was understood.")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Compare with Staff").click()
    expect(page.get_by_text("Different: ")).to_be_visible()
    accessible()
    page.get_by_role("button", name="Show everything").click()
    expect(page.get_by_role("button", name="Only differences")).to_be_visible()
    page.get_by_role("button", name="Back to the file").click()
    page.locator("#create").get_by_label("Name").fill("Twin")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decided for ever")


def test_everything_works_without_scripts(
    administrator: Operator,
    pool_id: str,
    other: str,
    enter: Enter,
    page: Page,
    browser: Browser,
    live_server: LiveServer,
) -> None:
    enter(administrator)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/pools/embedded/{pool_id}/compare/")
    plain.get_by_role("link", name="Customers").click()
    plain.get_by_label("Take over “Shortest password, in characters”").check()
    plain.get_by_role("button", name="Take over into Customers").click()
    plain.get_by_role("button", name="Save changes").click()
    expect(plain.get_by_text("It was read back from Cognito afterwards.")).to_be_visible()
    assert minimum_length(other) == 8
    context.close()
