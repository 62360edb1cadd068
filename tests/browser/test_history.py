"""A pool's history in a browser: saved here, changed elsewhere, compared, and brought back."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.emulator.factories import find_pool
from console.emulator.overlay import perform
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]
LENGTH = "#id_Policies-PasswordPolicy-MinimumLength"


def save_length(page: Page, visit: Visit, pool_url: str, length: str) -> None:
    visit(f"{pool_url}settings/passwords/")
    page.locator(LENGTH).fill(length)
    page.get_by_role("button", name="Review changes").click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Passwords")


def minimum_length(pool_id: str) -> int:
    return int(find_pool(pool_id).extended_config["Policies"]["PasswordPolicy"]["MinimumLength"])


def test_what_happened_is_told_compared_and_undone(
    administrator: Operator,
    pool_id: str,
    enter: Enter,
    visit: Visit,
    page: Page,
    accessible: Callable[[], None],
) -> None:
    pool_url = f"/pools/embedded/{pool_id}/"
    enter(administrator)
    save_length(page, visit, pool_url, "12")
    save_length(page, visit, pool_url, "16")
    perform("TagResource", "us-east-1", {"ResourceArn": find_pool(pool_id).arn, "Tags": {"team": "shop"}})
    visit(f"{pool_url}history/")
    titles = page.locator("tbody th a")
    expect(titles).to_have_text(["Changed outside Lifeguard", "Passwords", "Passwords", "First look"])
    accessible()

    page.locator("#id_q").fill("tags")
    expect(titles).to_have_text(["Changed outside Lifeguard"])
    page.get_by_role("link", name="Clear filter").click()

    page.locator('input[name="from"]').last.check()
    page.get_by_role("button", name="Compare the two that are marked").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Passwords", "Tags"])
    accessible()
    page.get_by_role("link", name="The other way round").click()
    expect(page.locator("thead").first).to_contain_text("First look")

    visit(f"{pool_url}history/")
    titles.last.click()
    page.get_by_role("link", name="Restore this state").click()
    expect(page.get_by_role("checkbox", name="Restore", exact=False)).to_have_count(2)
    accessible()
    page.get_by_role("checkbox", name="Restore Tags").uncheck()
    page.get_by_role("button", name="Review the restore").click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Restore of the state of")
    accessible()
    assert minimum_length(pool_id) == 8
    assert find_pool(pool_id).extended_config["UserPoolTags"] == {"team": "shop"}


def test_two_states_are_chosen_and_restored_without_scripts(
    administrator: Operator,
    pool_id: str,
    enter: Enter,
    visit: Visit,
    page: Page,
    browser: Browser,
    live_server: LiveServer,
) -> None:
    enter(administrator)
    save_length(page, visit, f"/pools/embedded/{pool_id}/", "12")
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/pools/embedded/{pool_id}/history/")
    plain.get_by_role("button", name="Compare the two that are marked").click()
    plain.get_by_role("link", name="First look").first.click()
    plain.get_by_role("link", name="Restore this state").click()
    plain.get_by_role("button", name="Review the restore").click()
    plain.get_by_role("button", name="Save changes").click()
    context.close()
    assert minimum_length(pool_id) == 8
