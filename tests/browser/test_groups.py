"""A group from its making to its renaming, in a browser; and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.audit.models import Entry
from console.emulator import world
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


@pytest.fixture
def url(pool_id: str) -> str:
    for name in ("ana", "ben", "cleo"):
        world.make_user(pool_id, f"{name}@example.com", attributes={"name": name.title()})
    return f"/pools/embedded/{pool_id}/groups/"


def members(pool_id: str, group: str) -> set[str]:
    return {user.attribute_lookup["name"] for user in find_pool(pool_id).groups[group].users}


def test_a_group_is_made_filled_by_typing_and_renamed_with_its_members(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, url: str, pool_id: str
) -> None:
    enter(administrator)
    visit(url)
    page.get_by_role("link", name="Create group").first.click()
    page.get_by_label("Name").fill("editors")
    page.get_by_label("Precedence").fill("0")
    page.get_by_role("button", name="Create group").click()
    expect(page.get_by_role("status").first).to_contain_text("editors was created")
    page.get_by_role("link", name="Add people").first.click()
    for name in ("ana", "ben"):
        page.get_by_label("Text").fill("")
        page.get_by_label("Text").press_sequentially(name, delay=30)
        expect(page.locator("tbody tr")).to_have_count(1)
        page.get_by_label(f"Choose {name.title()}").check()
    page.get_by_role("button", name="Add to the group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 people are in editors")
    assert members(pool_id, "editors") == {"Ana", "Ben"}
    visit(f"{url}named/editors/recreate/")
    page.get_by_label("Name", exact=False).first.fill("authors")
    page.get_by_label("Type the present name of the group").fill("editors")
    page.get_by_role("button", name="Begin").click()
    # The page goes on by itself.
    done = page.locator("#recreation").get_by_text("2 of 2 members are in authors; editors is deleted.")
    expect(done).to_be_visible()
    assert members(pool_id, "authors") == {"Ana", "Ben"}
    assert Entry.objects.filter(action="recreate_group", outcome="done").count() == 4


def test_members_are_removed_and_the_group_is_deleted_without_scripts(
    page: Page,
    browser: Browser,
    enter: Enter,
    administrator: Operator,
    live_server: LiveServer,
    url: str,
    pool_id: str,
) -> None:
    world.make_user(pool_id, "dan@example.com", attributes={"name": "Dan"}, groups=["editors"])
    enter(administrator)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}{url}named/editors/add/")
    plain.get_by_label("Choose Ana").check()
    plain.get_by_label("Text").fill("ben")
    plain.get_by_role("button", name="Search").click()
    plain.get_by_label("Choose Ben").check()
    plain.get_by_role("button", name="Add to the group").click()
    assert members(pool_id, "editors") == {"Ana", "Ben", "Dan"}
    plain.get_by_role("link", name="Back to the group").click()
    plain.get_by_label("Select Dan").check()
    plain.get_by_role("button", name="Remove from the group").click()
    plain.get_by_role("button", name="Remove from the group").click()
    assert members(pool_id, "editors") == {"Ana", "Ben"}
    plain.goto(f"{live_server.url}{url}named/editors/recreate/")
    plain.locator("#id_name").fill("authors")
    plain.get_by_label("Type the present name of the group").fill("editors")
    plain.get_by_role("button", name="Begin").click()
    plain.get_by_role("button", name="Continue").click()
    expect(plain.get_by_text("2 of 2 members are in authors; editors is deleted.")).to_be_visible()
    plain.goto(f"{live_server.url}{url}named/authors/delete/")
    plain.get_by_label("Type the name of the group").fill("authors")
    plain.get_by_role("button", name="Delete group").click()
    expect(plain.get_by_text("authors was deleted")).to_be_visible()
    assert find_pool(pool_id).groups == {}
    context.close()
