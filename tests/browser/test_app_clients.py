"""A secret of an app client is exchanged for another, in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from console.access.models import Operator
from console.audit.models import Entry
from console.emulator.factories import find_pool
from tests.browser.conftest import Visit
from tests.service import make_app_client

Enter = Callable[[Operator], None]


def test_a_secret_is_exchanged_from_end_to_end(
    page: Page, enter: Enter, visit: Visit, administrator: Operator, pool_id: str
) -> None:
    client_id = make_app_client(pool_id, GenerateSecret=True)
    secrets = find_pool(pool_id).clients[client_id].secrets
    old = secrets[0].value
    enter(administrator)
    visit(f"/pools/embedded/{pool_id}/app-clients/{client_id}/")
    page.get_by_role("link", name="exchange it for another").click()
    page.get_by_role("link", name="Add a second secret").click()
    page.get_by_label("Reason").fill("Yearly exchange")
    page.get_by_role("button", name="Add a second secret").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("has a second secret")
    new = find_pool(pool_id).clients[client_id].secrets[1].value
    page.locator("details.secret summary").click()
    expect(page.get_by_text(new)).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_text("Newer", exact=True)).to_be_visible()
    assert new not in page.content()
    page.get_by_role("link", name="Delete the older one").click()
    page.get_by_label("Name of the app client").fill("Portal")
    page.get_by_label("Reason").fill("The app has the new one")
    page.get_by_role("button", name="Delete the secret").click()
    expect(page.get_by_role("status").first).to_contain_text("The older secret was deleted")
    assert [each.value for each in find_pool(pool_id).clients[client_id].secrets] == [new]
    assert [each.action for each in Entry.objects.filter(outcome="done").order_by("pk")] == [
        "add_secret",
        "delete_secret",
    ]
    assert old not in page.content()
