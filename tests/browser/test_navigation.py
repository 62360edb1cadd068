"""The places of a pool on a phone and on a laptop."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from console.access.models import Operator
from tests.browser.conftest import Visit


def test_the_places_of_a_pool_are_a_menu_on_a_phone_and_all_on_the_screen_of_a_laptop(
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    accessible: Callable[[], None],
    owner: Operator,
    pool_id: str,
) -> None:
    enter(owner)
    page.set_viewport_size({"width": 400, "height": 800})
    visit(f"/pools/embedded/{pool_id}/app-clients/")
    places = page.get_by_role("navigation", name="Pool")
    expect(places.get_by_role("link", name="Quotas")).to_be_hidden()
    places.get_by_role("button", name="App clients").click()
    accessible()
    places.get_by_role("link", name="Quotas").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quotas")
    expect(places.get_by_role("button", name="Quotas")).to_be_visible()

    page.set_viewport_size({"width": 1280, "height": 800})
    expect(places.get_by_role("button")).to_be_hidden()
    for label in ("Settings", "Audit trail"):
        expect(places.get_by_role("link", name=label)).to_be_in_viewport(ratio=1)
