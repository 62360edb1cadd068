"""The journeys that the console exists for, in a browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.audit.models import Entry
from console.emulator import faults, outbox, world
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


def test_signing_in_leads_to_the_pools(page: Page, visit: Visit, owner: Operator, pool_id: str) -> None:
    owner.set_password("correct horse battery")
    owner.save()
    visit("/")
    page.get_by_label("Username").fill("owner")
    page.locator("#id_password").fill("wrong horse")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_title("Error: Sign in · Lifeguard")
    page.locator("#id_password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Pools", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Staff", exact=True)).to_be_visible()


def test_details_of_pools_arrive_by_themselves(
    page: Page, enter: Enter, visit: Visit, viewer: Operator, pool_id: str
) -> None:
    enter(viewer)
    visit("/pools/")
    expect(page.get_by_role("cell", name="Essentials")).to_be_visible()
    page.get_by_role("link", name="Staff", exact=True).click()
    expect(page.get_by_text("Policies.PasswordPolicy.MinimumLength")).to_be_visible()


def test_an_administrator_invites_somebody_and_the_message_arrives(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/")
    expect(page.get_by_text("Nobody")).to_be_visible()
    page.get_by_role("link", name="Invite user").first.click()
    page.get_by_role("button", name="Invite user").click()
    expect(page).to_have_title("Error: Invite user · Staff · Lifeguard")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("E-mail address").first.fill("ana@example.com")
    page.get_by_role("button", name="Invite user").click()
    expect(page.get_by_role("status").first).to_contain_text("ana@example.com")
    assert [message.to for message in outbox.messages()] == ["ana@example.com"]
    assert Entry.objects.filter(action="invite_user", outcome="done").count() == 1


def test_a_help_desk_resends_an_invitation_from_the_users_page(
    page: Page, enter: Enter, visit: Visit, helpdesk: Operator, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", status="FORCE_CHANGE_PASSWORD")
    enter(helpdesk)
    visit(f"/pools/embedded/{pool_id}/users/{sub}/")
    page.get_by_role("link", name="Resend invitation").first.click()
    page.get_by_role("button", name="Resend invitation").click()
    expect(page.get_by_role("status").first).to_contain_text("was sent again")
    assert len(outbox.messages(sub=sub)) == 1


def test_several_invitations_are_resent_from_the_list(
    page: Page, enter: Enter, visit: Visit, helpdesk: Operator, pool_id: str
) -> None:
    for name in ("ana", "ben", "cleo"):
        world.make_user(pool_id, f"{name}@example.com", status="FORCE_CHANGE_PASSWORD")
    enter(helpdesk)
    visit(f"/pools/embedded/{pool_id}/users/")
    page.get_by_label("Select all invited people on this page").check()
    page.get_by_role("button", name="Resend invitations").click()
    expect(page.get_by_text("3 selected, 3 can get their invitation again")).to_be_visible()
    page.get_by_role("button", name="Resend invitations").click()
    expect(page.locator("#resending").get_by_text("3 of 3 invitations were sent again.")).to_be_visible()
    assert {message.to for message in outbox.messages()} == {
        "ana@example.com",
        "ben@example.com",
        "cleo@example.com",
    }


def test_a_viewer_sees_masked_data_until_a_reason_is_given(
    page: Page, enter: Enter, visit: Visit, viewer: Operator, pool_id: str
) -> None:
    sub = world.make_user(pool_id, "ana.diaz@example.com", attributes={"name": "Ana Diaz"})
    enter(viewer)
    visit(f"/pools/embedded/{pool_id}/users/{sub}/")
    expect(page.get_by_text("ana.diaz@example.com")).to_have_count(0)
    page.get_by_role("link", name="Reveal personal data").click()
    page.get_by_label("Why do you need to see this?").fill("Ticket 4711: cannot sign in")
    page.get_by_role("button", name="Reveal personal data").click()
    expect(page.get_by_text("ana.diaz@example.com").first).to_be_visible()
    assert Entry.objects.get(action="reveal_user", outcome="done").reason == "Ticket 4711: cannot sign in"


def test_searching_replaces_the_list_without_a_new_page(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    for name in ("ana", "ben"):
        world.make_user(pool_id, f"{name}@example.com", attributes={"name": name.title()})
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/")
    expect(page.get_by_role("link", name="Ben")).to_be_visible()
    page.get_by_label("Search by").select_option("email") if page.get_by_label("Search by").count() else None
    page.locator("main input[type=search]").fill("ana@")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Ben")).to_have_count(0)


def test_a_throttled_action_is_said_and_nothing_is_lost(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/users/invite/")
    page.get_by_label("E-mail address").first.fill("ana@example.com")
    faults.fail_next("AdminCreateUser", error="TooManyRequestsException")
    page.get_by_role("button", name="Invite user").click()
    expect(page.get_by_text("Cognito is busy").first).to_be_visible()
    expect(page.get_by_label("E-mail address").first).to_have_value("ana@example.com")


def test_everything_can_be_reached_by_keyboard(
    page: Page, enter: Enter, visit: Visit, viewer: Operator, pool_id: str
) -> None:
    enter(viewer)
    visit("/pools/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("main input[type=search]")).to_be_focused()
    page.keyboard.type("sta")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Staff", exact=True)).to_be_visible()


@pytest.fixture
def plain_page(browser: Browser, page: Page) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_help_desk_works_without_javascript(
    plain_page: Page,
    page: Page,
    enter: Enter,
    live_server: LiveServer,
    helpdesk: Operator,
    pool_id: str,
) -> None:
    sub = world.make_user(pool_id, "ana@example.com", status="FORCE_CHANGE_PASSWORD")
    enter(helpdesk)
    plain_page.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain_page.goto(f"{live_server.url}/pools/")
    plain_page.get_by_role("link", name="Staff", exact=True).click()
    plain_page.get_by_role("link", name="Users").first.click()
    plain_page.goto(f"{live_server.url}/pools/embedded/{pool_id}/users/{sub}/")
    plain_page.get_by_role("link", name="Resend invitation").first.click()
    plain_page.get_by_role("button", name="Resend invitation").click()
    assert len(outbox.messages(sub=sub)) == 1
    for verb in ("Disable user", "Enable user"):
        plain_page.goto(f"{live_server.url}/pools/embedded/{pool_id}/users/{sub}/")
        if verb == "Disable user":
            plain_page.locator("summary.button", has_text="More").click()
        plain_page.get_by_role("link", name=verb).first.click()
        plain_page.get_by_role("button", name=verb).click()
    assert list(
        Entry.objects.filter(outcome="done", pool_id=pool_id)
        .exclude(action="view_user")
        .order_by("number")
        .values_list("action", flat=True)
    ) == ["resend_invitation", "disable_user", "enable_user"]


def test_a_viewer_works_without_javascript(
    plain_page: Page,
    page: Page,
    enter: Enter,
    live_server: LiveServer,
    viewer: Operator,
    pool_id: str,
) -> None:
    sub = world.make_user(pool_id, "ana.diaz@example.com")
    enter(viewer)
    plain_page.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain_page.goto(f"{live_server.url}/pools/embedded/{pool_id}/users/{sub}/")
    plain_page.get_by_role("link", name="Reveal personal data").click()
    plain_page.get_by_label("Why do you need to see this?").fill("Ticket 4711: cannot sign in")
    plain_page.get_by_role("button", name="Reveal personal data").click()
    expect(plain_page.get_by_text("ana.diaz@example.com").first).to_be_visible()
    plain_page.goto(f"{live_server.url}/audit/")
    expect(plain_page.get_by_text("Ticket 4711").first).to_be_visible()
