"""From the board to the outbox and back, in a browser; and without scripts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.emulator import outbox, world
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


@pytest.fixture
def url(pool_id: str) -> str:
    """The board of a pool with two invitations that have expired and one that has not."""
    for name, days in (("ana", 20), ("ben", 30), ("cleo", 1)):
        world.make_user(
            pool_id,
            f"{name}@example.com",
            status="FORCE_CHANGE_PASSWORD",
            attributes={"name": name.title()},
            created=datetime.now(UTC) - timedelta(days=days),
        )
    return f"/pools/embedded/{pool_id}/users/invitations/"


def test_two_that_expired_are_resent_and_stand_as_pending(
    page: Page, enter: Enter, visit: Visit, helpdesk: Operator, url: str, pool_id: str
) -> None:
    enter(helpdesk)
    visit("/invitations/")
    page.get_by_role("row", name="Staff").get_by_role("link", name="2", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(2)
    for name in ("Ana", "Ben"):
        page.get_by_label(f"Select {name}").check()
    page.get_by_role("button", name="Resend to the selected").click()
    page.get_by_role("button", name="Resend invitations").click()
    # The page goes on by itself.
    expect(page.locator("#resending").get_by_text("2 of 2 invitations were sent again.")).to_be_visible()
    assert len(outbox.messages(pool_id)) == 2
    visit("/emulator/outbox/")
    expect(page.get_by_text("ana@example.com").first).to_be_visible()
    visit(url)
    expect(page.get_by_role("img", name="Of 3: pending 3.")).to_be_visible()
    # What is chosen in the filter is fetched at once, and stands in the address.
    page.get_by_label("Show", exact=True).select_option("expired")
    expect(page.locator("#results").get_by_text("Nobody who is invited stands there now.")).to_be_visible()
    assert "state=expired" in page.url


def test_all_that_match_are_resent_without_scripts(
    page: Page,
    browser: Browser,
    enter: Enter,
    administrator: Operator,
    live_server: LiveServer,
    url: str,
    pool_id: str,
) -> None:
    enter(administrator)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}{url}?state=expired")
    plain.get_by_role("link", name="Resend to all that match").click()
    plain.get_by_role("button", name="Find them").click()
    plain.get_by_role("button", name="Go on").click()
    expect(plain.get_by_text("2 people can get their invitation again")).to_be_visible()
    plain.get_by_role("button", name="Send them").click()
    expect(plain.get_by_text("2 of 2 invitations were sent again.")).to_be_visible()
    assert len(outbox.messages(pool_id)) == 2
    context.close()
