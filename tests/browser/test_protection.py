"""Threat protection in a browser: reactions and networks are set, saved and read back; a message is previewed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


@pytest.fixture
def url(pool_id: str) -> str:
    find_pool(pool_id).extended_config |= {
        "UserPoolTier": "PLUS",
        "UserPoolAddOns": {"AdvancedSecurityMode": "ENFORCED"},
    }
    return f"/pools/embedded/{pool_id}/protection/"


def save(page: Page) -> None:
    page.get_by_role("button", name="Review changes").first.click()
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("status").first).to_contain_text("The threat protection was saved")


def test_reactions_and_networks_are_set_saved_and_read_back(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, url: str, pool_id: str
) -> None:
    enter(administrator)
    visit(url)
    page.locator("#takeover").get_by_role("link", name="Edit").click()
    high = page.get_by_role("group", name="High risk: what happens")
    high.get_by_label("Refuse the sign-in").check()
    save(page)
    expect(page.locator("#takeover")).to_contain_text("Refuse the sign-in")
    page.locator("#addresses").get_by_role("link", name="Edit").click()
    page.get_by_label("Always refused").fill("203.0.113.7/24")
    page.get_by_role("button", name="Review changes").click()
    expect(page.get_by_role("link", name="begins in the middle of a network").first).to_be_visible()
    page.get_by_label("Always refused").fill("203.0.113.0/24")
    save(page)
    expect(page.locator("#addresses")).to_contain_text("203.0.113.0/24")
    kept = find_pool(pool_id).stores.risk[""]
    actions = kept["AccountTakeoverRiskConfiguration"]["Actions"]
    assert actions == {"HighAction": {"EventAction": "BLOCK", "Notify": False}}
    assert kept["RiskExceptionConfiguration"] == {"BlockedIPRangeList": ["203.0.113.0/24"]}


def test_a_message_is_seen_while_it_is_written(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, url: str
) -> None:
    enter(administrator)
    visit(f"{url}edit/notifications/")
    message = page.locator("#draft-refused")
    message.get_by_label("subject").fill("Refused in {city}")
    message.get_by_label("HTML", exact=False).first.fill("<p>From <b>{country}</b></p>")
    expect(page.locator("#preview-refused")).to_contain_text("Refused in Lisbon")
    frame = page.frame_locator('iframe[name="frame-refused"]')
    expect(frame.locator("b")).to_have_text("Portugal")
