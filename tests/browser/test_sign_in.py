"""How people sign in, in a browser: an invitation walked to its end, and what sign-ins leave behind."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.audit.models import Entry
from console.emulator import outbox, world
from console.emulator.overlay import perform
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]
HOSTILE = '"><img src=x onerror=alert(1)> ' + "wide" * 40


@pytest.fixture
def pool_id(connection: object) -> str:
    """A pool that notes all there is to note of a sign-in."""
    pool_id = world.make_pool(
        "Shop",
        UserPoolTier="PLUS",
        UserPoolAddOns={"AdvancedSecurityMode": "AUDIT"},
        UsernameAttributes=["email"],
        AutoVerifiedAttributes=["email"],
        DeviceConfiguration={"ChallengeRequiredOnNewDevice": True},
    )
    ids = {"UserPoolId": pool_id}
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    perform(
        "CreateUserPoolClient", "us-east-1", {**ids, "ClientName": "Web shop", "ExplicitAuthFlows": flows}
    )
    tracking = {"UserSessionTracking": "ENABLED", "TokenSession": {"MaxPerUser": 20}}
    perform("SetUserPoolSessionConfiguration", "us-east-1", {**ids, **tracking})
    return pool_id


def test_an_invitation_is_walked_from_the_form_to_a_confirmed_user(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/invite/")
    page.get_by_label("E-mail address").first.fill("ana@example.com")
    page.get_by_role("button", name="Invite user").click()
    expect(page.get_by_role("status").first).to_contain_text("ana@example.com")
    page.get_by_role("link", name="Outbox").click()
    page.get_by_role("link", name="Try to sign in").click()
    temporary = re.search(r"temporary password is (\S+)\. ", outbox.messages()[0].body)
    assert temporary is not None
    page.get_by_label("Username", exact=True).fill("ana@example.com")
    page.get_by_label("Password").fill(temporary[1])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("NEW_PASSWORD_REQUIRED")).to_be_visible()
    page.get_by_label("New password").fill("Chosen-1234")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Tokens were given")).to_be_visible()
    page.get_by_role("link", name="Open the user’s activity").click()
    expect(page.locator(".event").first).to_contain_text("Succeeded")
    expect(page.get_by_role("main")).to_contain_text("Confirmed")
    page.get_by_role("link", name="Sign-in", exact=True).click()
    expect(page.locator("#sessions")).to_contain_text("Tokens of an app")


def test_a_device_is_forgotten_in_a_dialog(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"name": "Ana"})
    world.make_device(pool_id, sub, "Old phone")
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/{sub}/sign-in/")
    page.locator("#devices").get_by_role("link", name="Forget").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Forget the device “Old phone” of Ana?")
    dialog.get_by_label("Reason").fill("sold")
    dialog.get_by_role("button", name="Forget device").click()
    expect(page.get_by_role("status").first).to_contain_text("is forgotten")
    expect(page.locator("#devices")).not_to_contain_text("Old phone")
    assert Entry.objects.filter(action="forget_device", outcome="done", reason="sold").count() == 1


@pytest.mark.parametrize("part", ["sign-in", "activity", "sign-in/devices/{device}/forget"])
def test_parts_that_are_full_are_accessible_and_fit_a_phone(
    page: Page,
    enter: Enter,
    visit: Visit,
    accessible: Callable[[], None],
    administrator: Operator,
    pool_id: str,
    part: str,
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", attributes={"name": HOSTILE})
    device = world.make_device(pool_id, sub, HOSTILE)
    world.make_session(pool_id, sub, client_id="abc", device=HOSTILE)
    for days, response in ((0, "Fail"), (3, "Pass"), (9, "InProgress")):
        world.make_auth_event(
            pool_id,
            sub,
            response=response,
            risk="High",
            at=datetime.now(UTC) - timedelta(days=days),
            context={"DeviceName": HOSTILE, "City": HOSTILE},
        )
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/{sub}/{part.format(device=device)}/")
    accessible()
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
