"""Why somebody cannot sign in, in a browser: from the answer to the action that helps, and to a ticket."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.cognito.connections import Connection
from console.emulator import world
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


def test_the_answer_grows_surer_and_leads_to_what_helps(
    helpdesk: Operator,
    connection: Connection,
    enter: Enter,
    visit: Visit,
    accessible: Callable[[], None],
    page: Page,
    browser: Browser,
    live_server: LiveServer,
) -> None:
    pool_id = world.make_pool(
        "Shop", UserPoolTier="PLUS", UserPoolAddOns={"AdvancedSecurityMode": "ENFORCED"}
    )
    contact = {"email": "ana@example.com", "email_verified": "true"}
    sub = world.make_user(pool_id, "ana", attributes=contact)
    for minutes in (1, 2, 3):
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        world.make_auth_event(pool_id, sub, response="Fail", at=at)
    enter(helpdesk)
    address = f"/pools/embedded/{pool_id}/users/{sub}/"
    visit(address)
    answer = page.locator(".verdict-words")
    expect(answer).to_have_text("Probably not: the password was wrong 3 times.")
    page.get_by_role("link", name="Look closer").focus()
    page.keyboard.press("Enter")
    expect(answer).to_have_text("No: the pool has no app client.")
    page.get_by_text("What was checked, and what was not").click()
    page.get_by_text("Summary for a ticket").click()
    accessible()
    page.get_by_role("button", name="Copy Summary without personal data").click()
    expect(page.locator("#announcer")).to_contain_text("Copied")
    page.get_by_role("article", name="They are typing a wrong password").get_by_role(
        "link", name="Reset password"
    ).click()
    expect(page.get_by_role("dialog")).to_contain_text("Reset the password of ana@example.com?")
    # Without scripts the rest is a link away.
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(live_server.url + address)
    expect(plain.locator(".verdict-words")).to_contain_text("Nothing in the way")
    plain.get_by_role("link", name="Look at sign-ins and other users, too").click()
    expect(plain.locator(".verdict-words")).to_contain_text("the password was wrong")
    plain.get_by_role("link", name="Look closer").click()
    expect(plain.locator(".verdict-words")).to_have_text("No: the pool has no app client.")
    context.close()
