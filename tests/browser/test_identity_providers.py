"""An identity provider from its making to its deletion, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit


def test_a_provider_is_made_mapped_and_deleted(
    page: Page,
    enter: Callable[[Operator], None],
    visit: Visit,
    administrator: Operator,
    pool_id: str,
) -> None:
    providers = find_pool(pool_id).identity_providers
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/identity-providers/")
    page.get_by_role("link", name="Create identity provider").first.click()
    page.get_by_role("link", name="Choose OpenID Connect").click()
    page.locator("#id_name").fill("Daughter")
    page.get_by_label("Client ID").fill("staff")
    page.get_by_label("Client secret").fill("planted")
    page.get_by_label("Issuer").fill("https://login.example.com")
    page.get_by_role("button", name="Create identity provider").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Daughter")
    # Who offers it comes by itself.
    expect(page.locator("#offers")).to_contain_text("looked at")
    assert providers["Daughter"].mapping["email"] == "email"
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Pool attribute").nth(1).select_option("name")
    page.get_by_label("Provider’s claim").nth(1).fill("full_name")
    page.get_by_role("button", name="Review changes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Save these changes?")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("status").first).to_contain_text("The identity provider was saved")
    assert providers["Daughter"].mapping["name"] == "full_name"
    assert providers["Daughter"].details["client_secret"] == "planted"
    page.get_by_role("link", name="Delete identity provider").click()
    page.get_by_label("Type the name").fill("Daughter")
    page.get_by_label("Reason").fill("Sold")
    page.get_by_role("button", name="Delete identity provider").click()
    expect(page.get_by_role("status").first).to_contain_text("Daughter was deleted")
    assert "Daughter" not in providers
