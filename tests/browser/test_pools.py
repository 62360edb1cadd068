"""Finding a pool and reading it, in a browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from console.access.models import Operator
from console.cognito.connections import Connection
from console.emulator import faults, world
from tests.browser.conftest import Visit

Enter = Callable[[Operator], None]


@pytest.fixture
def pools(connection: Connection) -> list[str]:
    names = ["Customers", "Kiosk", "Staff directory", "Staff Europe"]
    return [world.make_pool(name, DeletionProtection="ACTIVE") for name in names]


def test_details_arrive_and_pools_are_found_while_typing(
    viewer: Operator, pools: list[str], enter: Enter, visit: Visit, accessible: Callable[[], None]
) -> None:
    enter(viewer)
    page = visit("/pools/")
    expect(page.locator("tbody .badge", has_text="On")).to_have_count(4)
    accessible()
    page.keyboard.press("/")
    page.keyboard.type("staff", delay=30)
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.locator("#id_q")).to_be_focused()
    assert page.url.endswith("?q=staff")
    page.keyboard.type(" nobody")
    expect(page.get_by_role("heading", name="No pool matches")).to_be_visible()
    accessible()


def test_a_pool_that_cannot_be_described_keeps_its_name_and_dates(
    viewer: Operator, pools: list[str], enter: Enter, visit: Visit
) -> None:
    enter(viewer)
    faults.fail_next("DescribeUserPool", count=4, error="AccessDeniedException")
    page = visit("/pools/")
    expect(page.locator("tbody td", has_text="AWS role may not do this")).to_have_count(4)
    expect(page.get_by_role("link", name="Kiosk")).to_be_visible()
    expect(page.locator("tbody time")).to_have_count(8)


def test_a_pool_is_read_by_jumping_to_its_sections(
    viewer: Operator, pools: list[str], enter: Enter, visit: Visit, accessible: Callable[[], None]
) -> None:
    enter(viewer)
    page = visit("/pools/")
    page.get_by_role("link", name="Customers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Customers")
    page.get_by_role("navigation", name="Sections of this page").get_by_role(
        "link", name="Lambda triggers"
    ).click()
    expect(page.locator("#triggers")).to_be_in_viewport()
    accessible()
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="JSON").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("JSON")
    accessible()


def test_a_setting_is_found_while_typing(
    viewer: Operator, pools: list[str], enter: Enter, visit: Visit, accessible: Callable[[], None]
) -> None:
    enter(viewer)
    page = visit(f"/pools/embedded/{pools[0]}/")
    page.keyboard.press("/")
    page.keyboard.type("password digit", delay=30)
    expect(page.locator("#settings .card")).to_have_count(1)
    expect(page.locator("#settings .fact")).to_have_count(1)
    expect(page.locator("#announcer")).to_contain_text("1 setting with")
    expect(page.locator("#id_q")).to_be_focused()
    assert page.url.endswith("?q=password%20digit")
    page.locator("#id_q").fill("")
    expect(page.locator("#settings .card")).to_have_count(14)
    page.locator("#triggers summary").click()
    expect(page.locator("#triggers")).to_contain_text("LambdaConfig.PreSignUp")
    accessible()
    page.locator("#id_q").fill("nonsense")
    expect(page.get_by_role("heading", name="No setting matches")).to_be_visible()
    page.get_by_role("link", name="Clear filter").click()
    expect(page.locator("#settings .card")).to_have_count(14)


def test_everything_can_be_read_without_scripts(
    viewer: Operator, pools: list[str], enter: Enter, page: Page, browser: Browser, live_server: LiveServer
) -> None:
    enter(viewer)
    context = browser.new_context(java_script_enabled=False, storage_state=page.context.storage_state())
    plain = context.new_page()
    plain.goto(f"{live_server.url}/pools/")
    plain.locator("noscript a").click()
    expect(plain.locator("tbody .badge", has_text="On")).to_have_count(4)
    plain.locator("#id_q").fill("kiosk")
    plain.get_by_role("button", name="Find").click()
    expect(plain.locator("tbody tr")).to_have_count(1)
    plain.get_by_role("link", name="Kiosk").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Kiosk")
    plain.locator("#id_q").fill("digit")
    plain.get_by_role("button", name="Find").click()
    expect(plain.locator("#settings .fact")).to_have_count(1)
    context.close()
