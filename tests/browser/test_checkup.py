"""The check-up in a browser: from the list of pools to a field, and accepting what is meant so."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.emulator import world
from pools.checkup.models import Acceptance
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]
REASON = "A sandbox that is made anew every night."


def test_a_finding_leads_from_the_list_to_the_field_that_puts_it_right(
    administrator: Operator, pool_id: str, enter: Enter, visit: Visit, accessible: Callable[[], None]
) -> None:
    world.make_user(pool_id, "ana@example.com")
    enter(administrator)
    page = visit("/pools/")
    page.get_by_role("link", name="1 serious").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check-up")
    finding = page.get_by_role("article", name="Deletion protection is off")
    finding.get_by_role("link", name="Edit").click()
    field = page.locator("fieldset#id_DeletionProtection")
    expect(field).to_be_in_viewport()
    accessible()
    field.locator("input[value=ACTIVE]").check()
    page.get_by_role("button", name="Review changes").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Check-up").click()
    expect(page.get_by_role("article", name="Deletion protection is off")).to_have_count(0)


def test_a_finding_is_accepted_with_a_reason_and_taken_back(
    administrator: Operator, pool_id: str, enter: Enter, visit: Visit, accessible: Callable[[], None]
) -> None:
    enter(administrator)
    page = visit(f"/pools/embedded/{pool_id}/check-up/")
    page.get_by_role("article", name="There is no second factor").get_by_role("link", name="Accept…").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("alert")).to_contain_text("Give a reason.")
    accessible()
    page.get_by_label("Why is it right for this pool?").fill(REASON)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted: There is no second factor.")).to_be_visible()
    accepted = page.locator("#accepted")
    expect(accepted).to_contain_text(REASON)
    accessible()
    accepted.get_by_role("link", name="Withdraw…").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.locator("#accepted")).to_have_count(0)
    assert not Acceptance.objects.exists()


def test_it_is_read_and_decided_without_scripts_and_by_keyboard(
    administrator: Operator,
    pool_id: str,
    enter: Enter,
    page: Page,
    browser: Browser,
    live_server: LiveServer,
) -> None:
    enter(administrator)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/pools/embedded/{pool_id}/check-up/")
    link = plain.get_by_role("article", name="Capitals matter in usernames").get_by_role(
        "link", name="Accept…"
    )
    link.focus()
    plain.keyboard.press("Enter")
    plain.get_by_label("Why is it right for this pool?").fill(REASON)
    plain.keyboard.press("Tab")
    plain.get_by_role("button", name="Accept").press("Enter")
    expect(plain.locator("#accepted")).to_contain_text(REASON)
    context.close()
